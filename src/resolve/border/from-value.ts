import {
  decodeKey,
  isList,
  isReference,
  isUnknown,
  type Reference,
  type Unknown,
  type Value,
} from '../../model/index.ts';
import { parseDecimal } from '../cty/decimal.ts';
import { STRING } from '../cty/type.ts';
import { bool, type Cty, DYNAMIC, nullOf, number, object, string, tuple, type UnknownValue } from '../cty/value.ts';
import { attributeReference, attributeType } from '../evaluate/index-value.ts';

/** The way back over the border: what a plan holds, as a value to work with. Lists are tuples, and maps objects. */
export function fromValue(value: Value): Cty {
  if (value === null) return nullOf(DYNAMIC);
  if (typeof value === 'string') return string(value);
  if (typeof value === 'boolean') return bool(value);
  if (typeof value === 'number') {
    const decimal = parseDecimal(String(value));
    return decimal === undefined ? string(String(value)) : number(decimal);
  }
  if (isReference(value) || isUnknown(value)) return unresolved(value);
  if (isList(value)) return tuple(value.map(fromValue));
  return object(new Map(Object.entries(value).map(([key, member]) => [decodeKey(key), fromValue(member)])));
}

function unresolved(value: Reference | Unknown): UnknownValue {
  if (isReference(value)) return attributeReference(value, attributeType(value.$attribute));
  const { $unknown: reason, $parts: parts, $set, $host: host } = value;
  return {
    kind: 'unknown',
    type: parts === undefined ? DYNAMIC : STRING,
    reason,
    marks: 0,
    ...(parts === undefined
      ? {}
      : { parts: parts.map((part) => (typeof part === 'string' ? part : unresolved(part))) }),
    ...($set === undefined ? {} : { notNull: $set }),
    ...(host === undefined ? {} : { host }),
  };
}
