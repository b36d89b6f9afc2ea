import type { Reference } from '../../model/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { compare, fromCount, isWhole as isWholeNumber, signOf, toDouble } from '../cty/decimal.ts';
import { decimalText } from '../cty/decimal-text.ts';
import { isCollection, NUMBER, nameOf, STRING, type Type } from '../cty/type.ts';
import {
  type Cty,
  DYNAMIC,
  HIDDEN,
  marksOfTyped,
  marksOfUntyped,
  type ObjectValue,
  typeOf,
  UNSEEN,
  type UnknownValue,
  unknown,
  withMarks,
} from '../cty/value.ts';
import { afterApply, EvaluationError } from './context.ts';
import { withPiece } from './host-of.ts';

/** Attributes that are strings in every resource of every provider we know of, so that the schema is not needed to type them. */
const STRING_ATTRIBUTE = /^(id|arn|name|url|bucket|dns_name)$|_(id|arn|name|url)$/;

export function attributeType(name: string): Type {
  return STRING_ATTRIBUTE.test(name) ? STRING : UNSEEN;
}

/** An attribute of a resource that is known only after apply. */
export function attributeReference(reference: Reference, type: Type): UnknownValue {
  return { kind: 'unknown', type, reason: afterApply(reference), marks: 0, reference };
}

/** `value.name`. Throws `EvaluationError`. */
export function getAttribute(value: Cty, name: string): Cty {
  switch (value.kind) {
    case 'object':
      return withMarks(value.entries.get(name) ?? openAttribute(value, name), value.marks);
    case 'map': {
      const item = value.entries.get(name);
      if (item === undefined) throw new EvaluationError(`the map has no element with the key "${name}"`);
      return withMarks(item, value.marks);
    }
    case 'unknown':
      return withMarks(unknownAttribute(value, name), value.marks);
    case 'null':
      throw new EvaluationError(`the value is null, so it has no attribute "${name}"`);
    default:
      throw new EvaluationError(`a ${nameOf(typeOf(value))} has no attribute "${name}"`);
  }
}

function openAttribute(value: ObjectValue, name: string): Cty {
  if (value.open === undefined) throw new EvaluationError(`the object has no attribute "${name}"`);
  return value.open.attribute(name);
}

function unknownAttribute(value: UnknownValue, name: string): Cty {
  if (value.instance !== undefined) return value.instance.attribute(name);
  if (value.type.kind === 'dynamic')
    return deeper(value, `.${name}`, value.type === UNSEEN ? attributeType(name) : DYNAMIC);
  if (value.type.kind === 'map') return deeper(value, `["${name}"]`, value.type.element);
  if (value.type.kind === 'object') {
    const type = value.type.attributes.get(name);
    if (type !== undefined) return deeper(value, `.${name}`, type);
  }
  throw new EvaluationError(`a ${nameOf(value.type)} has no attribute "${name}"`);
}

/** What lies inside an attribute of a resource is still an attribute of that resource. */
function deeper(value: UnknownValue, step: string, type: Type): UnknownValue {
  if (value.reference === undefined) return unknown(type, value.reason);
  const { $ref, $attribute } = value.reference;
  const path = $attribute === '' ? step.replace(/^\./, '') : $attribute + step;
  return attributeReference({ $ref, $attribute: path }, type);
}

/** `collection[key]`. Throws `EvaluationError`, which does not name a key that is sensitive. */
export function getIndex(collection: Cty, key: Cty): Cty {
  if ((key.marks & HIDDEN) === 0) return itemOf(collection, key);
  try {
    return itemOf(collection, key);
  } catch (error) {
    if (!(error instanceof EvaluationError || error instanceof ConversionError)) throw error;
    throw new EvaluationError('there is no such element; its key is sensitive');
  }
}

function itemOf(collection: Cty, key: Cty): Cty {
  if (collection.kind === 'null') throw new EvaluationError('the value is null, so it has no elements');
  if (key.kind === 'null') throw new EvaluationError('null is no index');
  const type = typeOf(collection);
  const marks = collection.marks | (isCollection(type) ? marksOfTyped(key.marks) : marksOfUntyped(key.marks));
  if (type.kind === 'dynamic') return withMarks(unknownIndex(collection as UnknownValue, key), marks);
  if (key.kind === 'unknown' && key.type.kind === 'dynamic') return withMarks(unknown(DYNAMIC, key.reason), marks);
  if (type.kind === 'list' || type.kind === 'tuple')
    return withMarks(itemAt(collection, type, convert(key, NUMBER)), marks);
  if (type.kind === 'map') return withMarks(entryAt(collection, type.element, convert(key, STRING)), marks);
  if (type.kind === 'object') return withMarks(objectAt(collection, key), marks);
  if (type.kind === 'set') throw new EvaluationError('a set has no order, so its elements have no index');
  throw new EvaluationError(`a ${nameOf(type)} has no elements`);
}

function unknownIndex(collection: UnknownValue, key: Cty): Cty {
  if (collection.instance?.index !== undefined) return collection.instance.index(key);
  if (key.kind === 'unknown') return unknown(collection.type, collection.reason);
  const step =
    key.kind === 'number' ? `[${decimalText(key.value)}]` : key.kind === 'string' ? `["${key.value}"]` : undefined;
  return step === undefined ? unknown(collection.type, collection.reason) : deeper(collection, step, collection.type);
}

function itemAt(collection: Cty, type: Type, key: Cty): Cty {
  const element = isCollection(type) ? type.element : DYNAMIC;
  if (key.kind !== 'number') return unknown(element, key.kind === 'unknown' ? key.reason : 'the index is null');
  const inOrder = isWholeNumber(key.value) && signOf(key.value) >= 0;
  // Of a list that is not known Terraform does not look at the index.
  if (!inOrder && collection.kind === 'unknown' && type.kind === 'list') return unknown(element, collection.reason);
  if (!inOrder) throw outside(decimalText(key.value));
  if (collection.kind === 'unknown') {
    const most = type.kind === 'tuple' ? type.elements.length : collection.mostLength;
    if (most !== undefined && compare(key.value, fromCount(most)) >= 0) throw outside(decimalText(key.value));
    const at = toDouble(key.value);
    const inner = type.kind === 'tuple' ? (type.elements[at] ?? DYNAMIC) : element;
    return withPiece(deeper(collection, `[${decimalText(key.value)}]`, inner), collection, key);
  }
  const item = 'items' in collection ? collection.items[toDouble(key.value)] : undefined;
  if (item === undefined) throw outside(decimalText(key.value));
  return item;
}

function outside(key: string): EvaluationError {
  return new EvaluationError(`there is no element ${key}`);
}

function entryAt(collection: Cty, element: Type, key: Cty): Cty {
  if (key.kind !== 'string') return unknown(element, key.kind === 'unknown' ? key.reason : 'the key is null');
  if (collection.kind === 'unknown') return deeper(collection, `["${key.value}"]`, element);
  const item = collection.kind === 'map' ? collection.entries.get(key.value) : undefined;
  if (item === undefined) throw outside(`"${key.value}"`);
  return item;
}

function objectAt(collection: Cty, key: Cty): Cty {
  // A nested block that JSON wrote as one object is a list of one for those who refer to it.
  if (
    key.kind === 'number' &&
    signOf(key.value) === 0 &&
    collection.kind === 'object' &&
    collection.open !== undefined
  ) {
    return collection;
  }
  const name = convert(key, STRING);
  if (name.kind !== 'string') return unknown(DYNAMIC, name.kind === 'unknown' ? name.reason : 'the key is null');
  if (collection.kind === 'unknown') {
    // By an index, unlike by a name, Terraform does not look at the type yet.
    return deeper(collection, `["${name.value}"]`, DYNAMIC);
  }
  const item = collection.kind === 'object' ? collection.entries.get(name.value) : undefined;
  if (item !== undefined) return item;
  if (collection.kind === 'object' && collection.open !== undefined) return collection.open.attribute(name.value);
  throw outside(`"${name.value}"`);
}
