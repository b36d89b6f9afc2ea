/** The language: text to trees with ranges. A foundation like `model`: `ingest` and `resolve` both use it. */
export * from './body-parser.ts';
export * from './expression.ts';
export * from './locate.ts';
export * from './parse.ts';
