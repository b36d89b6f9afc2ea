import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, Path } from '../../src/model/index.ts';
import { locateJson, readJson, readLargeJson } from '../../src/syntax/index.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Where each value stands, and what stands nowhere. */
function pathsOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item as Json] as const)
    : Object.entries(value);
  return [path, [...path, 'absent'], ...members.flatMap(([step, member]) => pathsOf(member, [...path, step]))];
}

const texts = fc.oneof(
  fc.constantFrom('', '"', '\\', '__proto__', 'é', '’', '🦄', '\n', '{"a":[1]}', 'plain'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const { value: anyJson } = fc.letrec<{ value: Json; object: Json; array: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom<Json>(null, true, -1.5e3, 0), texts, tie('object'), tie('array')),
  object: fc.dictionary(texts, tie('value'), { maxKeys: 5 }).map((members) => ({ ...members })),
  array: fc.array(tie('value'), { maxLength: 5 }),
}));
const pieces = fc.constantFrom(0, 1, 7, 40, 100_000);
const layout = fc.constantFrom<string | number>('', 1, '\t', '\r\n');

test('piece by piece JSON has the value and the places that it has as a text', () => {
  fc.assert(
    fc.property(anyJson, layout, pieces, (json, space, piece) => {
      const text = JSON.stringify(json, null, space);
      const large = readLargeJson('plan.json', bytesOf(text), { piece });
      expect(large?.value).toStrictEqual(JSON.parse(text));
      for (const path of pathsOf(json)) {
        expect(large && locateJson(large.file, path)).toEqual(locateJson({ path: 'plan.json', text }, path));
      }
      expect(large?.file.text).toBe(text);
    }),
    { numRuns: 400 },
  );
});

test('what is not plain is left to the reader of texts, and never read as something else', () => {
  const edits = fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      put: fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', ' 1', 'x', '\u0000'),
    }),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(anyJson, layout, pieces, edits, (json, space, piece, made) => {
      let text = JSON.stringify(json, null, space);
      for (const { at, put } of made) {
        const from = Math.floor(at * text.length);
        text = `${text.slice(0, from)}${put}${text.slice(from + 1)}`;
      }
      // An edit may part a pair of surrogates, of which UTF-8 has no half.
      const bytes = bytesOf(text);
      text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      const large = readLargeJson('plan.json', bytes, { piece });
      const { value, problems, joined } = readJson({ path: 'plan.json', text });
      const isPlain = value !== undefined && problems.length === 0 && joined.length === 0;
      expect(large !== undefined).toBe(isPlain);
      if (isPlain) expect(large?.value).toStrictEqual(value);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['a key that is there twice', bytesOf('{"a": {"b": 1}, "a": {"b": 2}}')],
  ['a key that is there twice, once with an escape', bytesOf('{"a": 1, "\\u0061": 2}')],
  ['a byte order mark', bytesOf('\ufeff{}')],
  ['UTF-16', new Uint8Array(Buffer.from('{"a": 1}', 'utf16le'))],
  ['bytes that are no text', new Uint8Array([0x22, 0xff, 0x22])],
  ['nothing', bytesOf('')],
  ['more than one value', bytesOf('{} {}')],
  ['nesting without an end', bytesOf('['.repeat(100_000))],
  ['nesting that no reader goes into', bytesOf(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
])('%s is not read', (_what, bytes) => {
  for (const piece of [0, 8, 100_000]) expect(readLargeJson('plan.json', bytes, { piece })).toBeUndefined();
});

test('columns on a line of megabytes are those of UTF-16', () => {
  const text = JSON.stringify({
    before: 'é🦄’x'.repeat(5_000),
    list: Array.from({ length: 3_000 }, (_, index) => `🦄${index}`),
  });
  const large = readLargeJson('plan.json', bytesOf(text), { piece: 64 });
  for (const path of [['before'], ['list', 0], ['list', 2_999]]) {
    expect(large && locateJson(large.file, path)).toEqual(locateJson({ path: 'plan.json', text }, path));
  }
});

describe('bytes that are let go', () => {
  const text = JSON.stringify(
    { resources: Array.from({ length: 50 }, (_, index) => ({ name: `é${index}` })) },
    null,
    2,
  );
  const path = ['resources', 33, 'name'];

  test('are read again when a place is asked for', () => {
    let times = 0;
    const again = () => {
      times += 1;
      return bytesOf(text);
    };
    const large = readLargeJson('plan.json', bytesOf(text), { piece: 64, again });
    if (large === undefined) throw new Error('not read');
    large.letGo();
    large.letGo();
    expect(times).toBe(0);
    expect(locateJson(large.file, path)).toEqual(locateJson({ path: 'plan.json', text }, path));
    expect(locateJson(large.file, ['resources', 1])).toEqual(locateJson({ path: 'plan.json', text }, ['resources', 1]));
    expect(times).toBe(1);
    large.letGo();
    expect(locateJson(large.file, path)).toEqual(locateJson({ path: 'plan.json', text }, path));
    expect(times).toBe(2);
  });

  test('are compared with what they were', () => {
    const now = text.replace('é7', 'é8');
    const large = readLargeJson('plan.json', bytesOf(text), {
      piece: 64,
      again: (isSame) => {
        if (isSame(bytesOf(text)) && !isSame(bytesOf(now))) throw new Error('changed');
        return bytesOf(now);
      },
    });
    if (large === undefined) throw new Error('not read');
    expect(locateJson(large.file, path).line).toBe(103);
    large.letGo();
    expect(() => locateJson(large.file, path)).toThrow('changed');
  });

  test('are kept where they cannot be read again', () => {
    const large = readLargeJson('plan.json', bytesOf(text), { piece: 64 });
    if (large === undefined) throw new Error('not read');
    large.letGo();
    expect(locateJson(large.file, path)).toEqual(locateJson({ path: 'plan.json', text }, path));
  });
});
