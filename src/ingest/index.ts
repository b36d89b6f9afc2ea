export type { StackFile } from './cdktf-output.ts';
export * from './configuration.ts';
export type { VariableOption, VariableOptions } from './given-variables.ts';
export { type ReadOptions, readConfiguration, readStacks } from './read-configuration.ts';
export * from './source.ts';
