import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { StopError } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';
import { settingsNames } from '../settings/index.ts';

/** What `cdktf.json` says of a CDKTF or CDKTN project; all paths absolute. */
export interface CdktfProject {
  readonly folder: string;
  /** Where synthesis writes: `output`, by default `cdktf.out`. */
  readonly output: string;
  /** The script that the `app` command runs, when the command names one that exists. */
  readonly appFile?: string;
}

/** The project that a folder stands in: the nearest `cdktf.json`, upward. */
export function findProject(start: string): CdktfProject | undefined {
  for (const folder of upward(start)) {
    const project = readProject(folder);
    if (project !== undefined) return project;
  }
  return undefined;
}

/**
 * The settings file that is in force for what lies in a folder: `sallyport.yaml` there, or beside the app that the
 * folder's `cdktf.json` runs, or the same in the next folder up. The search ends at the folder that holds `.git`, so that
 * nobody outside a repository can waive anything inside it.
 */
export function findSettings(start: string): string | undefined {
  for (const folder of upward(start)) {
    const here = settingsIn(folder);
    if (here !== undefined) return here;
    const appFile = readProject(folder)?.appFile;
    const beside = appFile === undefined ? undefined : settingsIn(dirname(appFile));
    if (beside !== undefined) return beside;
  }
  return undefined;
}

/** Path from the repository's root to a folder, with slashes; "" where they are the same, or there is no repository. */
export function repositoryPrefix(folder: string): string {
  const root = [...upward(folder)].at(-1) ?? folder;
  return existsSync(join(root, '.git')) ? relative(root, folder).split(sep).join('/') : '';
}

/** The folder and those above it, up to the repository's root or the file system's. */
function* upward(start: string): Generator<string> {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    yield folder;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return;
  }
}

function settingsIn(folder: string): string | undefined {
  return settingsNames.map((name) => join(folder, name)).find((file) => existsSync(file));
}

function readProject(folder: string): CdktfProject | undefined {
  const file = join(folder, 'cdktf.json');
  if (!existsSync(file)) return undefined;
  const { app, output } = parseProject(file);
  const appFile = scriptOf(typeof app === 'string' ? app : '', folder);
  return {
    folder,
    output: resolve(folder, typeof output === 'string' ? output : 'cdktf.out'),
    ...(appFile === undefined ? {} : { appFile }),
  };
}

function parseProject(file: string): { readonly app?: unknown; readonly output?: unknown } {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (cause) {
    throw new StopError(
      'gate/project',
      say`${file} cannot be read as JSON`,
      'mend the file, or name paths',
      undefined,
      {
        cause,
      },
    );
  }
}

const scripts = new Set(['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']);

/** The last word of a command such as `npx tsx stacks/main.ts` that is a script on disk, else the template's `main.ts`. */
function scriptOf(command: string, folder: string): string | undefined {
  const named = command.split(/\s+/).map((word) => word.replaceAll(/^["']|["']$/g, ''));
  return ['main.ts', ...named]
    .map((word) => resolve(folder, word))
    .findLast((path) => scripts.has(extname(path)) && statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}
