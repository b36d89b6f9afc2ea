import { BOOL, listOf, NUMBER, STRING, type Type } from '../cty/type.ts';
import { bool, type Cty, list, string, unknownFrom } from '../cty/value.ts';
import { TextBuilder } from '../evaluate/template.ts';
import type { World } from '../evaluate/world.ts';
import { graphemes } from './graphemes.ts';
import { eachLetter, lowerText, titleLetter, upperText } from './letter-case.ts';
import { replacePattern } from './pattern.ts';
import { itemsAt, textAt, wholeAt } from './read-argument.ts';
import { replaceText } from './replace-text.ts';
import { argument, FunctionError, type Parameter, type Specification } from './specification.ts';
import { splitOpen } from './split-open.ts';
import { type Ends, trimEnds } from './trim-ends.ts';

const text: Parameter = { type: STRING };
const open: Parameter = { type: STRING, unknown: true };

/** What Go cannot allocate at once. */
const MOST_BYTES = 2 ** 47;

/** What Go counts as space. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const LINE_END = /[\r\n]/;

function trimming(ends: Ends): Specification {
  return {
    parameters: [open],
    type: STRING,
    call: (values, _type, world) => trimEnds(argument(values, 0), ends, world),
  };
}

function change(parameters: number, work: (...texts: string[]) => string): Specification {
  return {
    parameters: Array.from({ length: parameters }, () => text),
    type: STRING,
    call: (values, _type, world) => limited(work(...values.map((_, index) => textAt(values, index))), world),
  };
}

function test(work: (text: string, part: string) => boolean): Specification {
  return { parameters: [text, text], type: BOOL, call: (values) => bool(work(textAt(values, 0), textAt(values, 1))) };
}

function limited(result: string, world: World): Cty {
  world.checkLength(result.length);
  return string(result);
}

export const textFunctions: Readonly<Record<string, Specification>> = {
  chomp: trimming({ end: LINE_END }),
  lower: change(1, (value = '') => lowerText(value)),
  upper: change(1, (value = '') => upperText(value)),
  title: change(1, (value = '') => title(value)),
  strrev: change(1, (value = '') => [...graphemes(value)].reverse().join('')),
  trim: change(2, (value = '', cut = '') => trim(value, cut)),
  trimprefix: change(2, (value = '', prefix = '') => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
  trimsuffix: change(2, (value = '', suffix = '') =>
    suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
  ),
  trimspace: trimming({ start: SPACE, end: SPACE }),
  endswith: test((value, suffix) => value.endsWith(suffix)),
  strcontains: test((value, part) => value.includes(part)),
  startswith: { parameters: [{ type: STRING, unknown: true }, text], type: BOOL, call: startsWith },
  indent: { parameters: [{ type: NUMBER }, text], type: STRING, call: indent },
  join: { parameters: [text], rest: { type: listOf(STRING), unknown: true }, type: STRING, call: join },
  split: { parameters: [text, open], type: listOf(STRING), call: split },
  substr: { parameters: [text, { type: NUMBER }, { type: NUMBER }], type: STRING, call: substring },
  replace: {
    parameters: [open, text, open],
    type: STRING,
    call: replace,
  },
};

/** Go's `strings.Title`: a letter after what separates words. */
function title(value: string): string {
  let before = ' ';
  return eachLetter(value, (letter) => {
    const starts = isSeparator(before);
    before = letter;
    return starts ? titleLetter(letter) : letter;
  });
}

function isSeparator(letter: string): boolean {
  if (letter.charCodeAt(0) <= 0x7f) return !/[A-Za-z0-9_]/.test(letter);
  return /^[^\p{L}\p{Nd}]$/u.test(letter) && /\s|\u0085/.test(letter);
}

function trim(value: string, cut: string): string {
  const letters = [...value];
  const wanted = new Set(cut);
  let start = 0;
  let end = letters.length;
  while (start < end && wanted.has(letters[start] ?? '')) start += 1;
  while (end > start && wanted.has(letters[end - 1] ?? '')) end -= 1;
  return letters.slice(start, end).join('');
}

/** What a string is known to start with may settle it. */
function startsWith(values: readonly Cty[]): Cty {
  const value = argument(values, 0);
  const prefix = textAt(values, 1);
  if (value.kind === 'string') return bool(value.value.startsWith(prefix));
  if (prefix === '') return bool(true);
  const known = value.kind === 'unknown' ? (value.prefix ?? '') : '';
  if (known.length >= prefix.length) return bool(known.startsWith(prefix));
  return unknownFrom(BOOL, [value], { notNull: true });
}

function indent(values: readonly Cty[], _type: unknown, world: World): Cty {
  const spaces = wholeAt(values, 0);
  const value = textAt(values, 1);
  if (spaces < 0) throw new FunctionError('the number of spaces is negative');
  // Terraform makes them first, also where there is no second line.
  if (spaces >= MOST_BYTES) throw new FunctionError('the number of spaces is too large');
  const lines = value.split('\n');
  if (lines.length === 1) return string(value);
  world.checkLength(value.length + spaces * (lines.length - 1));
  return string(lines.join(`\n${' '.repeat(spaces)}`));
}

/** Unknown elements of known lists stay pieces of the string. */
function join(values: readonly Cty[], _type: unknown, world: World): Cty {
  const separator = textAt(values, 0);
  const lists = values.slice(1);
  if (lists.length === 0) throw new FunctionError('takes at least 2 arguments, not 1');
  const open = lists.filter((one) => one.kind === 'unknown');
  if (open.length > 0) return unknownFrom(STRING, open, { notNull: true });
  const builder = new TextBuilder(world.limits.stringLength);
  for (const [index, item] of lists.flatMap((_, at) => itemsAt(values, at + 1)).entries()) {
    if (item.kind === 'null') throw new FunctionError(`element ${index} is null`);
    if (index > 0) builder.text(separator);
    builder.add(item);
  }
  return builder.finish();
}

function split(values: readonly Cty[], type: Type, world: World): Cty {
  const separator = textAt(values, 0);
  const text = argument(values, 1);
  if (text.kind === 'unknown') return splitOpen(text, separator, world) ?? unknownFrom(type, [text], { notNull: true });
  const value = textAt(values, 1);
  const pieces = separator === '' ? [...value] : value.split(separator);
  return list(STRING, pieces.map(string));
}

/**
 * Counts in characters; a negative offset counts from the end, a negative length means the rest. Of no characters, counted from the end,
 * Terraform gives all that follow.
 */
function substring(values: readonly Cty[]): Cty {
  const characters = graphemes(textAt(values, 0));
  const offset = wholeAt(values, 1);
  const length = wholeAt(values, 2);
  const start = Math.max(0, offset < 0 ? offset + characters.length : offset);
  const toEnd = length < 0 || (length === 0 && offset < 0);
  return string(characters.slice(start, toEnd ? undefined : start + length).join(''));
}

/** A pattern between slashes is a regular expression. */
function replace(values: readonly Cty[], _type: unknown, world: World): Cty {
  const [value, by] = [argument(values, 0), argument(values, 2)];
  const wanted = textAt(values, 1);
  const isPattern = wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/');
  if (value.kind !== 'string' || by.kind !== 'string') {
    if (isPattern) return unknownFrom(STRING, values, { notNull: true });
    return replaceText(value, wanted, by, world);
  }
  if (isPattern) return limited(replacePattern(value.value, wanted.slice(1, -1), by.value, world), world);
  return limited(replaceKnown(value.value, wanted, by.value, world), world);
}

function replaceKnown(value: string, wanted: string, by: string, world: World): string {
  const count = wanted === '' ? value.length + 1 : value.split(wanted).length - 1;
  world.checkLength(value.length + count * Math.max(0, by.length - wanted.length));
  if (wanted === '') return by + [...value].map((letter) => letter + by).join('');
  return value.split(wanted).join(by);
}
