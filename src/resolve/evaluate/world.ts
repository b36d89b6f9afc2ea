import type { Files } from '../../ingest/index.ts';
import { joinPaths } from '../graph/relative-path.ts';
import { EvaluationError } from './context.ts';

/** What bounds the work of one run, so that no configuration can make it hang or fill the memory. */
export interface Limits {
  /** Expression nodes evaluated. */
  readonly steps: number;
  /** Characters of one string. */
  readonly stringLength: number;
  /** Nesting of expressions within each other. */
  readonly depth: number;
}

export const LIMITS: Limits = { steps: 30_000_000, stringLength: 16_000_000, depth: 500 };

/** What functions may ask of the world outside, and how much work they may still cause. */
export class World {
  #steps: number;
  #depth = 0;

  constructor(
    readonly files: Files | undefined,
    /** Folder of the root module: relative paths start there, as Terraform runs there. */
    readonly root: string,
    readonly limits: Limits,
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
   * Bytes of a file by a path as it is written in the configuration; `undefined` where files are not to be had at all.
   * Throws `EvaluationError` for a file that is not there, or lies outside of the folders that this run may read.
   */
  readFile(path: string): Uint8Array | undefined {
    const { files } = this;
    if (files === undefined) return undefined;
    const place = this.placeOf(path);
    const bytes = files.read(place);
    if (bytes === undefined) throw new EvaluationError(`there is no file ${path}`);
    return bytes;
  }

  hasFile(path: string): boolean | undefined {
    return this.files && this.files.read(this.placeOf(path)) !== undefined;
  }

  /** Where a path of the configuration is. Throws `EvaluationError` for one that may not be read. */
  placeOf(path: string): string {
    if (path.startsWith('~')) throw new EvaluationError(`${path} is in a home folder, which is not read`);
    const place = joinPaths(this.root, path);
    if (this.files?.inside(place) === false) {
      throw new EvaluationError(`${path} is not there, or lies outside of the folders that this run may read`);
    }
    return place;
  }

  /** Refuses a string that would be too long to hold. */
  checkLength(length: number): void {
    if (length > this.limits.stringLength) {
      throw new EvaluationError(`a string would have more than ${this.limits.stringLength} characters`);
    }
  }
}
