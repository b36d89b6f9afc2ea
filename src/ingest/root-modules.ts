/** Terraform has one root module a folder, and repositories hold many: which folders are roots, and which are only called. */
import { cdktfStacks } from './cdktf-output.ts';
import type { Module } from './configuration.ts';
import { isModuleFile } from './module-files.ts';
import { ModuleReader } from './module-reader.ts';
import { joinPath } from './paths.ts';
import { Reading } from './reading.ts';
import type { Files } from './source.ts';

/** Folders looked into; more are no source tree, or links that lead in circles. */
const MOST_FOLDERS = 10_000;
const DEEPEST_FOLDER = 24;

export interface FoldersBelow {
  /** Those with Terraform files, by name; what tools keep for themselves is passed over: hidden folders and node_modules. */
  readonly modules: readonly string[];
  /** Output folders of CDKTF. */
  readonly outputs: readonly string[];
  /** False where there was more to look into than is looked into. */
  readonly complete: boolean;
}

/** Every folder below this one that Terraform could be run in. */
export function foldersBelow(files: Files, folder: string): FoldersBelow {
  const modules: string[] = [];
  const outputs: string[] = [];
  const scout = new Reading(files);
  let complete = true;
  let looked = 0;
  const visit = (here: string, depth: number): void => {
    const entries = files.list(here) ?? [];
    // Names alone do not make an output: what lies in `stacks/` may be root modules.
    if (depth > 0 && entries.includes('stacks/') && (cdktfStacks(scout, here) ?? []).length > 0) {
      outputs.push(here);
      return;
    }
    if (depth > 0 && entries.some(isModuleFile)) modules.push(here);
    for (const entry of entries) {
      if (!entry.endsWith('/') || entry.startsWith('.') || entry === 'node_modules/') continue;
      const below = joinPath(here, entry);
      if (files.leadsBack?.(below) === true) continue;
      looked += 1;
      if (looked > MOST_FOLDERS || depth >= DEEPEST_FOLDER) complete = false;
      else visit(below, depth + 1);
    }
  };
  visit(folder, 0);
  return { modules, outputs, complete };
}

/**
 * Those that none of the others calls, in order. Of folders that call each other in a ring and that nothing else calls, the first.
 * What is wrong with the files is not told here: it is when they are read to be judged.
 */
export function rootsAmong(files: Files, folders: readonly string[]): readonly string[] {
  const scout = new Reading(files);
  const called = new Map(
    folders.map((folder) => [folder, foldersCalledBy(new ModuleReader(scout, folder).readRoot())]),
  );
  const anywhere = new Set([...called.values()].flatMap((below) => [...below]));
  const roots = folders.filter((folder) => !anywhere.has(folder));
  const reached = new Set(roots.flatMap((root) => [root, ...(called.get(root) ?? [])]));
  const calls = (caller: string, folder: string): boolean => called.get(caller)?.has(folder) === true;
  for (const folder of folders) {
    if (reached.has(folder) || folders.some((other) => calls(other, folder) && !calls(folder, other))) continue;
    roots.push(folder);
    for (const below of [folder, ...(called.get(folder) ?? [])]) reached.add(below);
  }
  return roots.sort();
}

/** The folders of root modules with those of the modules that they call. */
export function foldersRead(roots: readonly Module[]): ReadonlySet<string> {
  return new Set(roots.flatMap((root) => [root.folder, ...foldersCalledBy(root)]));
}

function foldersCalledBy(root: Module): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: Module[] = [root];
  const seen = new Set<Module>(waiting);
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    for (const call of module.calls) {
      if (call.module === undefined || seen.has(call.module)) continue;
      seen.add(call.module);
      found.add(call.module.folder);
      waiting.push(call.module);
    }
  }
  return found;
}
