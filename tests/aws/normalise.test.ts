import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Misfits, normalise, pathAsWritten } from '../../src/aws/normalise.ts';
import type { AttributeType, Shape } from '../../src/aws/provider-schema.ts';
import type { Path, Value, ValueObject } from '../../src/model/index.ts';
import { attributeOf, isList, isObject, valueAt } from '../../src/model/index.ts';

const inner: Shape = new Map<string, AttributeType>([
  ['n', 'number'],
  ['s', 'string'],
]);
const shape: Shape = new Map<string, AttributeType>([
  ['s', 'string'],
  ['n', 'number'],
  ['b', 'boolean'],
  ['any', 'any'],
  ['list', { nesting: 'list', of: 'string' }],
  ['numbers', { nesting: 'set', of: 'number' }],
  ['map', { nesting: 'map', of: 'string' }],
  ['one', { nesting: 'one', of: inner }],
  ['many', { nesting: 'list', of: inner }],
  ['deep', { nesting: 'one', of: new Map<string, AttributeType>([['many', { nesting: 'set', of: inner }]]) }],
  ['named', { nesting: 'map', of: inner }],
]);

interface Complaint {
  readonly attribute: string;
  readonly wanted?: AttributeType;
}

function normalised(values: ValueObject): { values: ValueObject; complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  const misfits: Misfits = {
    attribute: (path) => complaints.push({ attribute: attributeOf(path) }),
    value: (path, _value, wanted) => complaints.push({ attribute: attributeOf(path), wanted }),
    unresolved: () => undefined,
    moved: () => undefined,
  };
  return { values: normalise(values, shape, misfits), complaints };
}

const reference = { $ref: 'aws_kms_key.k', $attribute: 'arn' };
const unknown = { $unknown: 'variable `x` has no value' };

describe('types are converted as Terraform converts them', () => {
  const cases: readonly [name: string, written: Value, kept: Value | undefined, fits: boolean][] = [
    ['b', true, true, true],
    ['b', 'true', true, true],
    ['b', '1', true, true],
    ['b', 'false', false, true],
    ['b', '0', false, true],
    ['b', 'TRUE', 'TRUE', false],
    ['b', 'yes', 'yes', false],
    ['b', 1, 1, false],
    ['b', '', '', false],
    ['n', 443, 443, true],
    ['n', '443', 443, true],
    ['n', '-1', -1, true],
    ['n', '1.5e3', 1500, true],
    ['n', '.5', 0.5, true],
    ['n', '0x10', '0x10', false],
    ['n', ' 443', ' 443', false],
    ['n', '', '', false],
    ['n', 'Infinity', 'Infinity', false],
    ['n', true, true, false],
    ['s', 'text', 'text', true],
    ['s', '', '', true],
    ['s', 443, '443', true],
    ['s', false, 'false', true],
    ['s', ['a'], ['a'], false],
    ['s', { a: 'b' }, { a: 'b' }, false],
    ['list', ['a', 1, true], ['a', '1', 'true'], true],
    ['list', [], [], true],
    ['list', 'a', 'a', false],
    ['list', { a: 'b' }, { a: 'b' }, false],
    ['numbers', ['1', 2], [1, 2], true],
    ['map', { a: 1, b: 'x' }, { a: '1', b: 'x' }, true],
    ['map', [{ a: 1 }], [{ a: 1 }], false],
    ['one', { n: '1' }, [{ n: 1 }], true],
    ['one', [{ n: '1' }], [{ n: 1 }], true],
    ['one', [], [], true],
    ['one', {}, [{}], true],
    ['one', 'x', 'x', false],
    ['many', { n: '1' }, [{ n: 1 }], true],
    ['many', [{ n: '1' }, { s: 2 }], [{ n: 1 }, { s: '2' }], true],
    ['many', ['x', { n: 1 }], ['x', { n: 1 }], false],
    ['deep', { many: { n: '1' } }, [{ many: [{ n: 1 }] }], true],
    ['named', { a: { n: '1' } }, { a: { n: 1 } }, true],
    ['any', { a: ['1', null] }, { a: ['1', null] }, true],
  ];
  test.each(cases)('%s = %j becomes %j', (name, written, kept, fits) => {
    const { values, complaints } = normalised({ [name]: written });
    expect(values[name]).toEqual(kept);
    expect(complaints.length).toBe(fits ? 0 : 1);
  });
});

test('null is the same as nothing, in objects and in lists', () => {
  const written = {
    s: null,
    one: null,
    list: ['a', null, 'b'],
    many: [null, { n: 1, s: null }],
    map: { a: null, b: 'c' },
  };
  expect(normalised(written).values).toEqual({ list: ['a', 'b'], many: [{ n: 1 }], map: { b: 'c' } });
});

test('what is not known stays as it is, wherever it stands', () => {
  const written = {
    s: unknown,
    b: reference,
    list: ['a', reference],
    map: { a: unknown },
    one: unknown,
    many: [unknown, { n: reference }],
    deep: { many: unknown },
  };
  const { values, complaints } = normalised(written);
  expect(values).toEqual({ ...written, deep: [{ many: unknown }] });
  expect(complaints).toEqual([]);
});

test('an attribute that the schema lacks is kept and reported, with its place', () => {
  const { values, complaints } = normalised({ t: 1, many: [{ m: 2 }, null, { n: 1, k: [null] }], '//': 'comment' });
  expect(values).toEqual({ t: 1, many: [{ m: 2 }, { n: 1, k: [null] }] });
  expect(complaints).toEqual([{ attribute: 't' }, { attribute: 'many[0].m' }, { attribute: 'many[2].k' }]);
});

test('keys of maps keep their encoding, and `__proto__` is a key like any other', () => {
  const map = JSON.parse('{"$$ref": "a", "__proto__": 1}') as ValueObject;
  const { values } = normalised({ map });
  expect(JSON.stringify(values)).toBe('{"map":{"$$ref":"a","__proto__":"1"}}');
  expect(Object.getPrototypeOf(values['map'])).toBe(Object.prototype);
});

const scalar = fc.oneof(fc.constantFrom<Value>('a', '1', 'true', 443, true, reference, unknown), fc.integer());
const block = fc.record(
  { n: fc.oneof(scalar, fc.constant(null)), s: fc.oneof(scalar, fc.constant(null)) },
  { requiredKeys: [] },
);
const blocks = fc.oneof(block, fc.array(fc.oneof(block, fc.constant(null)), { maxLength: 3 }));
const written: fc.Arbitrary<ValueObject> = fc.record(
  {
    s: scalar,
    b: fc.constantFrom<Value>('true', 'a', false, reference, unknown),
    list: fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }),
    one: blocks,
    many: blocks,
    deep: fc.oneof(fc.record({ many: blocks }), fc.array(fc.record({ many: blocks }), { maxLength: 2 })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<ValueObject>;

test('property: normalising what is normal changes nothing', () => {
  fc.assert(
    fc.property(written, (values) => {
      const once = normalised(values).values;
      expect(normalised(once).values).toEqual(once);
    }),
  );
});

test('property: one block means the same as an object and as a list of it', () => {
  fc.assert(
    fc.property(block, (one) => {
      expect(normalised({ one, many: one }).values).toEqual(normalised({ one: [one], many: [one] }).values);
    }),
  );
});

function leaves(value: Value | undefined, path: Path = []): Path[] {
  if (isList(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
  return [path];
}

test('property: the path of every value leads to the place where it was written', () => {
  fc.assert(
    fc.property(written, (values) => {
      const { values: normal } = normalised(values);
      for (const path of leaves(normal).filter(({ length }) => length > 0)) {
        const there = valueAt(values, pathAsWritten(values, shape, path));
        const here = valueAt(normal, path);
        if (isList(here) || isObject(here)) continue;
        expect([path, there === null ? 'null' : typeof there === 'object' ? there : String(there)]).toEqual([
          path,
          typeof here === 'object' ? here : String(here),
        ]);
      }
    }),
  );
});

test('the path of what nobody wrote is the path that it would have', () => {
  expect(pathAsWritten({ one: { n: 1 } }, shape, ['one', 0, 's'])).toEqual(['one', 's']);
  expect(pathAsWritten({ one: [{ n: 1 }] }, shape, ['one', 0, 's'])).toEqual(['one', 0, 's']);
  expect(pathAsWritten({}, shape, ['one', 0, 's'])).toEqual(['one', 0, 's']);
  expect(pathAsWritten({ many: [null, { n: 1 }] }, shape, ['many', 0, 'n'])).toEqual(['many', 1, 'n']);
  expect(pathAsWritten({ x: { y: 1 } }, undefined, ['x', 'y'])).toEqual(['x', 'y']);
});
