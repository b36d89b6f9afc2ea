/** A bounded run against Terraform itself; the long one is `npm run oracle:terraform`. Skipped where Terraform is not installed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from './compare.ts';
import { cases } from './configurations.ts';
import { expressions } from './expressions.ts';
import { isContradiction, judgeExpressions } from './judge.ts';
import { judgeCases } from './plans.ts';
import { hasTerraform } from './terraform.ts';

const installed = hasTerraform();

describe.skipIf(!installed)(installed ? 'Terraform' : 'Terraform is not installed: nothing is compared', () => {
  const seed = 20_250_101;

  test('expressions: no known value differs, and none is known that Terraform does not know', () => {
    const texts = [...new Set(fc.sample(expressions, { numRuns: 400, seed }))].filter((text) => text.length < 400);
    const judged = judgeExpressions(texts.slice(0, 250));
    const wrong = judged.filter(({ verdict }) => isContradiction(verdict));
    expect(
      wrong.map(({ expression, ours, verdict }) => `${verdict}: ${expression} is ${canonical(ours.value)}`),
    ).toEqual([]);
    expect(judged.filter(({ verdict }) => verdict === 'same').length).toBeGreaterThan(200);
  }, 120_000);

  test('configurations: the same instances with the same values', () => {
    const judged = judgeCases(fc.sample(cases, { numRuns: 15, seed }));
    const wrong = judged.flatMap(({ differences }) => differences.filter(({ verdict }) => isContradiction(verdict)));
    expect(wrong.map(({ address, verdict }) => `${verdict}: ${address}`)).toEqual([]);
    expect(judged.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(100);
  }, 120_000);
});
