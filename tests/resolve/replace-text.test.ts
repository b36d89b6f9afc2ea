/** `replace` in strings that are known in part: whatever the unknown pieces turn out to be, the known ones were right. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STRING } from '../../src/resolve/cty/type.ts';
import { type Cty, string, type UnknownValue, unknown } from '../../src/resolve/cty/value.ts';
import { LIMITS, World } from '../../src/resolve/evaluate/world.ts';
import { replaceText } from '../../src/resolve/functions/replace-text.ts';
import { instance, resolveHcl } from './read.ts';

const world = new World(undefined, '.', LIMITS);
type Piece = string | UnknownValue;

function partly(pieces: readonly Piece[]): Cty {
  if (pieces.every((piece) => typeof piece === 'string')) return string(pieces.join(''));
  return { ...unknown(STRING, 'open', { notNull: true }), parts: pieces };
}

/** Every text of at most so many of the letters. */
function texts(letters: string, length: number): readonly string[] {
  if (length === 0) return [''];
  const shorter = texts(letters, length - 1);
  return [...new Set(shorter.flatMap((text) => [text, ...[...letters].map((letter) => text + letter)]))];
}

const contents = texts('ab', 3);
const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }),
  fc.constant(undefined),
);

test('for every content of the unknown pieces it is what replacing in the whole gives', () => {
  let kept = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 3 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 }),
      fc.string({ unit: fc.constantFrom('a', 'x'), maxLength: 2 }),
      (drawn, wanted, by) => {
        // A string never holds two known pieces side by side.
        const joined = drawn.reduce<Piece[]>((all, one) => {
          const last = all.at(-1);
          if (one === undefined) all.push({ ...unknown(STRING, `hole ${all.length}`), notNull: true });
          else if (typeof last === 'string') all[all.length - 1] = last + one;
          else all.push(one);
          return all;
        }, []);
        const result = replaceText(partly(joined), wanted, string(by), world);
        const pieces: readonly Piece[] =
          result.kind === 'string' ? [result.value] : result.kind === 'unknown' ? (result.parts ?? []) : [];
        if (pieces.length === 0) return;
        kept += 1;
        const holes = joined.filter((one) => typeof one !== 'string').length;
        for (const filling of fillings(holes)) {
          expect(
            filled(
              pieces,
              filling.map((text) => text.replaceAll(wanted, by)),
            ),
          ).toBe(filled(joined, filling).replaceAll(wanted, by));
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(kept).toBeGreaterThan(200);
});

function fillings(holes: number): readonly (readonly string[])[] {
  if (holes === 0) return [[]];
  return fillings(holes - 1).flatMap((filling) => contents.map((text) => [...filling, text]));
}

function filled(pieces: readonly Piece[], filling: readonly string[]): string {
  let next = 0;
  return pieces.map((one) => (typeof one === 'string' ? one : (filling[next++] ?? ''))).join('');
}

describe('what an unknown piece refers to', () => {
  const of = (expression: string) =>
    instance(
      resolveHcl(`
data "aws_caller_identity" "me" {}
resource "aws_s3_bucket" "b" {
  for_each = toset(["x.y"])
}
resource "aws_iam_role" "r" {}
resource "aws_x" "it" {
  v = ${expression}
}
`),
      'aws_x.it',
    ).values['v'];
  const bucket = { $ref: 'aws_s3_bucket.b["x.y"]', $attribute: 'arn' };

  test('stays, where AWS makes it of letters that what is replaced has not', () => {
    expect(of('replace("$' + '{aws_s3_bucket.b["x.y"].arn}/_ID_/*", "_ID_", "a")')).toMatchObject({
      $parts: [bucket, '/a/*'],
    });
    expect(of('replace(":$' + '{data.aws_caller_identity.me.account_id}:x", "x", "y")')).toMatchObject({
      $parts: [':', { $ref: 'data.aws_caller_identity.me', $attribute: 'account_id' }, ':y'],
    });
  });
  test('is lost, where it may hold what is replaced', () => {
    expect(of('replace("$' + '{aws_iam_role.r.arn}/_ID_", "_ID_", "a")')).toMatchObject({
      $parts: [{ $unknown: expect.stringContaining('aws_iam_role.r.arn') }, '/a'],
    });
    expect(of('replace("$' + '{aws_s3_bucket.b["x.y"].arn}/id", "id", "a")')).toMatchObject({
      $parts: [{ $unknown: expect.any(String) }, '/a'],
    });
  });
  test('is lost where nothing is replaced, and what would be put in may fail', () => {
    const by = 'join("", [for k in keys(jsondecode(aws_s3_bucket.b["x.y"].policy)) : k])';
    expect(of(`replace("a-b", "_ID_", ${by})`)).toMatchObject({ $unknown: expect.any(String) });
    expect(of(`try(replace("a-b", "_ID_", ${by}), "s")`)).toMatchObject({ $unknown: expect.any(String) });
    expect(of('replace("a-b", "_ID_", aws_s3_bucket.b["x.y"].tags.x)')).toMatchObject({ $unknown: expect.any(String) });
  });
  test('what is put in may be unknown itself; a pattern leaves nothing known', () => {
    expect(of('replace("a-_ID_", "_ID_", aws_s3_bucket.b["x.y"].arn)')).toMatchObject({ $parts: ['a-', bucket] });
    expect(of('replace("a-b", "_ID_", aws_s3_bucket.b["x.y"].arn)')).toBe('a-b');
    expect(of('replace("$' + '{aws_s3_bucket.b["x.y"].arn}/a", "/[a-z]/", "_")')).not.toHaveProperty('$parts');
  });
});
