export * from './answer.ts';
export * from './json.ts';
export * from './location.ts';
export * from './notation.ts';
export * from './text.ts';
export * from './value.ts';
