import type { Expression } from '../../syntax/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import type { Type } from '../cty/type.ts';
import { type Cty, mapEntries, object, tuple } from '../cty/value.ts';
import type { Defaults } from './type-constraint.ts';

/** Evaluates a default, which is a constant. */
export type EvaluateDefault = (expression: Expression) => Cty;

/**
 * Puts the defaults of optional attributes in where an object leaves them out or sets them to null, before the value is
 * converted to its type (Terraform documentation, "Type Constraints", optional object type attributes).
 */
export function applyDefaults(value: Cty, defaults: Defaults, type: Type, evaluate: EvaluateDefault): Cty {
  if (value.kind === 'unknown' || value.kind === 'null') return value;
  const apply = (item: Cty, inner: Defaults | undefined, of: Type | undefined): Cty =>
    inner === undefined || of === undefined ? item : applyDefaults(item, inner, of, evaluate);
  if (type.kind === 'object' && 'entries' in value) return applyToObject(value, defaults, type, evaluate, apply);
  const each = defaults.inside.get('');
  const element = 'element' in type ? type.element : undefined;
  if (value.kind === 'tuple') {
    const elements = type.kind === 'tuple' ? type.elements : undefined;
    const items = value.items.map((item, index) =>
      elements ? apply(item, defaults.inside.get(String(index)), elements[index]) : apply(item, each, element),
    );
    return tuple(items, value.marks);
  }
  if (value.kind === 'list' || value.kind === 'set')
    return tuple(
      value.items.map((item) => apply(item, each, element)),
      value.marks,
    );
  if ('entries' in value)
    return object(
      mapEntries(value.entries, (item) => apply(item, each, element)),
      value.marks,
    );
  return value;
}

function applyToObject(
  value: Cty & { entries: ReadonlyMap<string, Cty> },
  defaults: Defaults,
  type: Type & { kind: 'object' },
  evaluate: EvaluateDefault,
  apply: (item: Cty, inner: Defaults | undefined, of: Type | undefined) => Cty,
): Cty {
  const entries = new Map(value.entries);
  for (const [name, fallback] of defaults.values) {
    const given = entries.get(name);
    const wanted = type.attributes.get(name);
    if ((given === undefined || given.kind === 'null') && wanted !== undefined)
      entries.set(name, converted(evaluate(fallback), wanted));
  }
  for (const [name, inner] of defaults.inside) {
    const given = entries.get(name);
    if (given !== undefined) entries.set(name, apply(given, inner, type.attributes.get(name)));
  }
  return object(entries, value.marks);
}

function converted(value: Cty, type: Type): Cty {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) return value;
    throw error;
  }
}
