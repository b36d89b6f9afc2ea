export * from './defaults.ts';
export * from './read-settings.ts';
export * from './read-waivers.ts';
export type * from './settings.ts';
