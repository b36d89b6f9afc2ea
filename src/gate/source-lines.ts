import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Beyond this a file is no program that somebody wrote, and a line of it is not worth the reading. */
const mostBytes = 32 * 1024 * 1024;

/** Reads lines of files for the frames of a report; each file once. A line that cannot be had is left out of its frame. */
export function sourceLines(folder: string): (file: string, line: number) => string | undefined {
  const files = new Map<string, Lines | undefined>();
  return (file, line) => {
    if (!files.has(file)) files.set(file, linesOf(resolve(folder, file)));
    return files.get(file)?.at(line);
  };
}

/** A text and where its lines start, found as far as somebody has asked: a plan has millions of lines, or one. */
class Lines {
  readonly #starts = [0];
  #isComplete = false;

  constructor(readonly text: string) {}

  /** The line without its end; lines count from 1. */
  at(line: number): string | undefined {
    const starts = this.#starts;
    while (starts.length <= line && !this.#isComplete) this.#findNext();
    const [start, next] = [starts[line - 1], starts[line]];
    if (start === undefined) return undefined;
    if (next === undefined) return this.text.slice(start);
    const end = next - 1;
    return this.text.slice(start, end > start && this.text.endsWith('\r', end) ? end - 1 : end);
  }

  #findNext(): void {
    const newline = this.text.indexOf('\n', this.#starts.at(-1));
    if (newline < 0) this.#isComplete = true;
    else this.#starts.push(newline + 1);
  }
}

function linesOf(path: string): Lines | undefined {
  try {
    return statSync(path).size > mostBytes ? undefined : new Lines(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
