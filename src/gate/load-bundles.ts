import { type Bundle, loadBundle } from '../decide/index.ts';
import { readBundle } from './read-bundle.ts';

/**
 * Loads this package's own bundle and those that the settings name, in that order, with digests verified.
 *
 * @throws StopError when one is missing, altered or stale
 */
export function loadBundles(named: readonly string[], folder: string): readonly Bundle[] {
  return [readBundle(folder), ...named.map((place) => readBundle(folder, place))].map((files) => loadBundle(files));
}
