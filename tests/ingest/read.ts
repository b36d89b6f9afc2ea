import type { Diagnostic } from '../../src/diagnostics/index.ts';
import { StopError } from '../../src/diagnostics/index.ts';
import {
  type Configuration,
  type Module,
  type ReadOptions,
  readConfiguration,
  type Stack,
} from '../../src/ingest/index.ts';
import { type Location, plain } from '../../src/model/index.ts';
import { renderBody } from '../syntax/render.ts';
import { memoryFiles } from './memory-files.ts';

type Contents = Readonly<Record<string, string | Uint8Array>>;

export function read(contents: Contents, inputs: readonly string[] = ['in'], options: ReadOptions = {}): Configuration {
  return readConfiguration(inputs, memoryFiles(contents), options);
}

/** The module of the only stack. */
export function moduleOf(contents: Contents, input = 'in'): Module {
  return sourceModule(read(contents, [input]).stacks[0]);
}

export function sourceModule(stack: Stack | undefined): Module {
  if (stack?.kind !== 'source') throw new Error('expected a stack of source');
  return stack.module;
}

/** Resources as `address { body }`. */
export function resourcesOf(module: Module): readonly string[] {
  return module.resources.map(({ mode, type, name, body }) => {
    const prefix = mode === 'managed' ? '' : `${mode}.`;
    return `${prefix}${type}.${name} { ${renderBody(body)} }`;
  });
}

/** Diagnostics as `file:line:column id what`. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ id, what, location }) => `${place(location)} ${id.replace('ingest/', '')}: ${plain(what)}`);
}

/** The stop that reading ends in, in the same form. */
export function stopped(contents: Contents, inputs: readonly string[] = ['in'], options: ReadOptions = {}): string {
  try {
    read(contents, inputs, options);
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    return `${place(error.location)} ${error.code.replace('ingest/', '')}: ${plain(error.what)}`;
  }
  throw new Error('expected a stop');
}

function place(location: Location | undefined): string {
  if (location === undefined) return '-';
  const { file, line, column } = location;
  return line === undefined ? file : `${file}:${line}:${column}`;
}
