/** What we have read of one file's declarations, by the same names as other readers' (other-readers.ts). */
import { dirname } from 'node:path';
import type { Configuration, Module, Stack } from '../../src/ingest/index.ts';
import type { Body } from '../../src/syntax/index.ts';

export function readOf(configuration: Configuration, target: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const stack of configuration.stacks) for (const name of readOfStack(stack, dirname(target))) names.add(name);
  return names;
}

/** Names of variables that got a value from a file. */
export function givenValues(configuration: Configuration): ReadonlySet<string> {
  return new Set(configuration.stacks.flatMap((stack) => (stack.kind === 'source' ? [...stack.variables.keys()] : [])));
}

function readOfStack(stack: Stack, folder: string): readonly string[] {
  if (stack.kind === 'evaluated') return stack.instances.map(({ address }) => address);
  return modulesBelow(stack.module)
    .filter((module) => module.folder === folder)
    .flatMap(readOfModule);
}

function modulesBelow(module: Module): readonly Module[] {
  return [module, ...module.calls.flatMap((call) => (call.module === undefined ? [] : modulesBelow(call.module)))];
}

function readOfModule({ resources, variables, outputs, locals, calls }: Module): readonly string[] {
  return [
    ...resources.flatMap(({ mode, type, name, body }) =>
      named(`${mode === 'managed' ? 'resource' : mode}.${type}.${name}`, body),
    ),
    ...variables.flatMap(({ name, body }) => named(`variable.${name}`, body)),
    ...outputs.flatMap(({ name, body }) => named(`output.${name}`, body)),
    ...calls.flatMap(({ name, body }) => named(`module.${name}`, body)),
    ...locals.map(({ name }) => `local.${name}`),
  ];
}

/** A name, and below it each argument and block. */
function named(name: string, { attributes, blocks }: Body): readonly string[] {
  const dynamic = blocks.map(({ type }) => `${name}/${type}`);
  return [name, ...[...attributes.keys()].map((key) => `${name}/${key}`), ...dynamic];
}
