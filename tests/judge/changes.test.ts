import { expect, test } from 'vitest';
import { judge } from '../../src/judge/index.ts';
import { decided, estateOf, input, policy, remark, resource } from './hand-made.ts';

const changed = resource({ address: 'aws_x.changed' });
const kept = resource({ address: 'aws_x.kept' });
const satellite = resource({ address: 'aws_x.satellite' });
const at = (resource: string) => ({ resource, path: [] });

function judged(touched: ReadonlySet<string> | undefined) {
  const violations = [
    remark('aws_x.changed', { data: {} }),
    remark('aws_x.kept', { data: {} }),
    remark('aws_x.kept', { data: { by: 1 }, evidence: [at('aws_x.kept'), at('aws_x.satellite')] }),
    remark('stack', { data: {} }),
    remark('stack', { data: { by: 1 }, evidence: [at('aws_x.kept')] }),
  ];
  const undecided = [remark('aws_x.kept', { data: {} })];
  return judge(
    input({
      policies: [policy('a/no-b', { message: '{subject}', undecided: '{subject}' }), policy('a/no-c')],
      verdicts: [
        decided('a/no-b', { subjects: ['aws_x.changed', 'aws_x.kept', 'stack'], violations, undecided }),
        { policy: 'a/no-c', kind: 'error', failure: 'trap', message: '' },
      ],
      estate: estateOf([changed, kept, satellite]),
      ...(touched === undefined ? {} : { touched }),
    }),
  );
}

test('what concerns a change is reported, the rest is counted', () => {
  const { findings, notShown, population } = judged(new Set(['aws_x.changed', 'aws_x.satellite']));
  expect(
    findings.map(({ subject, outcome, evidence }) => `${subject.address} ${outcome} ${evidence.length}`).sort(),
  ).toEqual([' error 0', 'aws_x.changed fail 0', 'aws_x.kept fail 2', 'stack fail 0']);
  expect(notShown).toBe(3);
  // Everything is judged all the same.
  expect(population).toEqual(judged(undefined).population);
});

test('what is not shown closes no gate, and what gave no verdict always does', () => {
  const { findings, because } = judged(new Set());
  expect(findings.map(({ outcome }) => outcome).sort()).toEqual(['error', 'fail']);
  expect(because.length).toBe(2);
});

test('without changes to look for, nothing is left out', () => {
  const { findings, notShown } = judged(undefined);
  expect([findings.length, notShown]).toEqual([7, undefined]);
});
