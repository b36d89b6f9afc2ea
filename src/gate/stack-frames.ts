import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from '../model/index.ts';

/** One line of a V8 stack; `file` is an absolute path. */
export interface StackFrame extends Frame {
  /** As V8 names it: `new Vault`, `Object.<anonymous>`; "" at the top level of a module. */
  readonly callee: string;
}

const position = /:(\d+):(\d+)$/;

/**
 * Reads the frames out of a formatted V8 stack, innermost first. Frames without a file of their own (`node:` internals,
 * `native`, `eval`, anonymous scripts) are left out.
 *
 * @see https://v8.dev/docs/stack-trace-api, "Appearance"
 */
export function readFrames(stack: string): readonly StackFrame[] {
  return stack.split('\n').flatMap((line) => {
    const frame = readFrame(line);
    return frame === undefined ? [] : [frame];
  });
}

function readFrame(line: string): StackFrame | undefined {
  const text = line.trim();
  if (!text.startsWith('at ')) return undefined;
  const call = text.slice('at '.length).replace(/^async /, '');
  // The first " (" opens the place: a function's name holds none, a folder's may.
  const open = call.endsWith(')') ? call.indexOf(' (') : -1;
  const place = open === -1 ? call : call.slice(open + 2, -1);
  const [suffix, row, column] = position.exec(place) ?? [];
  if (suffix === undefined) return undefined;
  const file = pathOf(place.slice(0, -suffix.length));
  if (file === undefined) return undefined;
  return { file, line: Number(row), column: Number(column), callee: open === -1 ? '' : call.slice(0, open) };
}

function pathOf(script: string): string | undefined {
  if (!script.startsWith('file:')) return isAbsolute(script) ? script : undefined;
  try {
    // Loaders add a query to tell their copies of a module apart.
    return fileURLToPath(script.replace(/[?#].*$/, ''));
  } catch {
    return undefined;
  }
}
