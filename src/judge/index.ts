export type * from './assessment.ts';
export type { Places } from './directory.ts';
export * from './judge.ts';
