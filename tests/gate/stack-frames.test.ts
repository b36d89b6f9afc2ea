import { expect, test } from 'vitest';
import { readFrames } from '../../src/gate/stack-frames.ts';

test.each([
  [
    'a call',
    '    at new Vault (/app/vault.ts:6:1)',
    { file: '/app/vault.ts', line: 6, column: 1, callee: 'new Vault' },
  ],
  ['the top level of a script', '    at /app/main.ts:9:3', { file: '/app/main.ts', line: 9, column: 3, callee: '' }],
  ['an ES module', '    at file:///app/main.ts:9:3', { file: '/app/main.ts', line: 9, column: 3, callee: '' }],
  [
    'an ES module in a folder with a space',
    '    at build (file:///my%20app/main.ts:9:3)',
    { file: '/my app/main.ts', line: 9, column: 3, callee: 'build' },
  ],
  [
    "a loader's query",
    '    at f (file:///app/main.ts?tsx-namespace=1:9:3)',
    { file: '/app/main.ts', line: 9, column: 3, callee: 'f' },
  ],
  [
    'a folder with parentheses',
    '    at new Vault (/app (copy)/vault.ts:6:1)',
    { file: '/app (copy)/vault.ts', line: 6, column: 1, callee: 'new Vault' },
  ],
  [
    'a folder with parentheses at the top level',
    '    at /app (copy)/vault.ts:6:1',
    { file: '/app (copy)/vault.ts', line: 6, column: 1, callee: '' },
  ],
  [
    'a method with an alias',
    '    at A.b [as c] (/app/a.ts:1:2)',
    { file: '/app/a.ts', line: 1, column: 2, callee: 'A.b [as c]' },
  ],
  ['an async frame', '    at async main (/app/a.ts:1:2)', { file: '/app/a.ts', line: 1, column: 2, callee: 'main' }],
  ['an async top level', '    at async file:///app/a.ts:1:2', { file: '/app/a.ts', line: 1, column: 2, callee: '' }],
])('%s is read', (_situation, line, frame) => {
  expect(readFrames(`Error: some message\n${line}`)).toEqual([frame]);
});

test.each([
  ['internals of Node', '    at Module._compile (node:internal/modules/cjs/loader:1554:14)'],
  ['native code', '    at Array.map (native)'],
  ['anonymous scripts', '    at Array.map (<anonymous>)'],
  ['evaluated code', '    at eval (eval at f (/app/a.ts:1:2), <anonymous>:1:1)'],
  ['a data URL', '    at data:text/javascript,x:1:1'],
  ['an index without a place', '    at Promise.all (index 0)'],
  ['a line of the message that looks like one', 'at /app/a.ts'],
])('%s are left out', (_situation, line) => {
  expect(readFrames(`Error\n${line}`)).toEqual([]);
});

test('frames keep their order, innermost first', () => {
  const stack = 'Error\n    at a (/x/a.ts:1:1)\n    at b (/x/b.ts:2:2)\n    at /x/c.ts:3:3';
  expect(readFrames(stack).map(({ file }) => file)).toEqual(['/x/a.ts', '/x/b.ts', '/x/c.ts']);
});
