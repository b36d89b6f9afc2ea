/**
 * The AWS provider's schema: which attributes a resource type has, and of what type. It is kept as text, a line a type, and only
 * the lines that are asked for are read, because a stack uses a few dozen of 2,200 types.
 *
 * Notation: attributes are separated by spaces; after the name, `#` is a number, `?` a boolean, `*` anything, nothing a string;
 * `[..]` a list, `<..>` a set, `{..}` a map of the same; `(..)` a nested object of which there is at most one, `[(..)]` a
 * list of nested objects, `<(..)>` a set. `@7` stands for the nested object that line `@7` spells.
 *
 * Terraform tells nested blocks from attributes that hold objects, such as `aws_security_group.ingress`; here both are objects.
 */
import { providerSchemaText } from './provider-schema-text.ts';

export { providerVersion } from './provider-schema-text.ts';

export type AttributeType = 'string' | 'number' | 'boolean' | 'any' | CollectionType;

export interface CollectionType {
  /** `one`: a nested object that stands at most once; it is kept as a list all the same. */
  readonly nesting: 'one' | 'list' | 'set' | 'map';
  readonly of: 'string' | 'number' | 'boolean' | 'any' | Shape;
}

/** Attribute name -> type. */
export type Shape = ReadonlyMap<string, AttributeType>;

/** `undefined` for a type that this version of the provider does not have. */
export function shapeOf(type: string, mode: 'managed' | 'data'): Shape | undefined {
  if (!/^aws_\w+$/.test(type)) return undefined;
  return shapeAt(mode === 'data' ? `data.${type}` : type);
}

/** Every type that there is: for "did you mean", so rarely. */
export function typeNames(mode: 'managed' | 'data'): string[] {
  const label = mode === 'data' ? /^data\.(aws_\w+) /gm : /^(aws_\w+) /gm;
  return [...providerSchemaText.matchAll(label)].map(([, type = '']) => type);
}

const shapes = new Map<string, Shape | undefined>();

function shapeAt(label: string): Shape | undefined {
  if (shapes.has(label)) return shapes.get(label);
  const text = lineOf(label);
  const shape = text === undefined ? undefined : readShape({ text, at: 0 });
  shapes.set(label, shape);
  return shape;
}

/** Lines stand in the order of their labels, so that one is found by halving: an index of them all would cost more than a stack needs. */
function lineOf(label: string): string | undefined {
  let low = 1;
  let high = providerSchemaText.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = providerSchemaText.lastIndexOf('\n', middle - 1) + 1;
    const end = providerSchemaText.indexOf('\n', middle);
    const space = providerSchemaText.indexOf(' ', start);
    const found = providerSchemaText.slice(start, space);
    if (found === label) return providerSchemaText.slice(space + 1, end);
    if (found < label) low = end + 1;
    else high = start;
  }
  return undefined;
}

interface Cursor {
  readonly text: string;
  at: number;
}

function readShape(cursor: Cursor): Shape {
  const shape = new Map<string, AttributeType>();
  const name = /[\w-]+/y;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ')') {
    name.lastIndex = cursor.at;
    const [attribute] = name.exec(cursor.text) ?? [];
    if (attribute === undefined) throw new Error(`the provider schema breaks off at "${cursor.text.slice(cursor.at)}"`);
    cursor.at += attribute.length;
    shape.set(attribute, readType(cursor));
    if (cursor.text[cursor.at] === ' ') cursor.at += 1;
  }
  return shape;
}

const primitives = { '#': 'number', '?': 'boolean', '*': 'any' } as const;
const nestings = { '[': 'list', '<': 'set', '{': 'map' } as const;

function readType(cursor: Cursor): AttributeType {
  const sign = cursor.text[cursor.at] ?? '';
  if (sign === '(' || sign === '@') return { nesting: 'one', of: readNested(cursor) };
  if (!Object.hasOwn(nestings, sign)) return readPrimitive(cursor);
  cursor.at += 1;
  const opens = cursor.text[cursor.at] === '(' || cursor.text[cursor.at] === '@';
  const of = opens ? readNested(cursor) : readPrimitive(cursor);
  cursor.at += 1;
  return { nesting: nestings[sign as keyof typeof nestings], of };
}

function readPrimitive(cursor: Cursor): 'string' | 'number' | 'boolean' | 'any' {
  const sign = cursor.text[cursor.at] ?? '';
  if (!Object.hasOwn(primitives, sign)) return 'string';
  cursor.at += 1;
  return primitives[sign as keyof typeof primitives];
}

function readNested(cursor: Cursor): Shape {
  if (cursor.text[cursor.at] === '(') {
    cursor.at += 1;
    const shape = readShape(cursor);
    cursor.at += 1;
    return shape;
  }
  const number = /@\d+/y;
  number.lastIndex = cursor.at;
  const [label] = number.exec(cursor.text) ?? [];
  const shape = label === undefined ? undefined : shapeAt(label);
  if (label === undefined || shape === undefined) {
    throw new Error(`the provider schema names a shape that it does not spell at "${cursor.text.slice(cursor.at)}"`);
  }
  cursor.at += label.length;
  return shape;
}
