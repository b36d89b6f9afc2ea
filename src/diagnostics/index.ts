export * from './diagnostic.ts';
export * from './nearest.ts';
export * from './stop.ts';
