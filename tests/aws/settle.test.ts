import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noSources, possibleSources, type Source } from '../../src/aws/possible-sources.ts';
import { type Finding, readFlag, readNumber, readPresence, readText, settle } from '../../src/aws/settle.ts';
import { readerOf } from '../../src/aws/source-reader.ts';
import type { Answer, Path, Value } from '../../src/model/index.ts';
import { estateOf, ref, resourceOf, unknown } from './hand-made.ts';

type Holds = Answer;
type Says = boolean | undefined;

const otherwiseStep = { resource: 'owner', path: [] };

/** Those that may be another thing's are in so many groups, of which all are known or not. */
function settled(
  sources: readonly (readonly [Holds, Says])[],
  otherwise: Says,
  { inGroups = 0, complete = true } = {},
): Finding<boolean> {
  const estate = estateOf(sources.map((_, index) => ({ address: `aws_s3_bucket.s${index}` })));
  const says = new Map<unknown, Finding<boolean>>();
  const given = sources.map(([holds, value], index): Source => {
    const resource = resourceOf(estate, `aws_s3_bucket.s${index}`);
    says.set(resource, { value, steps: [{ resource: resource.fact.id, path: ['flag'] }] });
    return { resource, holds, because: holds === 'unknown' ? [{ resource: resource.fact.id, path: ['bucket'] }] : [] };
  });
  const read = (resource: unknown): Finding<boolean> => says.get(resource) ?? { value: undefined, steps: [] };
  const isPossible = ({ holds }: Source): boolean => inGroups > 0 && holds === 'unknown';
  const groups = Array.from({ length: inGroups }, (_, group) =>
    given.filter(isPossible).flatMap((source, number) => (number % inGroups === group ? [{ ...source, number }] : [])),
  ).filter(({ length }) => length > 0);
  const own = given.filter((source) => !isPossible(source));
  const possible = complete && groups.length === 0 ? noSources : possibleSources(groups, complete);
  return settle({ own, possible }, readerOf(read), { value: otherwise, steps: [otherwiseStep] });
}

const flag = (index: number) => ({ resource: `aws_s3_bucket.s${index}`, path: ['flag'] });
const owner = (index: number) => ({ resource: `aws_s3_bucket.s${index}`, path: ['bucket'] });

describe('what holds of a thing', () => {
  const cases: readonly [
    why: string,
    sources: readonly (readonly [Holds, Says])[],
    otherwise: Says,
    value: Says,
    steps: unknown[],
  ][] = [
    ['nothing says anything', [], false, false, [otherwiseStep]],
    ['one does', [['yes', true]], false, true, [flag(0)]],
    ['one does not hold', [['no', true]], false, false, [otherwiseStep]],
    ['one is not known', [['yes', undefined]], false, undefined, [flag(0)]],
    ['one may be another thing’s', [['unknown', true]], false, undefined, [owner(0)]],
    ['one that may be another’s says what holds anyway', [['unknown', false]], false, false, [otherwiseStep]],
    [
      'one does, and another that may say the same',
      [
        ['yes', true],
        ['unknown', true],
      ],
      false,
      true,
      [flag(0)],
    ],
    [
      'one does, and another that may says otherwise',
      [
        ['yes', true],
        ['unknown', false],
      ],
      false,
      undefined,
      [owner(1)],
    ],
    [
      'two agree',
      [
        ['yes', true],
        ['yes', true],
      ],
      false,
      true,
      [flag(0), flag(1)],
    ],
    [
      'two contradict each other',
      [
        ['yes', true],
        ['yes', false],
      ],
      false,
      undefined,
      [flag(0), flag(1)],
    ],
  ];
  test.each(cases)('%s', (_why, sources, otherwise, value, steps) => {
    for (const inGroups of [0, 1, 2]) expect(settled(sources, otherwise, { inGroups })).toEqual({ value, steps });
  });
});

/** Every way in which what is not known can turn out: which sources hold, what they say, and which of them was applied last. */
function possibilities(sources: readonly (readonly [Holds, Says])[], otherwise: Says): Set<boolean> {
  const outcomes = new Set<boolean>();
  const decide = (left: readonly (readonly [Holds, Says])[], holding: readonly boolean[]): void => {
    const [source, ...rest] = left;
    if (source === undefined) {
      for (const value of holding) outcomes.add(value);
      if (holding.length === 0) for (const value of casesOf(otherwise)) outcomes.add(value);
      return;
    }
    const [holds, says] = source;
    if (holds !== 'no') for (const value of casesOf(says)) decide(rest, [...holding, value]);
    if (holds !== 'yes') decide(rest, holding);
  };
  decide(sources, []);
  return outcomes;
}

function casesOf(says: Says): boolean[] {
  return says === undefined ? [true, false] : [says];
}

const answers = fc.constantFrom<Answer>('yes', 'no', 'unknown');
const claims = fc.constantFrom<Says>(true, false, undefined);
const sourceLists = fc.array(fc.tuple(answers, claims), { maxLength: 4 });

test('property: an answer is settled exactly when it is the same in every case that is possible', () => {
  fc.assert(
    fc.property(sourceLists, claims, fc.nat(3), (sources, otherwise, inGroups) => {
      const possible = possibilities(sources, otherwise);
      const [only] = possible;
      expect(settled(sources, otherwise, { inGroups }).value).toBe(possible.size === 1 ? only : undefined);
    }),
  );
});

test('property: where not all groups are listed, nothing is settled', () => {
  fc.assert(
    fc.property(sourceLists, claims, fc.integer({ min: 1, max: 3 }), (sources, otherwise, inGroups) => {
      fc.pre(sources.some(([holds]) => holds === 'unknown'));
      const { value, steps } = settled(sources, otherwise, { inGroups, complete: false });
      expect(value).toBeUndefined();
      expect(steps.length).toBeGreaterThan(0);
    }),
  );
});

test('property: an answer that is not settled says where the doubt is', () => {
  fc.assert(
    fc.property(sourceLists, fc.nat(3), (sources, inGroups) => {
      const { value, steps } = settled(sources, false, { inGroups });
      expect(steps.length > 0 || value !== undefined).toBe(true);
    }),
  );
});

describe('readings of a value', () => {
  const read = <T>(
    reader: (resource: ReturnType<typeof resourceOf>, path: Path) => Finding<T>,
    value: Value | undefined,
  ) =>
    reader(resourceOf(estateOf([{ address: 'x_y.z', values: value === undefined ? {} : { a: value } }])), ['a']).value;
  const cases: readonly [
    value: Value | undefined,
    flag: Says,
    text: string | undefined,
    number: number | undefined,
    present: Says,
  ][] = [
    [undefined, false, '', 7, false],
    ['', false, '', undefined, false],
    ['x', false, 'x', undefined, true],
    [true, true, undefined, undefined, true],
    [false, false, undefined, undefined, true],
    [3, false, undefined, 3, true],
    [unknown(), undefined, undefined, undefined, undefined],
    [{ $unknown: 'x', $set: true }, undefined, undefined, undefined, true],
    [{ $unknown: 'x', $parts: ['a', { $unknown: 'x' }] }, undefined, undefined, undefined, true],
    [ref('aws_x.y'), undefined, undefined, undefined, true],
  ];
  test.each(cases)('%j', (value, expectedFlag, text, number, present) => {
    expect(read(readFlag, value)).toBe(expectedFlag);
    expect(read(readText, value)).toBe(text);
    expect(read((resource, path) => readNumber(resource, path, 7), value)).toBe(number);
    expect(read(readPresence, value)).toBe(present);
  });
});
