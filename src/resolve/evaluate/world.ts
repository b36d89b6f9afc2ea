import { StopError } from '../../diagnostics/index.ts';
import type { Files } from '../../ingest/index.ts';
import { type Cty, MOST_VALUES, sizeOf } from '../cty/value.ts';
import { isPossiblePath, joinPaths } from '../graph/relative-path.ts';
import { EvaluationError, FileTrouble } from './context.ts';
import { Memo } from './memo.ts';
import { SecretTexts } from './secret-texts.ts';

/** What bounds the work of one run, so that no configuration can make it hang or fill the memory. */
export interface Limits {
  /** Expression nodes evaluated. */
  readonly steps: number;
  /** Characters of one string. */
  readonly stringLength: number;
  /** Nesting of expressions within each other. */
  readonly depth: number;
}

/** Values that are walked through in the time that one expression takes. */
const SIZE_OF_STEP = 8;

export const LIMITS: Limits = { steps: 30_000_000, stringLength: 16_000_000, depth: 500 };

/** What functions may ask of the world outside, and how much work they may still cause. */
export class World {
  #steps: number;
  #depth = 0;
  readonly #notices: string[] = [];

  constructor(
    readonly files: Files | undefined,
    /** Folder of the root module: relative paths start there, as Terraform runs there. */
    readonly root: string,
    readonly limits: Limits,
    readonly memo: Memo = new Memo(),
    readonly secrets: SecretTexts = new SecretTexts(),
  ) {
    this.#steps = limits.steps;
  }

  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new EvaluationError(`evaluation takes more than ${this.limits.steps} steps`);
  }

  enter(): void {
    this.#depth += 1;
    if (this.#depth > this.limits.depth) {
      throw new EvaluationError(`expressions are nested more than ${this.limits.depth} levels deep`);
    }
  }

  leave(): void {
    this.#depth -= 1;
  }

  /**
   * Bytes of a file by a path as it is written in the configuration; the reason why they are not known where the file may not be
   * read. Throws `FileTrouble` for a file that is not there.
   */
  readFile(path: string): Uint8Array | { readonly unknownBecause: string } {
    const place = this.locateFile(path);
    if ('unknownBecause' in place) return place;
    const bytes = bytesIn(place.files, place.path);
    if (bytes === undefined) throw new FileTrouble(`there is no file ${path}`);
    return bytes;
  }

  /**
   * Where a path of the configuration is, if it may be read. What lies outside of the folders of this run is never looked at. Throws
   * `FileTrouble` for what cannot be a path.
   */
  locateFile(path: string): { readonly files: Files; readonly path: string } | { readonly unknownBecause: string } {
    const { files } = this;
    const place = joinPaths(this.root, path);
    if (!isPossiblePath(place)) throw new FileTrouble('a path is longer than a path can be, or holds a NUL character');
    if (files === undefined) return { unknownBecause: `the file ${path} is not read` };
    if (!path.startsWith('~') && (files.inside(place) || this.#isMissing(files, place))) return { files, path: place };
    this.#notices.push(path);
    return { unknownBecause: `${path} lies outside of the folders that this run may read` };
  }

  /** A path that leads nowhere is not inside either: it may still be known not to be there. */
  #isMissing(files: Files, place: string): boolean {
    const folder = place.slice(0, Math.max(0, place.lastIndexOf('/')));
    const isBelow = isBelowRoot(place, this.root);
    const entries = isBelow ? files.list(folder === '' ? '.' : folder) : undefined;
    const name = place.slice(place.lastIndexOf('/') + 1);
    return isBelow && !(entries ?? []).some((entry) => entry === name || entry === `${name}/`);
  }

  /** Files that could not be read since the last time of asking. */
  takeNotices(): readonly string[] {
    return this.#notices.splice(0);
  }

  /** Refuses to walk through values that are shared so often that no end would come, and counts the work of it. */
  walk(...values: readonly Cty[]): void {
    this.spend(Math.floor(this.walkTypes(...values) / SIZE_OF_STEP));
  }

  /** Counts the work of functions that go through texts. */
  read(...values: readonly Cty[]): void {
    let length = 0;
    for (const value of values) if (value.kind === 'string') length += value.value.length;
    this.spend(length >> 3);
  }

  /** The same for what looks at types alone, which are worked out once. Gives the size of all together. */
  walkTypes(...values: readonly Cty[]): number {
    const size = values.reduce((sum, value) => sum + sizeOf(value), 0);
    if (size > MOST_VALUES) throw new EvaluationError(`a value has more than ${MOST_VALUES} parts`);
    return size;
  }

  /** Refuses a string that would be too long to hold. */
  checkLength(length: number): void {
    if (length > this.limits.stringLength) {
      throw new EvaluationError(`a string would have more than ${this.limits.stringLength} characters`);
    }
  }
}

function isBelowRoot(place: string, root: string): boolean {
  const folder = joinPaths(root, '.');
  if (folder === '.') return !place.startsWith('/') && !place.startsWith('..');
  return place.startsWith(`${folder}/`);
}

/** Bytes of a file; `undefined` where there is none. Throws `FileTrouble` for a pipe, a device, and what may not be opened. */
export function bytesIn(files: Files, path: string): Uint8Array | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (error instanceof StopError) throw new FileTrouble(error.message);
    throw error;
  }
}
