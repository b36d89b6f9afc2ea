import { expect, test } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';
import { testHost } from './test-host.ts';

async function shownAt(times: readonly number[], terminal: boolean): Promise<string[]> {
  const shown: string[] = [];
  const clock = [...times];
  const host = testHost('/', {
    clock: () => clock.shift() ?? 0,
    status: terminal ? (text) => void shown.push(text) : undefined,
  });
  const progress = new Progress(host);
  await progress.over(async () => {
    await Promise.resolve();
    for (const _ of times.slice(1)) progress.step('evaluating');
  });
  return shown;
}

test.each([
  ['nothing in the first second', [0, 10, 999], true, []],
  [
    'a line after it, which is cleared at the end',
    [0, 10, 1000, 2600],
    true,
    ['evaluating (1 s)', 'evaluating (3 s)', ''],
  ],
  ['nothing where stderr is no terminal', [0, 5000], false, []],
])('%s', async (_situation, times, terminal, shown) => {
  expect(await shownAt(times, terminal)).toEqual(shown);
});
