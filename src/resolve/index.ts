export * from './resolved.ts';
