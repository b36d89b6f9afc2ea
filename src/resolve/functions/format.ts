import { ConversionError, convert } from '../cty/convert.ts';
import { BOOL, listOf, NUMBER, STRING, type Type } from '../cty/type.ts';
import { type Cty, isWhole, list, string, typeOf, unknownFrom } from '../cty/value.ts';
import { TextBuilder } from '../evaluate/template.ts';
import type { World } from '../evaluate/world.ts';
import { encodeJson } from '../json-text/encode.ts';
import { formatNumber, plainNumber } from './format-number.ts';
import { parseFormat, type Verb } from './format-verb.ts';
import { countGraphemes, graphemes } from './graphemes.ts';
import { textAt } from './read-argument.ts';
import { argument, FunctionError, type Specification } from './specification.ts';

export const formatFunctions: Readonly<Record<string, Specification>> = {
  format: {
    parameters: [{ type: STRING }],
    rest: { type: { kind: 'dynamic' }, unknown: true, null: true, unseen: true },
    type: STRING,
    call: (values, _type, world) => formatText(textAt(values, 0), values.slice(1), world),
  },
  formatlist: {
    parameters: [{ type: STRING }],
    rest: { type: { kind: 'dynamic' }, unknown: true, null: true },
    type: listOf(STRING),
    call: formatList,
  },
};

/** While an argument is unknown, what is wrong with the format is left to the time when it is known. */
function formatText(format: string, values: readonly Cty[], world: World): Cty {
  const open = values.filter((value) => !isWhole(value));
  if (open.length === 0) return formatPieces(format, values, world);
  try {
    return formatPieces(format, values, world);
  } catch (error) {
    if (error instanceof FunctionError || error instanceof ConversionError)
      return unknownFrom(STRING, open, { notNull: true });
    throw error;
  }
}

function formatPieces(format: string, values: readonly Cty[], world: World): Cty {
  const builder = new TextBuilder(world.limits.stringLength);
  let next = 0;
  let most = 0;
  for (const piece of parseFormat(format)) {
    if (typeof piece === 'string') {
      builder.text(piece);
      continue;
    }
    const index = piece.argument ?? next;
    next = index + 1;
    most = Math.max(most, next);
    const value = values[index];
    if (value === undefined)
      throw new FunctionError(`${piece.text} needs argument ${index + 1}, and there are ${values.length}`);
    addFormatted(builder, value, piece, world);
  }
  if (values.length > most) throw new FunctionError(`there are ${values.length} arguments for ${most} verbs`);
  return builder.finish();
}

/** An unknown that would stand as it is stays a piece of the string; any other leaves a gap of which nothing is known. */
function addFormatted(builder: TextBuilder, value: Cty, verb: Verb, world: World): void {
  if (isWhole(value)) {
    builder.text(formatted(value, verb, world));
    return;
  }
  checkType(value, verb);
  const asIs = verb.width === undefined && verb.precision === undefined && !verb.sharp && 'sv'.includes(verb.letter);
  if (asIs && value.kind === 'unknown' && typeOf(value).kind !== 'bool') builder.hole(value);
  else builder.hole(unknownFrom(STRING, [value]));
}

function checkType(value: Cty, verb: Verb): void {
  if (verb.letter !== 'v') convert(value, wantedType(verb));
}

function wantedType(verb: Verb): Type {
  if (verb.letter === 's' || verb.letter === 'q') return STRING;
  if (verb.letter === 't') return BOOL;
  if ('bdoxXeEfgG'.includes(verb.letter)) return NUMBER;
  throw new FunctionError(`there is no verb ${verb.text}`);
}

function formatted(raw: Cty, verb: Verb, world: World): string {
  if (verb.letter === 'v') return formattedAsIs(raw, verb, world);
  const value = converted(raw, verb);
  if (value.kind === 'number') return formatNumber(value.value, verb);
  if (value.kind === 'bool') return String(value.value);
  if (value.kind !== 'string') throw new FunctionError(`${verb.text} cannot format null`);
  const text = cut(value.value, verb);
  return padded(verb.letter === 'q' ? jsonText(string(text), world) : text, verb);
}

function converted(raw: Cty, verb: Verb): Cty {
  try {
    return convert(raw, wantedType(verb));
  } catch (error) {
    if (error instanceof ConversionError) throw new FunctionError(`${verb.text}: ${error.message}`);
    throw error;
  }
}

function formattedAsIs(value: Cty, verb: Verb, world: World): string {
  if (verb.sharp) return padded(jsonText(value, world), verb);
  if (value.kind === 'string') return padded(value.value, verb);
  if (value.kind === 'number') return padded(plainNumber(value.value), verb);
  if (value.kind === 'bool') return padded(String(value.value), verb);
  return padded(jsonText(value, world), verb);
}

function jsonText(value: Cty, world: World): string {
  const text = encodeJson(value, world.limits.stringLength);
  return text.kind === 'string' ? text.value : '';
}

/** Width and precision count characters; a precision of nothing is none. */
function cut(text: string, verb: Verb): string {
  return !verb.precision ? text : graphemes(text).slice(0, verb.precision).join('');
}

function padded(text: string, verb: Verb): string {
  const missing = (verb.width ?? 0) - countGraphemes(text);
  if (missing <= 0) return text;
  const filling = (verb.zero ? '0' : ' ').repeat(missing);
  return verb.minus ? text + filling : filling + text;
}

/** Applies the format to the elements of lists side by side; what is no list is the same each time. */
function formatList(values: readonly Cty[], type: Type, world: World): Cty {
  const [, ...rest] = values;
  const sequences = rest.filter((value) => isIterated(value));
  const open = sequences.filter((value) => value.kind === 'unknown');
  if (open.length > 0) return unknownFrom(type, open, { notNull: true });
  const lengths = sequences.map((value) => ('items' in value ? value.items.length : 0));
  const [length = 1] = lengths;
  if (lengths.some((other) => other !== length)) throw new FunctionError('the lists are not of the same length');
  const format = textAt(values, 0);
  const rows = Array.from({ length }, (_, row) => {
    const cells = rest.map((value) => ('items' in value && isIterated(value) ? argument(value.items, row) : value));
    return formatText(format, cells, world);
  });
  return list(STRING, rows);
}

function isIterated(value: Cty): boolean {
  const { kind } = typeOf(value);
  return kind === 'list' || kind === 'set' || kind === 'tuple';
}
