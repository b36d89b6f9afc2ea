import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonNode, parseJsonWithHoles } from '../../../src/analyse/access/json-with-holes.ts';
import type { Hole } from '../../../src/analyse/access/partial-text.ts';

const hole: Hole = { value: { $unknown: 'variable `x` has no value' }, fixed: false };

/** As `JSON.parse` would give it, holes as the word "HOLE". */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'string':
      return node.text.map((piece) => (typeof piece === 'string' ? piece : 'HOLE')).join('');
    case 'scalar':
      return JSON.parse(node.text);
    case 'null':
      return null;
    case 'hole':
      return 'HOLE';
    case 'list':
      return node.items.map(plain);
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key.join(''), plain(value)]));
  }
}

test('agrees with JSON.parse on JSON', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (text, indent) => {
      const value: unknown = JSON.parse(text);
      const written = JSON.stringify(value, null, indent);
      const node = parseJsonWithHoles([written]);
      expect('fault' in node ? node : JSON.parse(JSON.stringify(plain(node)))).toEqual(value);
    }),
  );
});

test('agrees with JSON.parse on what is no JSON, but for a comma after the last item', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '\\',
    '\\u0041',
    '1',
    '-',
    '01',
    '.5',
    'e3',
    'true',
    'nul',
    ' ',
    '\n',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      fc.pre(!/,\s*[\]}]/.test(text));
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect('fault' in parseJsonWithHoles([text])).toBe(!valid);
    }),
    { numRuns: 5_000 },
  );
});

test('a hole inside quotes is a piece of that string', () => {
  expect(parseJsonWithHoles(['{"a": "x', hole, 'y\\n', hole, '", "b', hole, '": 1}'])).toEqual({
    kind: 'object',
    members: [
      { key: ['a'], value: { kind: 'string', text: ['x', hole, 'y\n', hole] } },
      { key: ['b', hole], value: { kind: 'scalar', text: '1' } },
    ],
  });
});

test('a hole where a value is expected is that value', () => {
  expect(parseJsonWithHoles(['[', hole, ', {"a": ', hole, '}]'])).toEqual({
    kind: 'list',
    items: [
      { kind: 'hole', hole },
      { kind: 'object', members: [{ key: ['a'], value: { kind: 'hole', hole } }] },
    ],
  });
});

test.each([
  ['a hole for a key without quotes', ['{', hole, ': 1}'], 'a key is missing at line 1, column 2'],
  ['a hole for a comma', ['[1', hole, '2]'], 'a bracket is not closed at line 1, column 3'],
  ['the same key twice', ['{"a": 1,\n "a": 2}'], 'the key "a" stands twice at line 2, column 5'],
  ['an open string', ['{"a": "b'], 'a string is not closed at line 1, column 9'],
  ['two documents', ['{} {}'], 'something follows the document at line 1, column 4'],
  ['nothing', [], 'a value is missing at line 1, column 1'],
  ['a wrong escape', ['"\\x"'], 'an escape is not one of JSON at line 1, column 2'],
  ['10,000 levels', ['['.repeat(10_000)], 'it nests more than 64 deep at line 1, column 66'],
] as const)('%s is a fault', (_situation, text, fault) => {
  expect(parseJsonWithHoles([...text])).toEqual({ fault });
});

test('a comma after the last item is let pass', () => {
  expect(parseJsonWithHoles(['[1, ]'])).toEqual(parseJsonWithHoles(['[1]']));
  expect(parseJsonWithHoles(['{"a": 1,}'])).toEqual(parseJsonWithHoles(['{"a": 1}']));
  expect(parseJsonWithHoles(['[,]'])).toMatchObject({ fault: 'a value is missing at line 1, column 2' });
});

test('a key of Object.prototype is a key like others', () => {
  const node = parseJsonWithHoles(['{"__proto__": {"a": 1}, "constructor": 2}']);
  expect(node).toMatchObject({ kind: 'object', members: [{ key: ['__proto__'] }, { key: ['constructor'] }] });
});

test('no character of the text passes for a hole', () => {
  const private_ = '\uE000\uE001';
  expect(parseJsonWithHoles([`"${private_}`, hole, '"'])).toEqual({ kind: 'string', text: [private_, hole] });
});
