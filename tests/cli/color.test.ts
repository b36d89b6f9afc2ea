import { expect, test } from 'vitest';
import { isColored } from '../../src/cli/color.ts';
import { testHost } from './test-host.ts';

test.each([
  ['a terminal', {}, true, true, true],
  ['no terminal', {}, false, true, false],
  ['--no-color', { FORCE_COLOR: '1' }, true, false, false],
  ['NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, true, false],
  ['an empty NO_COLOR, which counts as none', { NO_COLOR: '' }, true, true, true],
  ['FORCE_COLOR without a terminal', { FORCE_COLOR: '1' }, false, true, true],
  ['FORCE_COLOR=0 on a terminal', { FORCE_COLOR: '0' }, true, true, false],
  ['a dumb terminal', { TERM: 'dumb' }, true, true, false],
])('%s', (_situation, environment, stdoutIsTerminal, option, colored) => {
  expect(isColored(testHost('/', { environment, stdoutIsTerminal }), option)).toBe(colored);
});
