import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { StackFrame } from './stack-frames.ts';

const compiled = /\.[cm]?js$/;
const comment = /^\s*\/\/[#@]\s*sourceMappingURL=(\S+)\s*$/gm;

/**
 * Maps a frame of compiled JavaScript back to the TypeScript that it was compiled from, by the source map that the file
 * names. Under tsx, ts-node and `--enable-source-maps` frames arrive mapped, and nothing is left to do. A frame is
 * returned as it is when there is no map or the map does not know it.
 */
export class OriginalPositions {
  readonly #maps = new Map<string, SourceMap | undefined>();

  of(frame: StackFrame): StackFrame {
    if (!compiled.test(frame.file)) return frame;
    const entry = this.#mapOf(frame.file)?.findEntry(frame.line - 1, frame.column - 1);
    if (entry === undefined || !('originalSource' in entry)) return frame;
    const file = sourcePath(entry.originalSource, frame.file);
    if (file === undefined) return frame;
    return { ...frame, file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  #mapOf(file: string): SourceMap | undefined {
    if (!this.#maps.has(file)) this.#maps.set(file, readMap(file));
    return this.#maps.get(file);
  }
}

/** `undefined` for a missing or broken map: a finding then names the compiled file, which is true as well. */
function readMap(file: string): SourceMap | undefined {
  try {
    const address = [...readFileSync(file, 'utf8').matchAll(comment)].at(-1)?.[1];
    if (address === undefined) return undefined;
    const { text, base } = fetchMap(address, file);
    const payload = JSON.parse(text) as SourceMapPayload;
    const root = payload.sourceRoot ?? '';
    const folder = root === '' ? base : new URL(root.endsWith('/') ? root : `${root}/`, base);
    const sources = payload.sources.map((source) => new URL(source, folder).href);
    return new SourceMap({ ...payload, sources, sourceRoot: '' });
  } catch {
    return undefined;
  }
}

function fetchMap(address: string, file: string): { readonly text: string; readonly base: URL } {
  if (!address.startsWith('data:')) {
    const path = resolve(dirname(file), decodeURIComponent(address));
    return { text: readFileSync(path, 'utf8'), base: pathToFileURL(path) };
  }
  const comma = address.indexOf(',');
  const body = address.slice(comma + 1);
  const encoded = address.slice(0, comma).endsWith(';base64');
  return {
    text: encoded ? Buffer.from(body, 'base64').toString('utf8') : decodeURIComponent(body),
    base: pathToFileURL(file),
  };
}

function sourcePath(source: string, file: string): string | undefined {
  try {
    const url = new URL(source, pathToFileURL(file));
    return url.protocol === 'file:' ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}
