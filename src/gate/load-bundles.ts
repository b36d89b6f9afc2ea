import { type Bundle, loadBundle, verifySources } from '../decide/index.ts';
import { readPolicySources } from './policy-sources.ts';
import { bundleFolder, readBundle } from './read-bundle.ts';

/**
 * Loads this package's own bundle and those that the settings name, in that order, with digests verified: of the bundle's files, and
 * of the sources where they lie beside it.
 *
 * @throws StopError when one is missing, altered or stale
 */
export function loadBundles(named: readonly string[], folder: string): readonly Bundle[] {
  return [undefined, ...named].map((place) => {
    const files = readBundle(folder, place);
    const sources = readPolicySources(bundleFolder(folder, place));
    if (sources.size > 0) verifySources(files.manifest, files.from, sources);
    return loadBundle(files);
  });
}
