import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bundle, decide } from '../../src/decide/index.ts';
import type { Verdict } from '../../src/shapes/index.ts';
import { entryOf, everything } from './misbehaving.ts';
import { opaModule } from './opa-module.ts';
import { bucketFacts } from './sample-facts.ts';

/** What `decide` makes of a policy that gives this. */
function verdictOn(result: unknown): Verdict | undefined {
  const wasm = opaModule({ entryPoints: { 'entry/test/no-a/verdict': 0 }, results: [result] });
  const bundle: Bundle = {
    catalogue: { version: 1, policies: [entryOf('test/no-a')] },
    digest: '',
    reads: everything,
    module: new WebAssembly.Module(Uint8Array.from(wasm)),
  };
  return decide(bucketFacts('a', 'b'), bundle, { timeoutMs: 1, budgetSteps: 1, memoryMiB: 1, clock: () => 0 })[0];
}

const [a, b] = ['aws_s3_bucket.a', 'aws_s3_bucket.b'];
const remark = { subject: a, data: {}, evidence: [] };
const sound = { subjects: [a, b], violations: [], undecided: [] };

describe('a result is used only if it is one', () => {
  test.each([
    ['null', null, 'it is no object'],
    ['a list', [], 'it is no object'],
    ['no violations', { subjects: [], undecided: [] }, 'violations is no set'],
    ['a fourth rule', { ...sound, passes: [] }, 'it has the field "passes"'],
    ['a subject that is a number', { ...sound, subjects: [1] }, 'the subject 1 is not in the facts'],
    ['violations that are an object', { ...sound, violations: {} }, 'violations is no set'],
    [
      'a violation that is a text',
      { ...sound, violations: ['a'] },
      'violations has "a"; expected {subject, data, evidence}',
    ],
    [
      'a violation with a sentence',
      { ...sound, violations: [{ ...remark, message: '' }] },
      /^violations has .*expected/,
    ],
    ['data that is a list', { ...sound, undecided: [{ ...remark, data: [] }] }, /^undecided has .*expected/],
    ['a step without a path', { ...sound, undecided: [{ ...remark, evidence: [{ resource: a }] }] }, /^undecided has/],
    [
      'a path of null',
      { ...sound, violations: [{ ...remark, evidence: [{ resource: a, path: [null] }] }] },
      /^violations has/,
    ],
    ['a subject outside the population', { ...sound, subjects: [b], violations: [remark] }, /not among its subjects/],
    [
      'evidence of an unknown resource',
      { ...sound, violations: [{ ...remark, evidence: [{ resource: 'x', path: [] }] }] },
      /points at "x"/,
    ],
  ] as const)('%s is ill-formed', (_what, result, why) => {
    const verdict = verdictOn(result);
    expect(verdict).toMatchObject({ kind: 'error', failure: 'ill-formed' });
    if (verdict?.kind !== 'error') return;
    expect(verdict.message.replace('the result cannot be used: ', '')).toMatch(why);
  });

  test('a sound one is handed on as it is', () => {
    const violation = { subject: a, data: { port: 22 }, evidence: [{ resource: b, path: ['ingress', 0] }] };
    const result = { ...sound, violations: [violation], undecided: [{ ...remark, subject: b }] };
    expect(verdictOn(result)).toEqual({ policy: 'test/no-a', kind: 'decided', ...result });
  });
});

test('what is decided is what the published schema allows', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../src/decide/policy-result.schema.json'), 'utf8'),
  ) as object;
  const allowed = new Ajv().compile(schema);
  const odd = fc.constantFrom<unknown>(null, 1, {}, [1], [null]);
  const or = (usual: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });
  const step = or(
    fc.record(
      { resource: or(fc.constant(a)), path: or(fc.array(or(fc.constantFrom('x', 0)))) },
      { requiredKeys: ['resource'] },
    ),
  );
  const remarks = or(
    fc.array(
      or(fc.record({ subject: or(fc.constant(a)), data: or(fc.constant({ x: 1 })), evidence: or(fc.array(step)) })),
    ),
  );
  const results = or(fc.record({ subjects: or(fc.constant([a])), violations: remarks, undecided: remarks }));
  fc.assert(
    fc.property(results, (result) => {
      expect(verdictOn(result)?.kind === 'decided').toBe(allowed(result));
    }),
    { numRuns: 500 },
  );
});
