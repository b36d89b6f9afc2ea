import type { Json } from '../model/index.ts';
import { locateJson, type SourceFile } from '../syntax/index.ts';
import { stackFileMissing, unreadInput } from './diagnostics.ts';
import { isJsonObject } from './json-access.ts';
import { isModuleFile } from './module-files.ts';
import { joinPath, nameOf } from './paths.ts';
import type { Reading } from './reading.ts';

/** A stack that CDKTF or CDKTN has written: its name, and the file that holds it. */
export interface StackFile {
  readonly name: string;
  readonly file: string;
}

/**
 * The stacks of a `cdktf.out` folder: those that its manifest names, or, where there is no manifest yet, every folder below
 * `stacks/` with a stack's file. `undefined` when the folder is no such output.
 */
export function cdktfStacks(reading: Reading, folder: string): readonly StackFile[] | undefined {
  const names = new Set(reading.files.list(folder) ?? []);
  if (names.has('manifest.json')) {
    const stacks = manifestStacks(reading, joinPath(folder, 'manifest.json'));
    if (stacks !== undefined) return stacks.map((stack) => ({ ...stack, file: joinPath(folder, stack.file) }));
  }
  if (!names.has('stacks/')) return undefined;
  const stacks = stackFolders(reading, joinPath(folder, 'stacks'));
  return stacks.length === 0 ? undefined : stacks;
}

/** What a manifest lists: paths are relative to its folder. `undefined` when it is no manifest of CDKTF. */
function manifestStacks(reading: Reading, path: string): readonly StackFile[] | undefined {
  const file = reading.source(path);
  if (typeof file === 'string') return undefined;
  const value = reading.json(file, false);
  const stacks = isJsonObject(value) ? value['stacks'] : undefined;
  if (!isJsonObject(stacks)) return undefined;
  return Object.entries(stacks).flatMap(([name, entry]) => stackOf(reading, file, name, entry));
}

function stackOf(reading: Reading, file: SourceFile, name: string, entry: Json): readonly StackFile[] {
  const path = isJsonObject(entry) ? entry['synthesizedStackPath'] : undefined;
  if (typeof path === 'string') return [{ name, file: path }];
  const location = locateJson(file, ['stacks', name]);
  reading.report(unreadInput({ location }, name, 'the manifest gives no `synthesizedStackPath` for this stack'));
  return [];
}

/** What CDKTF writes, in JSON and where `SYNTH_HCL_OUTPUT` asks for HCL. */
const stackFileNames = ['cdk.tf.json', 'cdk.tf'];

function stackFolders(reading: Reading, folder: string): readonly StackFile[] {
  return (reading.files.list(folder) ?? []).flatMap((entry) => {
    if (!entry.endsWith('/')) return [];
    const name = entry.slice(0, -1);
    const names = reading.files.list(joinPath(folder, name)) ?? [];
    const file = stackFileNames.find((candidate) => names.includes(candidate));
    return file === undefined ? [] : [{ name, file: joinPath(folder, `${name}/${file}`) }];
  });
}

/** Reports a stack whose file is not there, or is none that Terraform reads; true when it is. */
export function isThere(reading: Reading, stack: StackFile): boolean {
  if (!isModuleFile(nameOf(stack.file))) {
    reading.report(
      unreadInput({ location: { file: stack.file } }, stack.file, 'Terraform reads no file of such a name'),
    );
    return false;
  }
  if (reading.files.read(stack.file) !== undefined) return true;
  reading.report(stackFileMissing({ location: { file: stack.file } }, stack.name, stack.file));
  return false;
}
