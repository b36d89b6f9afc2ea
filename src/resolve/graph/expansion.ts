import { type Body, blocksOf, type Expression } from '../../syntax/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { isWhole as isWholeNumber, signOf, toDouble } from '../cty/decimal.ts';
import { sortedKeys } from '../cty/elements.ts';
import { BOOL, NUMBER, nameOf } from '../cty/type.ts';
import { type Cty, DYNAMIC, reasonOf, SENSITIVE, typeOf, unknown } from '../cty/value.ts';
import { type Context, fail } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { ModuleScope } from './module-scope.ts';
import { counted, keyed, type Repetition, SINGLE } from './repetition.ts';

/** Which instances a block has. */
export interface Expansion {
  readonly kind: 'single' | 'count' | 'for_each';
  readonly repetitions: readonly Repetition[];
  /** Set when it is not known which instances there are: the one repetition then stands for all of them. */
  readonly unknownBecause?: string;
}

const ONE: Expansion = { kind: 'single', repetitions: [SINGLE] };

/** More instances of one block than any account can hold: a slip of the pen. */
const MOST_INSTANCES = 100_000;

/** Evaluates `count` or `for_each` of a resource or module block. */
export function expandBlock(body: Body, scope: ModuleScope): Expansion {
  const count = body.attributes.get('count')?.value;
  const forEach = body.attributes.get('for_each')?.value;
  if (count === undefined && forEach === undefined) return expandEnabled(body, scope);
  const context = scope.context(body.file);
  const expansion = count === undefined ? expandForEach(forEach, context) : expandCount(count, context);
  scope.finish(context);
  return expansion;
}

const DISABLED: Expansion = { kind: 'single', repetitions: [] };

/** Whether there is an instance at all (OpenTofu documentation, "The enabled Meta-Argument"): without it the block is null. */
export function enabledOf(body: Body): Expression | undefined {
  if (body.blocks.length === 0 && !body.attributes.has('lifecycle')) return undefined;
  return blocksOf(body, 'lifecycle')[0]?.attributes.get('enabled')?.value;
}

function expandEnabled(body: Body, scope: ModuleScope): Expansion {
  const written = enabledOf(body);
  if (written === undefined) return ONE;
  const context = scope.context(body.file);
  const value = flag(evaluate(written, context));
  if (typeof value === 'string') fail(context, written.span, value);
  scope.finish(context);
  if (typeof value === 'boolean') return value ? ONE : DISABLED;
  const reason = typeof value === 'string' ? value : value.reason;
  return { ...ONE, unknownBecause: `enabled: ${reason}` };
}

/** The flag, the reason why it is not known, or what is wrong with it. */
function flag(raw: Cty): boolean | string | { readonly reason: string } {
  try {
    const value = convert(raw, BOOL);
    if (value.kind === 'unknown') return { reason: value.reason };
    return value.kind === 'bool' ? value.value : 'enabled is null';
  } catch (error) {
    if (error instanceof ConversionError) return `enabled: ${error.message}`;
    throw error;
  }
}

function expandCount(expression: Expression, context: Context): Expansion {
  const open = (reason: string): Expansion => ({
    kind: 'count',
    repetitions: [{ key: { kind: 'any' }, count: unknown(NUMBER, reason, { notNull: true }) }],
    unknownBecause: `count: ${reason}`,
  });
  const value = wholeNumber(evaluate(expression, context));
  if (typeof value === 'object') return open(value.reason);
  if (typeof value === 'string') {
    fail(context, expression.span, value);
    return open(value);
  }
  return { kind: 'count', repetitions: Array.from({ length: value }, (_, index) => counted(index)) };
}

/** The number, the reason why it is not known, or what is wrong with it. */
function wholeNumber(raw: Cty): number | string | { readonly reason: string } {
  let value: Cty;
  try {
    value = convert(raw, NUMBER);
  } catch (error) {
    if (error instanceof ConversionError) return `count: ${error.message}`;
    throw error;
  }
  if (value.kind === 'unknown') return { reason: value.reason };
  if (value.kind !== 'number') return 'count is null';
  if (!isWholeNumber(value.value) || signOf(value.value) < 0) return 'count is not a whole number from 0 up';
  const count = toDouble(value.value);
  return count > MOST_INSTANCES ? `count is more than ${MOST_INSTANCES}` : count;
}

function expandForEach(expression: Expression | undefined, context: Context): Expansion {
  if (expression === undefined) return ONE;
  const raw = evaluate(expression, context);
  const open = (reason: string): Expansion => {
    const key = unknown(DYNAMIC, reason, { notNull: true });
    const value = anyInstance(raw, key) ?? unknown(DYNAMIC, reason);
    return {
      kind: 'for_each',
      repetitions: [{ key: { kind: 'any' }, each: { key, value } }],
      unknownBecause: `for_each: ${reason}`,
    };
  };
  if (raw.kind === 'unknown') return open(raw.reason);
  if (raw.kind === 'set' && !raw.whole) return open(reasonOf(raw));
  const wrong = (raw.marks & SENSITIVE) === 0 ? wrongForEach(raw) : 'for_each is sensitive, and its keys would show';
  if (wrong !== undefined) {
    fail(context, expression.span, wrong);
    return open(wrong);
  }
  return { kind: 'for_each', repetitions: repetitionsOf(raw) };
}

/** `for_each` over a resource of which it is not known which instances there are: each is for one of them. */
function anyInstance(value: Cty, key: Cty): Cty | undefined {
  if (value.kind !== 'unknown' || value.instance?.many !== true) return undefined;
  return value.instance.index?.(key);
}

function wrongForEach(value: Cty): string | undefined {
  if (value.kind === 'null') return 'for_each is null';
  if ('entries' in value)
    return value.entries.size > MOST_INSTANCES ? `for_each has more than ${MOST_INSTANCES} elements` : undefined;
  if (value.kind !== 'set') return `for_each must be a map or a set of strings, not a ${nameOf(typeOf(value))}`;
  if (value.items.length > MOST_INSTANCES) return `for_each has more than ${MOST_INSTANCES} elements`;
  const strings = value.items.every((item) => item.kind === 'string');
  return strings ? undefined : `for_each must be a map or a set of strings, not a ${nameOf(typeOf(value))}`;
}

function repetitionsOf(value: Cty): readonly Repetition[] {
  if ('entries' in value) {
    return sortedKeys(value.entries).flatMap((key) => {
      const item = value.entries.get(key);
      return item === undefined ? [] : [keyed(key, item)];
    });
  }
  if (!('items' in value)) return [];
  return value.items.flatMap((item) => (item.kind === 'string' ? [keyed(item.value, item)] : []));
}
