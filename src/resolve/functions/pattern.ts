import { DYNAMIC, listOf, STRING, type Type } from '../cty/type.ts';
import { type Cty, list, nullOf, object, string, tuple } from '../cty/value.ts';
import type { World } from '../evaluate/world.ts';
import { type Match, Matcher } from '../regex/match.ts';
import { parsePattern } from '../regex/parse.ts';
import { compilePattern, type Instruction } from '../regex/program.ts';
import { PatternError } from '../regex/syntax.ts';
import { textAt } from './read-argument.ts';
import { argument, FunctionError, type Specification } from './specification.ts';

interface CompiledPattern {
  readonly program: readonly Instruction[];
  readonly groups: readonly (string | undefined)[];
}

const compiled = new Map<string, CompiledPattern>();
const MOST_KEPT = 500;

function compile(source: string): CompiledPattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  try {
    const { pattern, groups } = parsePattern(source);
    const result = { program: compilePattern(pattern), groups };
    if (compiled.size >= MOST_KEPT) compiled.clear();
    compiled.set(source, result);
    return result;
  } catch (error) {
    if (error instanceof PatternError) throw new FunctionError(`the regular expression is not valid: ${error.message}`);
    throw error;
  }
}

const parameters = [{ type: STRING }, { type: STRING }];

export const patternFunctions: Readonly<Record<string, Specification>> = {
  regex: { parameters, type: (values) => captureType(values), call: firstMatch },
  regexall: { parameters, type: (values) => listOf(captureType(values)), call: everyMatch },
};

/** A string without groups, a tuple of unnamed ones, an object of named ones. */
function captureType(values: readonly Cty[]): Type {
  const pattern = argument(values, 0);
  if (pattern.kind !== 'string') return DYNAMIC;
  const { groups } = compile(pattern.value);
  if (groups.length === 0) return STRING;
  const named = groups.filter((name) => name !== undefined);
  if (named.length > 0 && named.length < groups.length) {
    throw new FunctionError('the regular expression has groups with and without names');
  }
  if (named.length === 0) return { kind: 'tuple', elements: groups.map(() => STRING) };
  return { kind: 'object', attributes: new Map(named.map((name) => [name, STRING])) };
}

function firstMatch(values: readonly Cty[], _type: Type, world: World): Cty {
  const { program, groups } = compile(textAt(values, 0));
  const text = textAt(values, 1);
  const match = new Matcher(program, text, (steps) => world.spend(steps)).find(0);
  if (match === undefined) throw new FunctionError('the pattern matches no part of the text');
  return captures(match, text, groups);
}

function captures(match: Match, text: string, groups: CompiledPattern['groups']): Cty {
  if (groups.length === 0) return piece(match, text, 0);
  const pieces = groups.map((_, index) => piece(match, text, index + 1));
  if (groups[0] === undefined) return tuple(pieces);
  return object(new Map(groups.map((name, index) => [name ?? '', pieces[index] ?? nullOf(STRING)])));
}

function piece(match: Match, text: string, group: number): Cty {
  const start = match[group * 2];
  const end = match[group * 2 + 1];
  return start === undefined || end === undefined ? nullOf(STRING) : string(text.slice(start, end));
}

function everyMatch(values: readonly Cty[], type: Type, world: World): Cty {
  const { program, groups } = compile(textAt(values, 0));
  const text = textAt(values, 1);
  const matcher = new Matcher(program, text, (steps) => world.spend(steps));
  const found: Cty[] = [];
  let previousEnd = -1;
  for (let place = 0; place <= text.length; ) {
    const match = matcher.find(place);
    if (match === undefined) break;
    const [start = 0, end = 0] = match;
    // An empty match right after another match does not count.
    if (end !== place || start !== previousEnd) found.push(captures(match, text, groups));
    place = end === place ? place + widthAt(text, place) : end;
    previousEnd = end;
  }
  return list(type.kind === 'list' ? type.element : STRING, found);
}

function widthAt(text: string, place: number): number {
  return (text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
}

/** `replace` with a regular expression: `$1` and `${name}` stand for groups, `$$` for a dollar sign. */
export function replacePattern(text: string, pattern: string, by: string, world: World): string {
  const { program, groups } = compile(pattern);
  const matcher = new Matcher(program, text, (steps) => world.spend(steps));
  const replacement = parseReplacement(by, groups);
  let result = '';
  let lastEnd = 0;
  for (let place = 0; place <= text.length; ) {
    const match = matcher.find(place);
    if (match === undefined) break;
    const [start = 0, end = 0] = match;
    result += text.slice(lastEnd, start);
    if (end > lastEnd || start === 0) result += expand(replacement, match, text);
    world.checkLength(result.length);
    lastEnd = end;
    place = Math.max(end, place + widthAt(text, place));
  }
  return result + text.slice(lastEnd);
}

/** Text, and numbers of groups. */
type Replacement = readonly (string | number)[];

const REFERENCE = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** A group that is not there stands for nothing. */
function parseReplacement(template: string, groups: CompiledPattern['groups']): Replacement {
  const pieces: (string | number)[] = [];
  let from = 0;
  for (const { 0: whole, 1: braced, 2: bare, index } of template.matchAll(REFERENCE)) {
    pieces.push(template.slice(from, index));
    from = index + whole.length;
    const name = braced ?? bare ?? '';
    const group = /^\d+$/.test(name) ? Number(name) : groups.indexOf(name) + 1;
    if (whole === '$$') pieces.push('$');
    else if (group !== 0 || name === '0') pieces.push(group);
  }
  return [...pieces, template.slice(from)];
}

function expand(replacement: Replacement, match: Match, text: string): string {
  let result = '';
  for (const piece of replacement) {
    if (typeof piece === 'string') result += piece;
    else result += text.slice(match[piece * 2] ?? 0, match[piece * 2 + 1] ?? 0);
  }
  return result;
}
