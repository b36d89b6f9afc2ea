import { matchName } from './glob-match.ts';

/** Folders within folders beyond this depth can only be a ring of links. */
const DEEPEST = 40;

/** Names in a folder by its path, as the configuration would write it; those of folders end in `/`. Undefined where there is no such folder. */
export type ListFolder = (path: string) => readonly string[] | undefined;

/**
 * Paths of the files that fit a pattern, a path itself: see `matchName` for what may stand between its slashes, and `**` is there for any
 * number of folders. Throws `FunctionError` for a fault in the pattern that something leads to.
 */
export function findFiles(pattern: string, list: ListFolder, spend: (steps: number) => void): readonly string[] {
  return new Walk(list, spend).run(pattern);
}

class Walk {
  readonly #found: string[] = [];

  constructor(
    readonly list: ListFolder,
    readonly spend: (steps: number) => void,
  ) {}

  run(pattern: string): readonly string[] {
    const sign = pattern.search(/[*?[{\\]/);
    const slash = pattern.lastIndexOf('/', sign < 0 ? pattern.length : sign);
    const folder = slash > 0 ? pattern.slice(0, slash) : slash === 0 ? '/' : '';
    this.#visit(folder, pattern.slice(slash + 1).split('/'), 0);
    return this.#found;
  }

  #visit(folder: string, parts: readonly string[], depth: number): void {
    const entries = depth > DEEPEST ? undefined : this.list(folder);
    if (entries === undefined) return;
    const [part = '', ...rest] = parts;
    if (part === '**') {
      this.#descend(folder, entries, parts, depth);
      if (rest.length > 0) this.#match(folder, entries, rest, depth);
    } else this.#match(folder, entries, parts, depth);
  }

  /** Whatever `**` stands for, it may stand for one folder more. */
  #descend(folder: string, entries: readonly string[], parts: readonly string[], depth: number): void {
    for (const entry of entries) {
      this.spend(1);
      const path = below(folder, entry);
      if (entry.endsWith('/')) this.#visit(path.slice(0, -1), parts, depth + 1);
      else if (parts.length === 1) this.#found.push(path);
    }
  }

  #match(folder: string, entries: readonly string[], [part = '', ...rest]: readonly string[], depth: number): void {
    const wanted = [...part];
    for (const entry of entries) {
      const isFolder = entry.endsWith('/');
      const name = isFolder ? entry.slice(0, -1) : entry;
      if (!matchName(wanted, [...name], this.spend)) continue;
      if (rest.length === 0 && !isFolder) this.#found.push(below(folder, name));
      else if (rest.length > 0 && isFolder) this.#visit(below(folder, name), rest, depth + 1);
    }
  }
}

function below(folder: string, name: string): string {
  return folder === '' || folder === '/' ? folder + name : `${folder}/${name}`;
}
