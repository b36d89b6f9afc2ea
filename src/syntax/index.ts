/** The language: text to trees with ranges. A foundation like `model`: `ingest` and `resolve` both use it. */
export * from './body-parser.ts';
export * from './constant.ts';
export * from './decode.ts';
export * from './expression.ts';
export type { ReadAgain } from './held-bytes.ts';
export { hasLongNumbers, type ReadJson, readJson } from './json.ts';
export * from './json-body.ts';
export { jsonSpan } from './json-index.ts';
export { type LargeJson, readLargeJson } from './large-json.ts';
export * from './locate.ts';
export * from './nested-blocks.ts';
export * from './parse.ts';
