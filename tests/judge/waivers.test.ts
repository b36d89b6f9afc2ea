import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JudgeInput } from '../../src/judge/index.ts';
import { judge } from '../../src/judge/index.ts';
import { plain } from '../../src/model/index.ts';
import type { Waiver } from '../../src/settings/index.ts';
import { defaultSettings } from '../../src/settings/index.ts';
import { decided, estateOf, input, policy, remark, resource, waiver } from './hand-made.ts';

const web = 'aws_security_group.web';

function judged(waivers: readonly Waiver[], changes: Partial<JudgeInput> = {}) {
  return judge(input({ ...changes, settings: { ...defaultSettings, waivers } }));
}

/** `status why` of each waiver. */
function statuses(waivers: readonly Waiver[], changes: Partial<JudgeInput> = {}): readonly string[] {
  return judged(waivers, changes).waivers.map(({ status, why }) =>
    why === undefined ? status : `${status}: ${plain(why)}`,
  );
}

test('a waiver that holds turns a failure into waived and opens the gate, with its words in the finding', () => {
  const assessment = judged([waiver()]);
  expect(assessment.gate).toBe('open');
  expect(assessment.findings).toMatchObject([{ outcome: 'waived', closes: false, waiver: { owner: 'platform' } }]);
  expect(assessment.population.map(({ outcome }) => outcome)).toEqual(['pass', 'waived']);
  expect(statuses([waiver()])).toEqual(['used']);
});

test('a waiver holds for what is undecided too', () => {
  const verdicts = [decided('network/no-a', { subjects: [web], undecided: [remark(web)] })];
  const assessment = judged([waiver()], { verdicts, planned: true });
  expect(assessment.gate).toBe('open');
  expect(assessment.population.map(({ outcome }) => outcome)).toEqual(['waived']);
});

test.each([
  ['2026-03-31T00:00:00.000Z', 'used'],
  ['2026-03-31T23:59:59.999Z', 'used'],
  ['2026-04-01T00:00:00.000Z', 'expired: its last day was 2026-03-31'],
  ['2027-01-01T00:00:00.000Z', 'expired: its last day was 2026-03-31'],
])('at %s a waiver that expires on 2026-03-31 is %s', (now, status) => {
  expect(statuses([waiver()], { now: new Date(now) })).toEqual([status]);
  expect(judged([waiver()], { now: new Date(now) }).gate).toBe(status === 'used' ? 'open' : 'closed');
});

const policies = [
  policy('network/no-a', { formerly: ['network/no-old'] }),
  policy('network/no-b', { waivable: false }),
];
const verdicts = [
  decided('network/no-a', { subjects: [web, 'aws_security_group.db'], violations: [remark(web)] }),
  decided('network/no-b', { subjects: [web], violations: [remark(web)] }),
];

test.each([
  ['of a policy that cannot be waived', { policy: 'network/no-b' }, 'refused: network/no-b cannot be waived'],
  [
    'of an unknown policy',
    { policy: 'network/no-c' },
    'unused: no policy is called network/no-c; did you mean network/no-a?',
  ],
  ['of nothing like a policy', { policy: 'quite-another' }, 'unused: no policy is called quite-another'],
  [
    'of a mistyped subject',
    { subject: 'aws_security_group.wbe' },
    'unused: network/no-a has no subject aws_security_group.wbe; did you mean aws_security_group.web?',
  ],
  [
    'of a pattern',
    { subject: 'aws_security_group.*' },
    'unused: network/no-a has no subject aws_security_group.*; did you mean aws_security_group.db?',
  ],
  ['of a passing subject', { subject: 'aws_security_group.db' }, 'unused: the policy passes for it without a waiver'],
  ['of another stack', { stack: 'hub' }, 'unused: aws_security_group.web is in no stack called hub'],
  ['that is malformed', { malformed: ['the waiver lacks owner'] }, 'malformed: the waiver lacks owner'],
  ['with a day that is none', { expires: '2026-02-30' }, 'malformed: expires is no day of the calendar: 2026-02-30'],
  ['that lapsed', { expires: '2026-02-28' }, 'expired: its last day was 2026-02-28'],
] as const)('a waiver %s is reported and silences nothing', (_situation, changes, status) => {
  const without = judged([], { policies, verdicts });
  const withIt = judged([waiver(changes)], { policies, verdicts });
  expect(statuses([waiver(changes)], { policies, verdicts })).toEqual([status]);
  expect({ ...withIt, waivers: [] }).toEqual(without);
});

test('a waiver of a policy’s former id holds, and says what the policy is called now', () => {
  expect(statuses([waiver({ policy: 'network/no-old' })], { policies, verdicts })).toEqual([
    'used: the policy is now called network/no-a',
  ]);
});

test('a waiver of a policy that gave no verdict says so', () => {
  const broken = [{ policy: 'network/no-a', kind: 'error', failure: 'trap', message: '' } as const];
  expect(statuses([waiver()], { verdicts: broken })).toEqual([
    'unused: network/no-a gave no verdict, which nothing waives',
  ]);
});

test('of two waivers for the same, the first that can hold does', () => {
  const lapsed = waiver({ expires: '2026-01-01' });
  const assessment = judged([lapsed, waiver({ owner: 'first' }), waiver({ owner: 'second' })]);
  expect(assessment.waivers.map(({ status }) => status)).toEqual(['expired', 'used', 'unused']);
  expect(assessment.findings[0]?.waiver?.owner).toBe('first');
});

describe('stacks', () => {
  const resources = [resource({ address: web, stack: 'hub' }), resource({ address: web, stack: 'spoke' })];
  const subjects = resources.map(({ fact }) => fact.id);
  const changes = {
    estate: estateOf(resources),
    verdicts: [decided('network/no-a', { subjects, violations: subjects.map((subject) => remark(subject)) })],
  };

  test('a waiver that names its stack leaves the other stack alone', () => {
    const assessment = judged([waiver({ stack: 'spoke' })], changes);
    expect(assessment.findings.map(({ subject, outcome }) => [subject.stack, outcome])).toEqual([
      ['hub', 'fail'],
      ['spoke', 'waived'],
    ]);
  });
  test('one that names no stack where several have the address is not guessed about', () => {
    expect(statuses([waiver()], changes)).toEqual([
      'unused: the address is in several stacks; name one of them: hub, spoke',
    ]);
    expect(judged([waiver()], changes).gate).toBe('closed');
  });
  test('one that gives the id as its subject is told how to write it', () => {
    expect(statuses([waiver({ subject: `hub/${web}` })], changes)).toEqual([
      `unused: a subject is an address; did you mean subject ${web} with stack hub?`,
    ]);
  });
  test('one of a stack that is not there is told which there are', () => {
    expect(statuses([waiver({ stack: 'hbu' })], changes)).toEqual([
      `unused: ${web} is in no stack called hbu; did you mean hub or spoke?`,
    ]);
  });
});

const names = ['network/no-a', 'network/no-b', 'network/no-c'];
const addresses = ['aws_vpc.a', 'aws_vpc.b', 'aws_vpc.c'];
const estate = estateOf(addresses.map((address) => resource({ address })));
const someVerdicts = fc.tuple(
  ...names.map((name) =>
    fc
      .record({
        subjects: fc.subarray(addresses),
        bad: fc.subarray(addresses),
        open: fc.subarray(addresses),
        broken: fc.boolean(),
      })
      .map(({ subjects, bad, open, broken }) =>
        broken
          ? ({ policy: name, kind: 'error', failure: 'trap', message: '' } as const)
          : decided(name, {
              subjects,
              violations: subjects.filter((each) => bad.includes(each)).map((each) => remark(each)),
              undecided: subjects.filter((each) => open.includes(each)).map((each) => remark(each)),
            }),
      ),
  ),
);
const someWaiver = fc
  .record({
    policy: fc.constantFrom(...names, 'network/none'),
    subject: fc.constantFrom(...addresses, 'aws_vpc.none', ''),
    expires: fc.constantFrom('2026-02-28', '2026-03-01', '2026-12-31', 'never'),
  })
  .map((changes) => waiver(changes));
const given = { policies: names.map((name) => policy(name)), estate, planned: true };

test('a waiver changes only its own finding', () => {
  fc.assert(
    fc.property(someVerdicts, someWaiver, (verdictsNow, extra) => {
      const before = judged([], { ...given, verdicts: verdictsNow });
      const after = judged([extra], { ...given, verdicts: verdictsNow });
      const own = (policyId: string, address: string) => policyId === extra.policy && address === extra.subject;
      expect(after.findings.filter(({ policy: { id }, subject }) => !own(id, subject.address))).toEqual(
        before.findings.filter(({ policy: { id }, subject }) => !own(id, subject.address)),
      );
      expect(after.population.filter((row) => !own(row.policy, row.subject.address))).toEqual(
        before.population.filter((row) => !own(row.policy, row.subject.address)),
      );
      expect(after.findings.map(({ fingerprint }) => fingerprint).sort()).toEqual(
        before.findings.map(({ fingerprint }) => fingerprint).sort(),
      );
      const changed = after.findings.filter(({ outcome }) => outcome === 'waived');
      expect(changed.length > 0).toBe(after.waivers[0]?.status === 'used');
    }),
  );
});

test('nothing turns an error into an open gate', () => {
  const anySettings = fc.record({
    closeOn: fc.subarray(['critical', 'high', 'medium', 'low'] as const),
    undecided: fc.constantFrom('report', 'close'),
    waivers: fc.array(someWaiver, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(someVerdicts, anySettings, fc.boolean(), (verdictsNow, changes, planned) => {
      const assessment = judge(
        input({
          ...given,
          planned,
          verdicts: verdictsNow,
          settings: { ...defaultSettings, ...changes, undecided: changes.undecided as 'report' | 'close' },
        }),
      );
      const errors = verdictsNow.filter(({ kind }) => kind === 'error').length;
      if (errors > 0) expect(assessment.gate).toBe('closed');
      expect(assessment.population.filter(({ outcome }) => outcome === 'error')).toHaveLength(errors);
      expect(assessment.gate === 'closed').toBe(assessment.because.length > 0);
    }),
  );
});

test('the order of verdicts, policies, subjects and remarks changes nothing', () => {
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  fc.assert(
    fc.property(
      someVerdicts.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
      shuffled(given.policies),
      ([inOrder, mixed], policiesMixed) => {
        const reversed = mixed.map((verdict) =>
          verdict.kind === 'error'
            ? verdict
            : {
                ...verdict,
                subjects: [...verdict.subjects].reverse(),
                violations: [...verdict.violations].reverse(),
                undecided: [...verdict.undecided].reverse(),
              },
        );
        expect(
          judged([waiver({ policy: 'network/no-a', subject: 'aws_vpc.a' })], {
            ...given,
            policies: policiesMixed,
            verdicts: reversed,
          }),
        ).toEqual(judged([waiver({ policy: 'network/no-a', subject: 'aws_vpc.a' })], { ...given, verdicts: inOrder }));
      },
    ),
  );
});

test('every policy has rows, every subject one, and every finding a row of its own subject', () => {
  fc.assert(
    fc.property(someVerdicts, fc.array(someWaiver, { maxLength: 3 }), (verdictsNow, waivers) => {
      const { population, findings } = judged(waivers, { ...given, verdicts: verdictsNow });
      expect(new Set(population.map((row) => row.policy))).toEqual(new Set(names));
      const keys = population.map((row) => `${row.policy} ${row.subject.id}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const finding of findings) expect(keys).toContain(`${finding.policy.id} ${finding.subject.id}`);
      expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
    }),
  );
});
