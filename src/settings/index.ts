export * from './defaults.ts';
export { readDocument } from './document.ts';
export * from './read-settings.ts';
export * from './read-waivers.ts';
export type * from './settings.ts';
export { stopOnFault } from './stop-on-fault.ts';
