import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPolicySource } from '../decide/index.ts';

/** Folders of a policy that hold what a bundle is not built from. */
const aside = new Set(['cases', 'bundle']);

/**
 * The sources that lie beside a bundle, as in a clone: path below the folder of policies -> bytes. None where only the bundle was
 * installed.
 *
 * @param bundle folder of the bundle, `policies/bundle`
 */
export function readPolicySources(bundle: string): ReadonlyMap<string, Uint8Array> {
  const root = join(bundle, '..');
  const sources = new Map<string, Uint8Array>();
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && !aside.has(entry.name)) visit(path);
      else if (entry.isFile() && isPolicySource(path)) sources.set(path, readFileSync(join(root, path)));
    }
  };
  // A bundle may lie anywhere; only beside the policies' own library are there sources of it.
  if (existsSync(join(root, 'lib')) && existsSync(join(root, 'schemas', 'facts.json'))) visit('');
  return sources;
}
