export * from './diagnostic.ts';
export * from './file-trouble.ts';
export * from './nearest.ts';
export * from './stop.ts';
