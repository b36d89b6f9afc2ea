import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from '../../src/cli/host.ts';

export interface TestHost extends Host {
  readonly out: () => string;
  readonly err: () => string;
}

/** A host that keeps what is printed; neither stream is a terminal unless it is said. */
export function testHost(folder: string, given: Partial<Host> = {}): TestHost {
  const out: string[] = [];
  const err: string[] = [];
  return {
    version: '0.0.0',
    program: import.meta.url,
    folder,
    environment: {},
    print: (text) => void out.push(text),
    tell: (text) => void err.push(`${text}\n`),
    status: undefined,
    stdoutColumns: undefined,
    stdoutIsTerminal: false,
    now: () => new Date('2026-11-24T12:00:00Z'),
    clock: () => performance.now(),
    ...given,
    out: () => out.join(''),
    err: () => err.join(''),
  };
}

/** A folder with the files given and a `.git` of its own, so that no settings above it are found. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-cli-')));
  for (const [name, content] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
