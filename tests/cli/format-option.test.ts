import { expect, test } from 'vitest';
import { readFormats } from '../../src/cli/format-option.ts';
import { StopError } from '../../src/diagnostics/index.ts';

test.each([
  ['none given', [], [{ format: 'text' }]],
  ['one', ['json'], [{ format: 'json' }]],
  ['to a file', ['sarif=out.sarif'], [{ format: 'sarif', file: 'out.sarif' }]],
  ['a file whose name has an equals sign', ['json=a=b.json'], [{ format: 'json', file: 'a=b.json' }]],
  [
    'stdout and files',
    ['text', 'json=a', 'json=b'],
    [{ format: 'text' }, { format: 'json', file: 'a' }, { format: 'json', file: 'b' }],
  ],
])('%s', (_situation, given, outputs) => {
  expect(readFormats(given)).toEqual(outputs);
});

test.each([
  ['an unknown name', ['yaml'], 'format yaml is unknown', 'allowed: text, json, sarif'],
  ['a misspelt name', ['jsn'], 'format jsn is unknown', 'did you mean json? allowed: text, json, sarif'],
  [
    'no file after the sign',
    ['json='],
    'format json= names no file',
    'write --format json=FILE, or --format json for stdout',
  ],
  ['stdout twice', ['json', 'text'], 'two formats are to be written to stdout', /give all but one a file/],
  ['a file twice', ['json=a', 'sarif=a'], 'two formats are to be written to a', /a file of its own/],
])('%s is a stop', (_situation, given, message, help) => {
  let stop: unknown;
  try {
    readFormats(given);
  } catch (error) {
    stop = error;
  }
  expect(stop).toBeInstanceOf(StopError);
  expect((stop as StopError).message).toBe(message);
  expect((stop as StopError).help).toMatch(help);
});
