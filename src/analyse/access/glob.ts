import type { Answer } from '../../model/index.ts';
import type { Hole, PartialText } from './partial-text.ts';

/** A pattern of IAM: `*` is any run of characters, `?` is one, in any place and across `:` and `/` (IAM user guide, "Resource"). */
export type Glob = readonly Atom[];

type Atom =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'one' | 'run' }
  /** A piece that is not known at all. */
  | { readonly kind: 'gap' }
  /** One string that we cannot spell, without a wildcard; the same wherever its name is the same. */
  | { readonly kind: 'fixed'; readonly name: string }
  /** A string that is none of those we can spell, such as a policy variable or the name of another bucket. */
  | { readonly kind: 'stranger'; readonly name: string };

export interface GlobReading {
  /** Actions are not case-sensitive, resources are. */
  readonly ignoreCase?: boolean;
  /** True for documents of version 2012-10-17, which have policy variables. */
  readonly variables?: boolean;
  /** Reads a hole in another way than as something unknown. */
  readonly readHole?: (hole: Hole) => Glob | undefined;
}

export function globOf(text: PartialText, reading: GlobReading = {}): Glob {
  const [only] = text;
  if (text.length === 1 && typeof only === 'string') return readPiece(only, reading);
  return text.flatMap((piece) => (typeof piece === 'string' ? readPiece(piece, reading) : readGap(piece, reading)));
}

function readPiece(piece: string, reading: GlobReading): Glob {
  return atomsOf(reading.ignoreCase ? piece.toLowerCase() : piece, reading);
}

function readGap(hole: Hole, { readHole }: GlobReading): Glob {
  return readHole?.(hole) ?? [hole.fixed ? { kind: 'fixed', name: nameOf(hole) } : { kind: 'gap' }];
}

function nameOf({ value }: Hole): string {
  return '$ref' in value ? `${value.$ref}.${value.$attribute}` : value.$unknown;
}

/** `${*}`, `${?}` and `${$}` are those characters themselves; any other variable has one value in a request (IAM user guide, "Variables and tags"). */
function atomsOf(text: string, { variables = false }: GlobReading): Glob {
  if (!variables || !text.includes('${')) return Array.from(text, atomOf);
  const atoms: Atom[] = [];
  for (const [token, variable] of text.matchAll(/\$\{([^}]*)\}|[\s\S]/gu)) {
    if (variable === undefined) atoms.push(atomOf(token));
    else if (/^[*?$]$/.test(variable)) atoms.push({ kind: 'character', character: variable });
    else atoms.push({ kind: 'stranger', name: `\${${variable}}` });
  }
  return atoms;
}

const run: Atom = { kind: 'run' };
const one: Atom = { kind: 'one' };

/** One atom for each ASCII character: patterns are read for every bucket and statement anew. */
const ascii: readonly Atom[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === '*') return run;
  return character === '?' ? one : { kind: 'character', character };
});

function atomOf(character: string): Atom {
  return ascii[character.codePointAt(0) ?? -1] ?? { kind: 'character', character };
}

/** Positions looked at; enough of them that a real document never runs out, few enough that a made-up one cannot hang us. */
const budget = 100_000;

/**
 * Does `wide` match every string that `narrow` matches? With gaps and names read as what makes it hardest, `yes`; as
 * what makes it easiest, not `no`.
 */
export function covers(wide: Glob, narrow: Glob): Answer {
  const start = commonStart(wide, narrow);
  if (start === undefined) return 'no';
  const [rest, wanted] = [wide.slice(start), narrow.slice(start)];
  // Without a run, or a gap that may hold one, a pattern has no room for another's.
  if (wanted.includes(run) && !rest.some(({ kind }) => kind === 'run' || kind === 'gap')) return 'no';
  const certain = contains(rest, wanted, 'certainly');
  if (certain !== false) return certain ? 'yes' : 'unknown';
  const open = [...rest, ...wanted].some(isOpen);
  return open && contains(rest, wanted, 'possibly') !== false ? 'unknown' : 'no';
}

function isOpen({ kind }: Atom): boolean {
  return kind === 'gap' || kind === 'fixed';
}

/** How many atoms both start with, each of which stands for one string; `undefined` when then a letter meets another. */
function commonStart(wide: Glob, narrow: Glob): number | undefined {
  for (let at = 0; ; at += 1) {
    const left = wide[at];
    const right = narrow[at];
    if (left === undefined || right === undefined || !sameStep(left, right)) {
      const differ = left?.kind === 'character' && right?.kind === 'character';
      return differ ? undefined : at;
    }
  }
}

type Mode = 'certainly' | 'possibly';

/**
 * Walks both patterns at once. Where `narrow` has a wildcard it is enough to try a character that stands nowhere else:
 * whatever matches that matches any other.
 *
 * @returns `undefined` when the budget is spent.
 */
function contains(wide: Glob, narrow: Glob, mode: Mode): boolean | undefined {
  const seen = new Set<string>();
  let looked = 0;
  const open: [number, ReadonlySet<number>][] = [[0, closure(wide, new Set([0]), mode)]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, positions] = next;
    const key = `${at}:${[...positions].join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    looked += positions.size;
    if (looked > budget) return undefined;
    if (positions.size === 0) return false;
    const atom = narrow[at];
    if (atom === undefined) {
      if (!positions.has(wide.length)) return false;
    } else if (atom.kind === 'run') {
      open.push([at + 1, positions], [at, advance(wide, positions, one, mode)]);
    } else if (atom.kind === 'gap' && mode === 'certainly') {
      // It may be anything, so it is covered only where anything is.
      open.push([at + 1, positions], [at, advance(wide, positions, one, mode)]);
    } else if ((atom.kind === 'gap' || atom.kind === 'fixed') && mode === 'possibly') {
      open.push([at + 1, closure(wide, laterThan(wide, positions), mode)]);
    } else open.push([at + 1, advance(wide, positions, atom, mode)]);
  }
  return true;
}

/** Positions after one step of `narrow`: a character, any character (`one`), or a name. */
function advance(wide: Glob, positions: ReadonlySet<number>, step: Atom, mode: Mode): ReadonlySet<number> {
  const next = new Set<number>();
  for (const at of positions) {
    const atom = wide[at];
    if (atom === undefined) continue;
    if (atom.kind === 'run') next.add(at);
    else if (atom.kind === 'one') {
      if (step.kind === 'one' || step.kind === 'character') next.add(at + 1);
    } else if (atom.kind === 'gap') {
      if (mode === 'possibly') next.add(at);
    } else if (atom.kind === 'fixed' && mode === 'possibly') {
      // It takes one step or more, and has no room for a character that may be any.
      if (step.kind !== 'one') next.add(at).add(at + 1);
    } else if (sameStep(atom, step)) next.add(at + 1);
  }
  return closure(wide, next, mode);
}

function sameStep(atom: Atom, step: Atom): boolean {
  if (atom.kind === 'character') return step.kind === 'character' && step.character === atom.character;
  return 'name' in atom && 'name' in step && step.name === atom.name;
}

/** With the positions that are reached without a step. */
function closure(wide: Glob, positions: Set<number>, mode: Mode): ReadonlySet<number> {
  for (const at of positions) {
    const kind = wide[at]?.kind;
    const empty = kind === 'run' || (mode === 'possibly' && kind === 'gap');
    // A set is walked in the order of insertion, with what is added on the way.
    if (empty) positions.add(at + 1);
  }
  return positions;
}

/** Positions that some string may lead to: all that follow, up to one that no string matches. */
function laterThan(wide: Glob, positions: ReadonlySet<number>): Set<number> {
  const later = new Set(positions);
  for (const at of later) {
    const atom = wide[at];
    if (atom !== undefined && atom.kind !== 'stranger') later.add(at + 1);
  }
  return later;
}

/** Is there a string that both match? */
export function meets(left: Glob, right: Glob): Answer {
  if (!intersects(left, right, 'possibly')) return 'no';
  return intersects(left, right, 'certainly') ? 'yes' : 'unknown';
}

function intersects(left: Glob, right: Glob, mode: Mode): boolean {
  const seen = new Set<number>();
  const open: [number, number][] = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [i, j] = next;
    const key = i * (right.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    const a = left[i];
    const b = right[j];
    if (a === undefined && b === undefined) return true;
    if (a !== undefined && isRun(a, mode))
      open.push([i + 1, j], ...(b === undefined ? [] : [[i, j + 1] as [number, number]]));
    if (b !== undefined && isRun(b, mode))
      open.push([i, j + 1], ...(a === undefined ? [] : [[i + 1, j] as [number, number]]));
    if (a !== undefined && b !== undefined && meetsOne(a, b)) open.push([i + 1, j + 1]);
  }
  return false;
}

function isRun(atom: Atom, mode: Mode): boolean {
  return atom.kind === 'run' || (mode === 'possibly' && atom.kind !== 'one' && atom.kind !== 'character');
}

function meetsOne(a: Atom, b: Atom): boolean {
  if (a.kind === 'one') return b.kind === 'one' || b.kind === 'character';
  if (b.kind === 'one') return a.kind === 'character';
  return sameStep(a, b);
}
