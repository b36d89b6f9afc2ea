import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../gate/index.ts';

/** This package's version, as its `package.json` says. */
export function version(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}
