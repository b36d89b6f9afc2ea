export type * from './estate.ts';
