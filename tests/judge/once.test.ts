import { expect, test, vi } from 'vitest';
import { once } from '../../src/judge/once.ts';

test('nothing is read before the first question, and nothing twice', () => {
  const read = vi.fn<() => string | undefined>(() => undefined);
  const answer = once(read);
  expect(read).not.toHaveBeenCalled();
  expect([answer(), answer()]).toEqual([undefined, undefined]);
  expect(read).toHaveBeenCalledTimes(1);
});
