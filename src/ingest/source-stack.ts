import type { StackFile } from './cdktf-output.ts';
import type { GivenVariable, Module, SourceStack } from './configuration.ts';
import { rootVariables, type VariableOptions } from './given-variables.ts';
import { isJsonObject } from './json-access.ts';
import { metadataOf } from './json-blocks.ts';
import { ModuleReader } from './module-reader.ts';
import { folderOf, joinPath, nameOf } from './paths.ts';
import type { Reading } from './reading.ts';

/** What all source stacks of a run share. */
export interface StackContext {
  readonly reading: Reading;
  readonly options: VariableOptions & { readonly workspace?: string };
  readonly commandLine: ReadonlyMap<string, GivenVariable>;
}

/** A folder as a root module, with the variable files that Terraform would load. */
export function folderStack(context: StackContext, folder: string, name: string): SourceStack {
  const { reading } = context;
  const module = new ModuleReader(reading, folder).readRoot();
  const names = reading.files.list(folder) ?? [];
  const written = names.includes('cdk.tf.json') ? cdktfName(reading, joinPath(folder, 'cdk.tf.json')) : undefined;
  return stackOf(context, module, names, { path: folder, name, cdktfName: written });
}

/** One file as a root module: nothing beside it is read, but the local modules that it calls. */
export function fileStack(context: StackContext, path: string, name: string): SourceStack {
  const module = new ModuleReader(context.reading, folderOf(path)).readRoot([nameOf(path)]);
  return stackOf(context, module, [], { path, name, cdktfName: cdktfName(context.reading, path) });
}

/** A stack of CDKTF: whatever Terraform would read in its folder. */
export function cdktfStack(context: StackContext, { name, file }: StackFile): SourceStack {
  const folder = folderOf(file);
  const module = new ModuleReader(context.reading, folder).readRoot();
  return stackOf(context, module, context.reading.files.list(folder) ?? [], { path: folder, name, cdktfName: name });
}

function stackOf(
  context: StackContext,
  module: Module,
  files: readonly string[],
  { path, name, cdktfName }: Pick<SourceStack, 'path' | 'name'> & { readonly cdktfName: string | undefined },
): SourceStack {
  const { reading, commandLine, options } = context;
  return {
    kind: 'source',
    name: cdktfName ?? name,
    path,
    module,
    variables: rootVariables(reading, module, files, commandLine, options),
    ...(options.workspace === undefined ? {} : { workspace: options.workspace }),
    ...(cdktfName === undefined ? {} : { cdktfName }),
  };
}

/** The stack's name in the metadata that CDKTF writes at the top of the file. */
function cdktfName(reading: Reading, path: string): string | undefined {
  if (!path.endsWith('.json')) return undefined;
  const file = reading.source(path);
  const value = typeof file === 'string' ? undefined : reading.json(file, true);
  const name = isJsonObject(value) ? metadataOf(value)?.['stackName'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
