import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This package's own folder: above `src/gate/` in a clone, above `dist/` where it is built or installed. */
export const packageRoot: string = folderWithManifest(dirname(fileURLToPath(import.meta.url)));

function folderWithManifest(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  }
}
