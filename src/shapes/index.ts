/**
 * One source for the types and the JSON Schemas of everything that crosses a public border. Rooms import types from here;
 * only `maintain/` imports the schemas themselves, so nothing of it is loaded at run time.
 */
export type * from './catalogue.ts';
export type * from './facts.ts';
export type * from './report.ts';
export type * from './settings.ts';
export type * from './verdict.ts';
