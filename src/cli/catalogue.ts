import { resolve } from 'node:path';
import { findSettings, loadBundles, loadSettings } from '../gate/index.ts';
import type { PolicyEntry } from '../shapes/index.ts';
import type { Host } from './host.ts';

/** The policies in force where the command runs: this package's, and those of the settings, in order of id. */
export function readCatalogue(config: string | undefined, host: Host): readonly PolicyEntry[] {
  const { folder } = host;
  const file = config === undefined ? findSettings(folder) : resolve(folder, config);
  const { bundles } = loadSettings({ file, folder });
  const policies = loadBundles(bundles, folder).flatMap(({ catalogue }) => catalogue.policies);
  return policies.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

/** The ids under which others know the same concern, in one list. */
export function aliasesOf({ aliases }: PolicyEntry): readonly string[] {
  return Object.values(aliases).flat();
}
