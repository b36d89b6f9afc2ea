export * from './configuration.ts';
export * from './source.ts';
