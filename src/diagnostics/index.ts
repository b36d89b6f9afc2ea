export * from './diagnostic.ts';
export * from './stop.ts';
