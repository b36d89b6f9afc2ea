/** The library's front door. */
export { StopError } from './diagnostics/index.ts';
export { GateClosedError, type GateOptions, sallyport } from './gate/index.ts';
export type { Assessment, Finding } from './judge/index.ts';
