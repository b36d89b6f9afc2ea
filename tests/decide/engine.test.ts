import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Bundle, type DecideLimits, decide, loadBundle } from '../../src/decide/index.ts';
import { findOpa } from '../../src/maintain/policies/find-opa.ts';
import type { Facts, Verdict } from '../../src/shapes/index.ts';
import { buildMisbehaving, readMisbehaving } from './misbehaving.ts';
import { bucket, bucketFacts } from './sample-facts.ts';

/** Enough for what has an end, little for what has none. */
const tight: DecideLimits = { timeoutMs: 60_000, budgetSteps: 100_000, memoryMiB: 64, clock: () => performance.now() };

let bundle: Bundle;
beforeAll(() => {
  bundle = loadBundle(readMisbehaving());
});

function verdicts(facts: Facts, limits: Partial<DecideLimits> = {}): Map<string, Verdict> {
  const found = decide(facts, bundle, { ...tight, ...limits });
  return new Map(found.map((verdict) => [verdict.policy.replace('test/', ''), verdict]));
}

describe('each policy fails alone', () => {
  test.each([
    ['no-conflict', 'trap', /multiple outputs|conflict/],
    ['no-end', 'budget', /took more than its 3000000 steps/],
    ['no-memory', 'memory', /8 MiB of memory were used up/],
    ['no-result', 'no-result', /gave no result/],
    ['no-set', 'ill-formed', /subjects is no set/],
    ['no-evidence', 'ill-formed', /violations has .* expected \{subject, data, evidence\}/],
    ['no-population', 'ill-formed', /violations names "aws_s3_bucket.(open|shut)", which is not among its subjects/],
    ['no-such-subject', 'ill-formed', /the subject "aws_s3_bucket.not_there" is not in the facts/],
    ['no-such-evidence', 'ill-formed', /undecided points at "aws_s3_bucket.not_there", which is not in the facts/],
  ] as const)('%s is an error of the kind %s', (policy, failure, message) => {
    const limits = {
      budget: { budgetSteps: 3_000_000, memoryMiB: 512 },
      memory: { budgetSteps: 50_000_000, memoryMiB: 8 },
    };
    const verdict = verdicts(bucketFacts('open', 'shut'), limits[failure as keyof typeof limits] ?? {}).get(policy);
    expect(verdict).toMatchObject({ kind: 'error', failure, message: expect.stringMatching(message) as string });
  });

  test('and the one without fault among them is decided', () => {
    const facts = bucketFacts('open', 'shut');
    facts.resources['aws_s3_bucket']?.push(bucket('maybe', { exists: 'unknown' }));
    expect(verdicts(facts).get('no-fault')).toEqual({
      policy: 'test/no-fault',
      kind: 'decided',
      subjects: expect.arrayContaining(['aws_s3_bucket.open', 'aws_s3_bucket.shut', 'aws_s3_bucket.maybe']) as string[],
      violations: [
        {
          subject: 'aws_s3_bucket.open',
          data: { name: 'open' },
          evidence: [{ resource: 'aws_s3_bucket.open', path: ['acl', 0] }],
        },
      ],
      undecided: [{ subject: 'aws_s3_bucket.maybe', data: {}, evidence: [] }],
    });
  });

  test('one verdict a policy, in the order of the catalogue', () => {
    const order = decide(bucketFacts('open'), bundle, tight).map(({ policy }) => policy);
    expect(order).toEqual(bundle.catalogue.policies.map(({ id }) => id));
  });
});

describe('limits', () => {
  test('when the time is over, what is left is an error and nothing is left out', () => {
    let now = 0;
    const found = verdicts(bucketFacts('open'), { timeoutMs: 25, clock: () => (now += 10) });
    expect(found.size).toBe(bundle.catalogue.policies.length);
    const late = [...found.values()].filter(
      (verdict) => verdict.kind === 'error' && /25 ms .* were over/.test(verdict.message),
    );
    expect(late).toHaveLength(found.size - 2);
  });

  test('facts that do not fit into the memory are an error of every policy', () => {
    const facts = bucketFacts('open');
    facts.resources['aws_s3_bucket']?.push(bucket('large', { values: { text: 'x'.repeat(3 << 20) } }));
    for (const verdict of verdicts(facts, { memoryMiB: 2 }).values()) {
      expect(verdict).toMatchObject({ kind: 'error', failure: 'memory' });
    }
  });

  test('values nested 100,000 deep are an error of every policy, not of the process', () => {
    let nested: unknown[] = [];
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    const facts = bucketFacts('open');
    facts.resources['aws_s3_bucket']?.push(bucket('deep', { values: { nested } }));
    const found = verdicts(facts);
    expect(found.size).toBe(bundle.catalogue.policies.length);
    for (const verdict of found.values()) expect(verdict.kind).toBe('error');
  });

  test('the same facts run out of steps at the same place every time', () => {
    const spent = [1, 2, 3].map(() => verdicts(bucketFacts('open'), { budgetSteps: 1_000 }).get('no-fault'));
    expect(new Set(spent.map((verdict) => JSON.stringify(verdict))).size).toBe(1);
  });
});

describe('text', () => {
  test.each([
    ['an escape of a terminal', '\u001b[31mred\u001b[0m'],
    ['a NUL', 'a\u0000b'],
    ['a quote and a backslash', '"\\ud800\\'],
    ['a character beyond the first plane', '\u{1f511}'],
    ['a pair of surrogates after a backslash', '\\\u{1f511}'],
  ])('%s in an id goes through unchanged', (_what, name) => {
    const verdict = verdicts(bucketFacts(name)).get('no-fault');
    expect(verdict).toMatchObject({ kind: 'decided', subjects: [`aws_s3_bucket.${name}`] });
  });

  test('half of a surrogate pair in a value spoils no policy', () => {
    const facts = bucketFacts('open');
    facts.resources['aws_s3_bucket']?.push(bucket('half', { values: { text: 'a\ud800b\\\udfff' } }));
    expect(verdicts(facts).get('no-fault')?.kind).toBe('decided');
  });

  test('nothing is written to the console', () => {
    const spies = (['log', 'error', 'warn', 'info'] as const).map((name) => vi.spyOn(console, name));
    verdicts(bucketFacts('open'));
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});

const opa = findOpa(resolve(import.meta.dirname, '..', '..', 'policies'), false);
test.skipIf(opa === undefined)('the committed bundle is what its sources give (needs OPA)', () => {
  if (opa === undefined) return;
  const committed = readMisbehaving();
  const digest = (bytes: Uint8Array | undefined) =>
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
  const built = buildMisbehaving(opa);
  expect(digest(built.get('policy.wasm'))).toBe(digest(committed.wasm));
  expect(digest(built.get('catalogue.json'))).toBe(digest(committed.catalogue));
  expect(digest(built.get('manifest.json'))).toBe(digest(committed.manifest));
});
