import type { Expression, For } from '../../syntax/index.ts';
import { convert } from '../cty/convert.ts';
import { elementsOf } from '../cty/elements.ts';
import { BOOL, STRING } from '../cty/type.ts';
import {
  type Cty,
  DYNAMIC,
  isDynamic,
  isWhole,
  marksOfUntyped,
  object,
  SETTLED,
  tuple,
  typeOf,
  unknown,
  unknownFrom,
  withMarks,
} from '../cty/value.ts';
import { bind, type Context, EvaluationError, fail } from './context.ts';
import { evaluate } from './evaluate.ts';

/** `[for ...]` and `{for ...}`. */
export function evaluateFor(node: For, context: Context): Cty {
  const collection = evaluate(node.collection, context);
  const elements = iterate(collection);
  if (elements === undefined) return withMarks(unknownFrom(DYNAMIC, [collection]), collection.marks);
  checkCondition(node, context);
  const loop = new Loop(node, context, marksOfUntyped(collection.marks));
  for (const [key, value] of elements) loop.step(key, value);
  const isOfMany = collection.kind === 'set' && !isWhole(collection);
  // Terraform counts unknown items of a set as different ones, and here it is known too early for that.
  if (isOfMany && (loop.marks & SETTLED) !== 0) return withMarks(unknownFrom(DYNAMIC, [collection]), loop.marks);
  return loop.finish();
}

/** What is wrong with the condition whatever the element is, is wrong even where there is none. */
function checkCondition(node: For, context: Context): void {
  if (node.condition === undefined) return;
  const any = unknown(DYNAMIC, 'it stands for any element');
  const outer = node.key === undefined ? context : bind(context, node.key, any);
  const before = context.troubles.length;
  const condition = evaluate(node.condition, bind(outer, node.item, any));
  if (context.troubles.length > before)
    throw new EvaluationError('the "if" clause of the for expression cannot be evaluated');
  if (condition.kind === 'null') throw new EvaluationError('the "if" clause of the for expression is null');
  convert(condition, BOOL);
}

/** Keys and values in Terraform's order; `undefined` when they are not known. */
export function iterate(collection: Cty): Iterable<readonly [Cty, Cty]> | undefined {
  if (collection.kind === 'null') throw new EvaluationError('a null value cannot be iterated over');
  if (isDynamic(collection)) return undefined;
  const kind = typeOf(collection).kind;
  if (kind === 'string' || kind === 'number' || kind === 'bool') {
    throw new EvaluationError(`a ${kind} cannot be iterated over`);
  }
  return collection.kind === 'unknown' ? undefined : elementsOf(collection);
}

class Loop {
  readonly #items: Cty[] = [];
  readonly #entries = new Map<string, Cty>();
  readonly #groups = new Map<string, Cty[]>();
  #open: Cty | undefined;
  #failed: Cty | undefined;

  constructor(
    readonly node: For,
    readonly context: Context,
    public marks: number,
  ) {}

  step(key: Cty, value: Cty): void {
    const { node } = this;
    const outer = node.key === undefined ? this.context : bind(this.context, node.key, key);
    const inner = bind(outer, node.item, value);
    if (!this.#includes(inner)) return;
    if (node.resultKey === undefined) this.#items.push(evaluate(node.result, inner));
    else this.#addEntry(node.resultKey, inner);
  }

  #includes(inner: Context): boolean {
    if (this.node.condition === undefined) return true;
    const raw = evaluate(this.node.condition, inner);
    if (raw.kind === 'null') throw new EvaluationError('the "if" clause of the for expression is null');
    this.marks |= marksOfUntyped(raw.marks);
    const include = convert(raw, BOOL);
    if (include.kind === 'bool') return include.value;
    this.#open ??= include;
    return false;
  }

  #addEntry(resultKey: Expression, inner: Context): void {
    const raw = evaluate(resultKey, inner);
    if (raw.kind === 'null') throw new EvaluationError('the key of the for expression is null');
    this.marks |= marksOfUntyped(raw.marks);
    const key = convert(raw, STRING);
    if (key.kind !== 'string') {
      this.#open ??= key;
      return;
    }
    const value = evaluate(this.node.result, inner);
    if (this.node.group) {
      const group = this.#groups.get(key.value);
      if (group === undefined) this.#groups.set(key.value, [value]);
      else group.push(value);
    } else if (this.#entries.has(key.value)) this.#failTwice(resultKey, key.value);
    else this.#entries.set(key.value, value);
  }

  /** Told once. The type of the whole is known all the same: a conditional beside it needs it. */
  #failTwice({ span }: Expression, key: string): void {
    this.#failed ??= fail(this.context, span, `two elements of the for expression have the key "${key}"`);
  }

  finish(): Cty {
    if (this.#open !== undefined) return withMarks(unknownFrom(DYNAMIC, [this.#open]), this.marks);
    if (this.node.resultKey === undefined) return tuple(this.#items, this.marks);
    if (!this.node.group) return this.#object();
    return object(new Map([...this.#groups].map(([key, group]) => [key, tuple(group)])), this.marks);
  }

  #object(): Cty {
    const value = object(this.#entries, this.marks);
    const failed = this.#failed;
    return failed === undefined ? value : withMarks(unknownFrom(typeOf(value), [failed]), this.marks);
  }
}
