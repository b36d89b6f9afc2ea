import { expect, test } from 'vitest';
import { collectGarbage } from '../../src/cli/collect-garbage.ts';

test('what nobody holds is gone afterwards', async () => {
  const held = { of: new Array(1000).fill(0) };
  const garbage = new WeakRef({ of: new Array(1000).fill(0) });
  const kept = new WeakRef(held);
  // A weak reference keeps what it was asked for until the job ends.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(garbage.deref()).toBeUndefined();
  expect(kept.deref()).toBe(held);
});
