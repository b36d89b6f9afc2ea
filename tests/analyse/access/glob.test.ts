import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, type Glob, globOf, meets } from '../../../src/analyse/access/glob.ts';
import type { Hole, PartialText } from '../../../src/analyse/access/partial-text.ts';

const anything: Hole = { value: { $unknown: 'variable `x` has no value' }, fixed: false };
const arn: Hole = { value: { $ref: 'aws_s3_bucket.b', $attribute: 'arn' }, fixed: true };
const otherArn: Hole = { value: { $ref: 'aws_s3_bucket.c', $attribute: 'arn' }, fixed: true };

test.each([
  ['*', '*', 'yes'],
  ['**', '*', 'yes'],
  ['*?', '*', 'no'],
  ['*?', '?*', 'yes'],
  ['*', '', 'yes'],
  ['', '*', 'no'],
  ['s3:*', 's3:Get*', 'yes'],
  ['s3:Get*', 's3:*', 'no'],
  ['s3:*Object', 's3:GetObject', 'yes'],
  ['*:*', '?*:?*', 'yes'],
  ['arn:aws:s3:::b*', 'arn:aws:s3:::b/*', 'yes'],
  ['arn:aws:s3:::b/*', 'arn:aws:s3:::b*', 'no'],
  ['a*b*c', 'a*bb*c', 'yes'],
  ['a?c', 'abc', 'yes'],
] as const)('%j covers %j: %s', (wide, narrow, answer) => {
  expect(covers(globOf([wide]), globOf([narrow]))).toBe(answer);
});

test.each([
  ['a gap may be a star', [anything], ['*'], 'unknown'],
  ['a gap after a letter is not everything', ['a', anything], ['*'], 'no'],
  ['a gap with stars around may add nothing', ['*', anything], ['*'], 'unknown'],
  ['a star covers a gap', ['*'], [anything], 'yes'],
  ['letters may be what a gap is', ['abc'], [anything], 'unknown'],
  ['a star after the same letters covers a gap', ['a*'], ['a', anything], 'yes'],
  ['other letters never are', ['b'], ['a', anything], 'no'],
  ['an identifier is itself', [arn], [arn], 'yes'],
  ['an identifier and what is under it', [arn, '/*'], [arn, '/*'], 'yes'],
  ['an identifier is not what is under it', [arn], [arn, '/*'], 'no'],
  ['an identifier is not everything', [arn], ['*'], 'no'],
  ['an identifier and a star are not everything', [arn, '*'], ['*'], 'no'],
  ['two identifiers may be equal', [arn], [otherArn], 'unknown'],
  ['an identifier may be what is written', [arn], ['arn:aws:s3:::b'], 'unknown'],
  ['an identifier has no room for a star', [arn], ['arn:aws:s3:::*'], 'no'],
  ['what is written may be an identifier', ['arn:aws:s3:::b'], [arn], 'unknown'],
] as const)('%s', (_situation, wide, narrow, answer) => {
  expect(covers(globOf([...wide]), globOf([...narrow]))).toBe(answer);
});

test.each([
  ['a variable is no wildcard', `arn:aws:s3:::\${aws:username}`, '*', 'no'],
  ['a variable covers nothing that we can spell', `\${aws:username}`, 'akua', 'no'],
  ['an escaped star is a star', `\${*}`, '*', 'no'],
  ['an escaped star covers a star', `a\${*}`, 'a*', 'no'],
  ['the wildcard beside it counts', '*', `\${aws:username}`, 'yes'],
] as const)('policy variables: %s', (_situation, wide, narrow, answer) => {
  expect(covers(globOf([wide], { variables: true }), globOf([narrow], { variables: true }))).toBe(answer);
});

test('without policy variables a dollar is a dollar', () => {
  expect(covers(globOf([`\${aws:username}`]), globOf([`\${aws:username}`]))).toBe('yes');
  expect(covers(globOf([`\${*}`]), globOf([`\${a}`]))).toBe('yes');
});

test('actions may be compared without regard to case', () => {
  expect(covers(globOf(['S3:Get*'], { ignoreCase: true }), globOf(['s3:getobject'], { ignoreCase: true }))).toBe('yes');
  expect(covers(globOf(['S3:Get*']), globOf(['s3:getobject']))).toBe('no');
});

test('a pattern made to be slow is left open, at once', () => {
  const wide = globOf([`${'*a'.repeat(50_000)}*`]);
  const narrow = globOf([`${'*a?'.repeat(50_000)}*`]);
  expect(covers(wide, narrow)).toBe('unknown');
});

describe('on a tiny alphabet', () => {
  /** All strings up to six letters. Patterns spell two of the letters; the third stands for every other character. */
  const strings = Array.from({ length: 7 }, (_, length) => length).flatMap((length) =>
    Array.from({ length: 3 ** length }, (_, code) =>
      Array.from({ length }, (_unused, at) => 'abc'[Math.floor(code / 3 ** at) % 3]).join(''),
    ),
  );
  const patterns = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 4 }).map((parts) => parts.join(''));

  function language(pattern: string): string[] {
    const regex = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
    return strings.filter((text) => regex.test(text));
  }

  test('covering is containment', () => {
    fc.assert(
      fc.property(patterns, patterns, (wide, narrow) => {
        const all = new Set(language(wide));
        const contained = language(narrow).every((text) => all.has(text));
        expect(covers(globOf([wide]), globOf([narrow]))).toBe(contained ? 'yes' : 'no');
      }),
      { numRuns: 2_000 },
    );
  });

  test('meeting is having a string in common', () => {
    fc.assert(
      fc.property(patterns, patterns, (left, right) => {
        const all = new Set(language(left));
        expect(meets(globOf([left]), globOf([right]))).toBe(
          language(right).some((text) => all.has(text)) ? 'yes' : 'no',
        );
      }),
      { numRuns: 2_000 },
    );
  });

  const pieces: fc.Arbitrary<PartialText> = fc.array(
    fc.oneof(fc.constantFrom('a', 'b', '*', '?'), fc.constant(anything), fc.constant(arn)),
    {
      maxLength: 4,
    },
  );
  const found = fc.array(patterns, { minLength: 8, maxLength: 8 });
  const identifier = fc.constantFrom('a', 'b', 'ab', 'ba');

  function learn(text: PartialText, gaps: readonly string[], name: string): Glob {
    return globOf(
      text.map((piece, index) => (typeof piece === 'string' ? piece : piece.fixed ? name : (gaps[index] ?? ''))),
    );
  }

  test('learning an unknown never overturns a settled answer', () => {
    fc.assert(
      fc.property(pieces, pieces, found, found, identifier, (left, right, leftGaps, rightGaps, name) => {
        const covered = covers(globOf(left), globOf(right));
        const met = meets(globOf(left), globOf(right));
        const [a, b] = [learn(left, leftGaps, name), learn(right, rightGaps, name)];
        if (covered !== 'unknown') expect(covers(a, b)).toBe(covered);
        if (met !== 'unknown') expect(meets(a, b)).toBe(met);
      }),
      { numRuns: 5_000 },
    );
  });
});
