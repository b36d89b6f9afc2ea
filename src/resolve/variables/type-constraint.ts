import type { Expression } from '../../syntax/index.ts';
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, STRING, setOf, type Type } from '../cty/type.ts';

/** The type of a variable, with the defaults that `optional(type, default)` puts in. */
export interface TypeConstraint {
  readonly type: Type;
  readonly defaults?: Defaults;
}

/** Defaults of an object's attributes, and those further inside, by attribute, by position, or under `''` for all elements. */
export interface Defaults {
  readonly values: ReadonlyMap<string, Expression>;
  readonly inside: ReadonlyMap<string, Defaults>;
}

/** What is wrong with a type: one lower-case clause. */
export class TypeConstraintError extends Error {}

const NAMED: Readonly<Record<string, Type>> = {
  string: STRING,
  number: NUMBER,
  bool: BOOL,
  any: DYNAMIC,
  list: listOf(DYNAMIC),
  set: setOf(DYNAMIC),
  map: mapOf(DYNAMIC),
};

/** Reads a type as it is written in a variable block. Throws `TypeConstraintError`. */
export function readTypeConstraint(expression: Expression): TypeConstraint {
  if (expression.kind === 'name') return { type: named(expression.name) };
  if (isQuoted(expression)) throw new TypeConstraintError('a type stands without quotes, since Terraform 0.12');
  if (expression.kind === 'parenthesis') return readTypeConstraint(expression.inner);
  if (expression.kind !== 'call') throw new TypeConstraintError('a type is a name or a call such as list(string)');
  return readCall(expression);
}

function isQuoted(expression: Expression): boolean {
  return expression.kind === 'template' || (expression.kind === 'literal' && typeof expression.value === 'string');
}

function named(name: string): Type {
  const type = NAMED[name];
  if (type === undefined) throw new TypeConstraintError(`there is no type ${name}`);
  return type;
}

function readCall(call: Expression & { kind: 'call' }): TypeConstraint {
  const [inner] = call.arguments;
  if (inner === undefined || call.arguments.length !== 1)
    throw new TypeConstraintError(`${call.name}() takes one type`);
  switch (call.name) {
    case 'list':
    case 'set':
    case 'map': {
      const { type, defaults } = readTypeConstraint(inner);
      return { type: { kind: call.name, element: type }, ...within(defaults === undefined ? [] : [['', defaults]]) };
    }
    case 'tuple':
      return readTuple(inner);
    case 'object':
      return readObject(inner);
    default:
      throw new TypeConstraintError(`there is no type ${call.name}()`);
  }
}

function within(inside: readonly (readonly [string, Defaults])[]): { defaults?: Defaults } {
  return inside.length === 0 ? {} : { defaults: { values: new Map(), inside: new Map(inside) } };
}

function readTuple(inner: Expression): TypeConstraint {
  if (inner.kind !== 'tuple') throw new TypeConstraintError('tuple() takes a list of types');
  const elements = inner.items.map(readTypeConstraint);
  const inside = elements.flatMap(({ defaults }, index) =>
    defaults === undefined ? [] : [[String(index), defaults] as const],
  );
  return { type: { kind: 'tuple', elements: elements.map(({ type }) => type) }, ...within(inside) };
}

function readObject(inner: Expression): TypeConstraint {
  if (inner.kind !== 'object') throw new TypeConstraintError('object() takes attributes and their types');
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, Expression>();
  const inside = new Map<string, Defaults>();
  for (const { key, value } of inner.items) {
    const name = attributeName(key);
    const wrapped = value.kind === 'call' && value.name === 'optional' ? value.arguments : undefined;
    const [written = value, fallback, surplus] = wrapped ?? [];
    if (surplus !== undefined) throw new TypeConstraintError('optional() takes a type and a default');
    const { type, defaults } = readTypeConstraint(written);
    attributes.set(name, type);
    if (wrapped !== undefined) optional.add(name);
    if (fallback !== undefined) values.set(name, fallback);
    if (defaults !== undefined) inside.set(name, defaults);
  }
  const type: Type = { kind: 'object', attributes, ...(optional.size === 0 ? {} : { optional }) };
  return values.size === 0 && inside.size === 0 ? { type } : { type, defaults: { values, inside } };
}

function attributeName(key: Expression): string {
  if (key.kind === 'literal' && typeof key.value === 'string') return key.value;
  const part = key.kind === 'template' ? key.parts[0] : undefined;
  if (part?.kind === 'text') return part.text;
  throw new TypeConstraintError('the name of an attribute cannot be computed');
}
