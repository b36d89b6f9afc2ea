import { FunctionError } from './specification.ts';

/**
 * Whether a name fits one part of a pattern between slashes: `*`, `?`, `[a-z]`, `[^a]`, `{a,b}` and `\` before what stands for itself.
 * Terraform matches with the doublestar library, version 1: a fault in the pattern is found only where a name leads to it, braces do not
 * nest, and `**` within a name is no more than `*`. Throws `FunctionError` for a fault.
 */
export function matchName(
  pattern: readonly string[],
  name: readonly string[],
  spend: (steps: number) => void,
): boolean {
  spend(1);
  if (pattern.length === 0) return name.length === 0;
  if (name.length === 0) return pattern.length === 1 && pattern[0] === '*';
  let at = 0;
  let here = 0;
  while (at < pattern.length && here < name.length) {
    const sign = pattern[at];
    if (sign === '*') {
      const rest = pattern.slice(at + 1);
      return rest.length === 0 || matchAfterStar(rest, name.slice(here), spend);
    }
    if (sign === '{') return matchAlternatives(pattern.slice(at + 1), name.slice(here), spend);
    if (sign === '[') {
      const end = unescapedEnd(pattern, at + 1, ']');
      if (end < 0) throw fault();
      if (!isInClass(pattern.slice(at + 1, end), name[here])) return false;
      at = end + 1;
    } else {
      if (sign === '\\') at += 1;
      if (at >= pattern.length) throw fault();
      if (pattern[at] !== name[here] && sign !== '?') return false;
      at += 1;
    }
    here += 1;
  }
  if (here < name.length) return false;
  return pattern.slice(at).every((sign) => sign === '*') && pattern.length - at <= 2;
}

function fault(): FunctionError {
  return new FunctionError('there is a fault in the pattern');
}

/** What is at fault after a star goes unnoticed. */
function matchAfterStar(rest: readonly string[], name: readonly string[], spend: (steps: number) => void): boolean {
  for (let from = 0; from < name.length; from++) {
    try {
      if (matchName(rest, name.slice(from), spend)) return true;
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
    }
  }
  return false;
}

function matchAlternatives(
  afterBrace: readonly string[],
  name: readonly string[],
  spend: (steps: number) => void,
): boolean {
  const end = unescapedEnd(afterBrace, 0, '}');
  if (end < 0) throw fault();
  const rest = afterBrace.slice(end + 1);
  let from = 0;
  while (from <= end) {
    const comma = unescapedEnd(afterBrace.slice(0, end), from, ',');
    const to = comma < 0 ? end : comma;
    if (matchName([...afterBrace.slice(from, to), ...rest], name, spend)) return true;
    from = to + 1;
  }
  return false;
}

function unescapedEnd(pattern: readonly string[], from: number, sign: string): number {
  for (let at = from; at < pattern.length; at++) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === sign) return at;
  }
  return -1;
}

/** Runs and single characters; `^` in front turns the class round, `!` stands for itself. */
function isInClass(signs: readonly string[], character = ''): boolean {
  const inverted = signs[0] === '^';
  if (signs.length === 0) throw fault();
  let found = false;
  let at = inverted ? 1 : 0;
  const next = (): string => {
    if (signs[at] === '-') throw fault();
    if (signs[at] === '\\') at += 1;
    const sign = signs[at];
    if (sign === undefined) throw fault();
    at += 1;
    return sign;
  };
  while (at < signs.length) {
    const low = next();
    let high = low;
    if (signs[at] === '-') {
      at += 1;
      high = next();
    }
    if (pointOf(low) <= pointOf(character) && pointOf(character) <= pointOf(high)) found = true;
  }
  return found !== inverted;
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
