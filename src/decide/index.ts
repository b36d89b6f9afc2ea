export { type Bundle, type BundleFiles, type DecideLimits, decide } from './engine.ts';
export { loadBundle } from './load-bundle.ts';
export { isPolicySource, verifySources } from './manifest.ts';
