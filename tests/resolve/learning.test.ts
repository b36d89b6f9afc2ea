/** What is settled while something is unknown still holds when it is known. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../oracles/compare.ts';
import { expressions } from '../oracles/expressions.ts';
import { stillHolds } from '../oracles/judge.ts';
import { learnings } from '../oracles/learning.ts';
import { evaluateOutputs } from '../oracles/ours.ts';
import { prelude } from '../oracles/prelude.ts';

/** The order of a set with unknown elements may change with them, and in Terraform too it can be iterated over before. */
function unsettledSet(text: string): boolean {
  return /toset\(|setunion\(|setproduct\(/.test(text) && /half_l|module\.typed|\.id/.test(text);
}

test('learning an unknown never overturns a settled value', () => {
  const texts = fc
    .sample(expressions, { numRuns: 3000, seed: 7 })
    .filter((text) => text.length < 400 && !unsettledSet(text));
  const before = evaluateOutputs(prelude, texts);
  for (const { folder, rewrite } of learnings) {
    const after = evaluateOutputs(folder, texts.map(rewrite));
    const overturned = texts.flatMap((text, index) => {
      const [then, now] = [before[index], after[index]];
      if (then === undefined || now === undefined || then.troubles.length > 0) return [];
      return stillHolds(then.value, now) ? [] : [`${text} was ${canonical(then.value)} and is ${canonical(now.value)}`];
    });
    expect(overturned).toEqual([]);
  }
}, 60_000);
