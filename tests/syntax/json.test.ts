import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, Path } from '../../src/model/index.ts';
import { jsonBody, jsonSpan, locate, locateJson, parseJsonTemplate, readJson } from '../../src/syntax/index.ts';
import { render } from './render.ts';

const file = (text: string): { path: string; text: string } => ({ path: 'x.json', text });

test.each([
  ['nothing', '', '1:1 expected a value, not the end of the file'],
  ['an open object', '{\n  "a": 1', '2:9 the file ends inside the object that starts on line 1'],
  ['an open array', '[1, [2', '1:7 the file ends inside the array that starts on line 1'],
  ['cut inside a string', '{"a": "b', '1:7 the string that starts here is not closed'],
  ['a comma too many', '{"a": 1,\n}', '2:1 expected a key in double quotes, not `}`'],
  ['a comma too few', '[1\n2]', '2:1 expected `,` or `]`, not `2`'],
  ['a colon too few', '{"a" 1}', '1:6 expected `:` after the key, not `1`'],
  ['a bare key', '{a: 1}', '1:2 expected a key in double quotes, not `a`'],
  ['single quotes', "{'a': 1}", "1:2 expected a key in double quotes, not `'`"],
  ['a word of another language', '{"a": True}', '1:7 expected a value, not `True`'],
  ['a leading zero', '[01]', '1:2 `01` is no number of JSON'],
  ['a comment', '// x\n{}', '1:1 expected a value, not `/`'],
  ['something after the end', '{} {}', '1:4 expected the end of the file, not `{`'],
  ['an unknown escape', '["\\x"]', '1:3 `\\x` is no escape of JSON'],
  [
    'a newline in a string',
    '["a\nb"]',
    '1:4 a string may not contain a newline or control character; write it as an escape',
  ],
  ['nested too deeply', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, '1:401 nested deeper than 400 levels'],
  [
    'nested too deeply in objects',
    `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    '1:2001 nested deeper than 400 levels',
  ],
])('malformed: %s', (_situation, text, told) => {
  const source = file(text);
  const { value, problems } = readJson(source);
  expect(value).toBeUndefined();
  const [problem = { span: { start: 0, end: 0 }, message: '' }] = problems;
  const { line, column } = locate(source, problem.span);
  expect(`${line}:${column} ${problem.message}`).toBe(told);
});

test('a key that is there twice is told with both places, and the last value stands', () => {
  const source = file('{\n  "a": 1,\n  "b": 0,\n  "a": 2\n}');
  const { value, problems, joined } = readJson(source);
  expect(value).toEqual({ a: 2, b: 0 });
  expect(joined).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual(['the key a is there 2 times in one object, first on line 2']);
  expect(problems.map(({ span }) => locate(source, span).line)).toEqual([4]);
  expect(locateJson(source, ['a']).line).toBe(4);
});

test('objects under a repeated key are joined, and each keeps its place', () => {
  const source = file('{"r": {"x": 1},\n "r": [{"y": 2},\n {"z": 3}]}');
  const { value, problems, joined } = readJson(source);
  expect(value).toEqual({ r: [{ x: 1 }, { y: 2 }, { z: 3 }] });
  expect([problems.length, joined.length]).toEqual([0, 1]);
  expect([0, 1, 2].map((index) => locateJson(source, ['r', index]).line)).toEqual([1, 2, 3]);
});

test('a key that is called __proto__ is a key like any other', () => {
  const { value } = readJson(file('{"__proto__": {"polluted": true}, "a": {"constructor": 1}}'));
  expect(Object.keys(value as object)).toEqual(['__proto__', 'a']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  const twice = readJson(file('{"__proto__": {"polluted": 1}, "__proto__": {"polluted": 2}}'));
  expect(JSON.stringify(twice.value)).toBe('{"__proto__":[{"polluted":1},{"polluted":2}]}');
});

test('the place of a value has lines, columns and a pointer', () => {
  const source = file('{\n  "a": {\n    "b/c": [1, {"d": "x"}]\n  }\n}\n');
  expect(locateJson(source, ['a', 'b/c', 1, 'd'])).toEqual({
    file: 'x.json',
    line: 3,
    column: 22,
    endLine: 3,
    endColumn: 25,
    pointer: '/a/b~1c/1/d',
  });
});

test('a template in a string is located in the file, behind escapes too', () => {
  const source = file('{"a": {"b": "x\\n\\u00e9 ${aws_vpc.v.id}"}}');
  const value = readJson(source).value as { a: { b: string } };
  const tree = jsonBody(source, value, []).attributes.get('a')?.value;
  if (tree?.kind !== 'json') throw new Error('expected a tree of JSON');
  const { expression } = parseJsonTemplate(tree, ['b'], value.a.b);
  expect(render(expression)).toBe('(template "x\\né " aws_vpc.v.id)');
  const part = expression.kind === 'template' ? expression.parts[1] : undefined;
  const span = part?.kind === 'interpolation' ? part.value.span : { start: 0, end: 0 };
  const within = { file: source, path: ['a', 'b'] };
  const place = locate({ path: 'x.json', text: value.a.b, within }, span);
  expect([place.column, place.endColumn, place.pointer]).toEqual([26, 38, '/a/b']);
  expect(source.text.slice(25, 37)).toBe('aws_vpc.v.id');
});

test('a block of JSON leaves comments out and says which strings are templates', () => {
  const source = file('{"//": "comment", "source": "./m", "x": "${y}"}');
  const value = readJson(source).value as { readonly [key: string]: Json };
  const body = jsonBody(source, value, [], (name) => name !== 'source');
  expect([...body.attributes.keys()]).toEqual(['source', 'x']);
  const templates = [...body.attributes.values()].map(({ value: tree }) => tree.kind === 'json' && tree.templates);
  expect(templates).toEqual([false, true]);
  const span = body.attributes.get('x')?.nameSpan;
  expect(source.text.slice(span?.start, span?.end)).toBe('"x"');
});

const json = fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<Json>;
const indentations = fc.constantFrom(undefined, 1, '\t');

function pathsIn(value: Json, path: Path = []): readonly (readonly [Path, Json])[] {
  const members = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : Object.entries(typeof value === 'object' && value !== null ? value : {});
  return [[path, value], ...members.flatMap(([step, member]) => pathsIn(member, [...path, step]))];
}

test('the span of every path holds the text of its value', () => {
  fc.assert(
    fc.property(json, indentations, (value, indentation) => {
      const source = file(JSON.stringify(value, null, indentation));
      for (const [path, member] of pathsIn(value)) {
        const { start, end } = jsonSpan(source, path);
        expect(JSON.parse(source.text.slice(start, end))).toEqual(JSON.parse(JSON.stringify(member)));
      }
    }),
  );
});

test('what JSON.parse reads is read alike, and what it refuses is refused', () => {
  const noise = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        noise.map((pieces) => pieces.join('')),
        fc.json(),
      ),
      (text) => {
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expected = undefined;
        }
        const { value, problems, joined } = readJson(file(text));
        if (expected === undefined) expect([value, problems.length]).toEqual([undefined, 1]);
        else if (joined.length === 0) expect(value).toEqual(expected);
      },
    ),
    { numRuns: 2000 },
  );
});
