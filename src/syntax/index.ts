/** The language: text to trees with ranges. A foundation like `model`: `ingest` and `resolve` both use it. */
export * from './expression.ts';
