import type { Expression, ObjectCons, TupleCons } from '../../syntax/index.ts';
import { convert } from '../cty/convert.ts';
import { openMembers } from '../cty/open-members.ts';
import { STRING } from '../cty/type.ts';
import {
  type Cty,
  DYNAMIC,
  marksOfUntyped,
  object,
  string,
  tuple,
  type UnknownValue,
  unknown,
  withMarks,
} from '../cty/value.ts';
import type { OpenMember } from '../cty/value-type.ts';
import { type Context, EvaluationError, fail } from './context.ts';
import { evaluate } from './evaluate.ts';

export function evaluateTuple(node: TupleCons, context: Context): Cty {
  return tuple(node.items.map((item) => evaluate(item, context)));
}

export function evaluateObject(node: ObjectCons, context: Context): Cty {
  const builder = new ObjectBuilder();
  for (const item of node.items) {
    const key = evaluateKey(item.key, context);
    const value = evaluate(item.value, context);
    builder.add(key, value);
  }
  return builder.finish();
}

/**
 * A dotted name could be meant as a key or as a reference, so Terraform refuses it where it is evaluated. The `providers` of a module
 * call have such keys, and are never evaluated.
 */
function evaluateKey(key: Expression, context: Context): Cty {
  if (key.kind !== 'name' && isTraversal(key))
    return fail(
      context,
      key.span,
      'a dotted name is ambiguous as a key: write it in quotes, or in parentheses to refer to its value',
    );
  return evaluate(key, context);
}

/** A name followed by nothing but attributes and literal indexes. */
function isTraversal(node: Expression): boolean {
  if (node.kind === 'name') return true;
  if (node.kind === 'index') return isLiteralText(node.key) && isTraversal(node.of);
  return node.kind === 'attribute' && isTraversal(node.of);
}

function isLiteralText(key: Expression): boolean {
  return key.kind === 'literal' || (key.kind === 'template' && key.parts.every((part) => part.kind === 'text'));
}

/**
 * Collects keys and values. One unknown key makes the whole object unknown, as its attributes are then not known; it remembers what
 * was written, for `jsonencode`.
 */
export class ObjectBuilder {
  readonly #entries = new Map<string, Cty>();
  readonly #open: OpenMember[] = [];
  #marks = 0;

  /** Later values win. Throws `EvaluationError` for a key that is null or no string. */
  add(key: Cty, value: Cty): void {
    this.#marks |= marksOfUntyped(key.marks);
    const name = convert(key, STRING);
    if (name.kind === 'null') throw new EvaluationError('null is no key of an object');
    if (name.kind === 'string') this.#entries.set(name.value, value);
    else this.#open.push({ name: name as UnknownValue, value });
  }

  /** Sets a name to a value, or to what becomes of the value that it has. */
  join(name: string, change: (written: Cty) => Cty, value: Cty): void {
    const written = this.#entries.get(name);
    this.#entries.set(name, written === undefined ? value : change(written));
  }

  finish(): Cty {
    const [first] = this.#open;
    if (first === undefined) return object(this.#entries, this.#marks);
    const known = [...this.#entries].map(([name, value]): OpenMember => ({ name: string(name), value }));
    const members = openMembers([...known, ...this.#open]);
    const refinements = { notNull: true as const, ...(members && { members }) };
    return withMarks(
      unknown(DYNAMIC, first.name.kind === 'unknown' ? first.name.reason : '', refinements),
      this.#marks,
    );
  }
}
