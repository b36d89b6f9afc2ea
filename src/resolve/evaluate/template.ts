import type { Template, TemplatePart } from '../../syntax/index.ts';
import { convert } from '../cty/convert.ts';
import { knownPrefix } from '../cty/prefix.ts';
import { STRING } from '../cty/type.ts';
import { type Cty, marksOfTyped, string, type UnknownValue, unknown, unknownFrom, withMarks } from '../cty/value.ts';
import { choose } from './conditional.ts';
import { bind, type Context, EvaluationError, fail } from './context.ts';
import { evaluate } from './evaluate.ts';
import { iterate } from './for-expression.ts';

/** A quoted string or heredoc. A lone interpolation keeps the value that it has. */
export function evaluateTemplate(node: Template, context: Context): Cty {
  const [only] = node.parts;
  if (node.parts.length === 1 && only?.kind === 'interpolation') return evaluate(only.value, context);
  return evaluateParts(node.parts, context);
}

function evaluateParts(parts: readonly TemplatePart[], context: Context): Cty {
  const before = context.troubles.length;
  const text = new TextBuilder(context.world.limits.stringLength);
  for (const part of parts) {
    if (part.kind === 'text') text.add(string(part.text));
    else if (part.kind === 'interpolation') addInterpolation(part, context, text);
    else if (part.kind === 'if') text.add(evaluateIf(part, context));
    else text.add(evaluateLoop(part, context));
  }
  if (context.troubles.length > before) return unknown(STRING, text.reason(), { notNull: true });
  return text.finish();
}

function addInterpolation(part: TemplatePart & { kind: 'interpolation' }, context: Context, text: TextBuilder): void {
  const value = evaluate(part.value, context);
  if (value.kind === 'null') {
    fail(context, part.value.span, 'a null value cannot stand in a string');
    return;
  }
  text.add(value);
}

function evaluateIf(part: TemplatePart & { kind: 'if' }, context: Context): Cty {
  const { troubles } = context;
  const before = troubles.length;
  const then = evaluateParts(part.then, context);
  const thenTroubles = troubles.splice(before);
  const otherwise = evaluateParts(part.else, context);
  const elseTroubles = troubles.splice(before);
  const condition = evaluate(part.condition, context);
  return choose(
    { value: condition, span: part.condition.span },
    { value: then, troubles: thenTroubles },
    { value: otherwise, troubles: elseTroubles },
    context,
  );
}

function evaluateLoop(part: TemplatePart & { kind: 'for' }, context: Context): Cty {
  const collection = evaluate(part.collection, context);
  const elements = iterate(collection);
  if (elements === undefined) return withMarks(unknownFrom(STRING, [collection], { notNull: true }), collection.marks);
  const text = new TextBuilder(context.world.limits.stringLength);
  for (const [key, value] of elements) {
    const outer = part.key === undefined ? context : bind(context, part.key, key);
    text.add(evaluateParts(part.body, bind(outer, part.item, value)));
  }
  return withMarks(text.finish(), marksOfTyped(collection.marks));
}

/** Pieces double as strings do: of more than so many only the known beginning is kept. */
const MOST_PARTS = 10_000;

/** Joins strings of which some are unknown: what is known of them stays, in order. */
export class TextBuilder {
  readonly #parts: (string | UnknownValue)[] = [];
  #marks = 0;
  #length = 0;
  #count = 0;

  constructor(readonly limit: number) {}

  /** Throws `EvaluationError` for what cannot stand in a string. */
  add(value: Cty): void {
    this.#marks |= marksOfTyped(value.marks);
    const text = value.kind === 'string' ? value : convert(value, STRING);
    if (text.kind === 'string') this.text(text.value);
    else if (text.kind === 'unknown') this.#addUnknown(text);
    else throw new EvaluationError('a null value cannot stand in a string');
  }

  text(text: string): void {
    if (text === '') return;
    this.#length += text.length;
    if (this.#length > this.limit) throw new EvaluationError(`a string would have more than ${this.limit} characters`);
    const last = this.#parts.length - 1;
    const before = this.#parts[last];
    if (typeof before === 'string') this.#parts[last] = before + text;
    else this.#push(text);
  }

  /** An unknown of any type, as it is. */
  hole(value: UnknownValue): void {
    this.#marks |= marksOfTyped(value.marks);
    this.#addUnknown(value);
  }

  #addUnknown(value: UnknownValue): void {
    if (value.parts === undefined) {
      this.#push(value.marks === 0 ? value : { ...value, marks: 0 });
      return;
    }
    for (const part of value.parts) {
      if (typeof part === 'string') this.text(part);
      else this.#push(part);
    }
  }

  #push(part: string | UnknownValue): void {
    this.#count += 1;
    if (this.#count <= MOST_PARTS) this.#parts.push(part);
  }

  reason(): string {
    const open = this.#parts.find((part) => typeof part !== 'string');
    return open === undefined ? 'it cannot be evaluated' : open.reason;
  }

  finish(): Cty {
    const parts = this.#parts;
    if (this.#count <= MOST_PARTS && parts.every((part) => typeof part === 'string'))
      return withMarks(string(parts.join('')), this.#marks);
    const [first] = parts;
    const known = typeof first === 'string' ? knownPrefix(first) : (first?.prefix ?? '');
    const refinements = { notNull: true as const, ...(known === '' ? {} : { prefix: known }) };
    const result = unknown(STRING, this.reason(), refinements);
    if (this.#count > MOST_PARTS) return withMarks(result, this.#marks);
    return withMarks(
      parts.some((part) => typeof part === 'string') ? { ...result, parts } : lone(result, parts),
      this.#marks,
    );
  }
}

/** A template of nothing but unknowns has no known piece; one unknown string alone is that unknown. */
function lone(result: UnknownValue, parts: readonly (string | UnknownValue)[]): UnknownValue {
  if (parts.length > 1) return { ...result, parts };
  const [only] = parts;
  return typeof only === 'object' && only.type.kind === 'string' ? { ...only, notNull: true } : result;
}
