/** The hook into a CDKTF or CDKTN app, and what the gate and the command line both read from disk. */
export { diskFiles, isStream, LargeInput } from './disk-files.ts';
export { exitCodeOf } from './exit-code.ts';
export { GateClosedError } from './gate-closed-error.ts';
export { loadBundles } from './load-bundles.ts';
export { loadSettings } from './load-settings.ts';
export { packageRoot } from './package-root.ts';
export { nameOf } from './path-name.ts';
export { findProject, findSettings, repositoryPrefix } from './project.ts';
export { type GateOptions, sallyport } from './sallyport.ts';
export { sourceLines } from './source-lines.ts';
