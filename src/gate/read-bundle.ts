import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BundleFiles } from '../decide/index.ts';
import { reasonOf, StopError } from '../diagnostics/index.ts';
import { packageRoot } from './package-root.ts';
import { nameOf } from './path-name.ts';

/**
 * Reads the files of this package's own bundle, or of one in a folder that the settings name. Nothing of them is trusted
 * yet: `loadBundle` compares the digests.
 *
 * @throws StopError when a file is missing or cannot be read
 */
export function readBundle(folder: string, named?: string): BundleFiles {
  const place = bundleFolder(folder, named);
  const from = nameOf(place, folder);
  const read = (name: string): Uint8Array => {
    try {
      return readFileSync(join(place, name));
    } catch (cause) {
      throw new StopError(
        'gate/bundle-missing',
        ['the policy bundle ', { data: from }, ` is incomplete: ${name} cannot be read: ${reasonOf(cause)}`],
        named === undefined
          ? 'install sallyport again, or rebuild the bundle in a clone by `npm run policies`'
          : 'compile the bundle again, or correct `policies` in the settings file',
        undefined,
        { cause },
      );
    }
  };
  return { wasm: read('policy.wasm'), catalogue: read('catalogue.json'), manifest: read('manifest.json'), from };
}

/** Absolute path of this package's own bundle, or of the one in a folder that the settings name. */
export function bundleFolder(folder: string, named?: string): string {
  return named === undefined ? join(packageRoot, 'policies', 'bundle') : resolve(folder, named);
}
