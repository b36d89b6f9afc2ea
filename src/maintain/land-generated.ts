import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Writes generated files where they differ, each in one step; with `check`, names the stale ones and sets exit code 1 instead. */
export function land(files: readonly GeneratedFile[], options: { readonly check: boolean }): void {
  for (const { path, text } of files) {
    const name = relative(root, path);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    if (options.check) {
      console.error(`${name} is stale: it does not match what it is generated from`);
      process.exitCode = 1;
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
    console.error(`wrote ${name}`);
  }
}
