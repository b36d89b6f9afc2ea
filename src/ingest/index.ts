/** Files in, one `Configuration` out: every kind of input is told apart by its content, and nothing is evaluated. */
export * from './configuration.ts';
export { touchedInstances } from './evaluated/touched.ts';
export { type ReadOptions, readConfiguration, readStacks } from './read-configuration.ts';
export * from './source.ts';
