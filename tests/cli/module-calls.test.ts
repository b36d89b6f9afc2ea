/** A finding in a module leads to the lines that called it: of a downloaded module they are the only ones that a user can change. */
import type { Log } from 'sarif';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Report } from '../../src/shapes/index.ts';
import { folderWith, testHost } from './test-host.ts';

const files = {
  'main.tf': [
    'module "outer" {',
    '  source   = "./outer"',
    '  for_each = toset(["a\\"].module.b[\\"c"])',
    '}',
    'module "bought" {',
    '  source = "example/bought/aws"',
    '}',
  ].join('\n'),
  'outer/main.tf': '\nmodule "inner" {\n  source = "./inner"\n}\n',
  'outer/inner/main.tf': '\n\nresource "aws_kms_key" "k" {}\n',
  '.terraform/modules/modules.json': JSON.stringify({
    Modules: [
      { Key: '', Source: '', Dir: '.' },
      { Key: 'bought', Source: 'registry.terraform.io/example/bought/aws', Dir: '.terraform/modules/bought' },
    ],
  }),
  '.terraform/modules/bought/main.tf': 'resource "aws_kms_key" "k" {}\n',
};

async function check(format: string): Promise<string> {
  const host = testHost(folderWith(files));
  await run(['check', '.', '--format', format], host);
  return host.out();
}

describe('text', () => {
  let frames: readonly string[];
  beforeAll(async () => {
    frames = (await check('text')).split('\n\n').filter((frame) => frame.includes('keys/require-rotation'));
  });

  test('a local module: the frame shows its own line, the calls stand below', () => {
    const local = frames.find((frame) => frame.includes('module.outer'));
    expect(local).toContain('╭─[outer/inner/main.tf:3:1]');
    expect(local).toMatch(
      /called {5}module\.outer\["a\\"\]\.module\.b\[\\"c"\] at main\.tf:1:1\n +module\.outer\[.*\]\.module\.inner at\s+outer\/main\.tf:2:1/,
    );
  });

  test('a downloaded module: the frame shows the call', () => {
    const bought = frames.find((frame) => frame.includes('module.bought'));
    expect(bought).toContain('╭─[main.tf:5:1]');
    expect(bought).toContain('written to .terraform/modules/bought/main.tf:1:1');
  });
});

test('JSON: the calls, outermost first', async () => {
  const { findings } = JSON.parse(await check('json')) as Report;
  const rotation = findings.filter(({ policy }) => policy === 'keys/require-rotation');
  expect(rotation.map(({ location }) => [location?.file, location?.line, location?.modules])).toEqual([
    ['.terraform/modules/bought/main.tf', 1, [{ address: 'module.bought', file: 'main.tf', line: 5, column: 1 }]],
    [
      'outer/inner/main.tf',
      3,
      [
        { address: 'module.outer["a\\"].module.b[\\"c"]', file: 'main.tf', line: 1, column: 1 },
        { address: 'module.outer["a\\"].module.b[\\"c"].module.inner', file: 'outer/main.tf', line: 2, column: 1 },
      ],
    ],
  ]);
});

test('SARIF: a result in a downloaded module stands at the call, and every link of a message has its location', async () => {
  const log = JSON.parse(await check('sarif')) as Log;
  const results = (log.runs[0]?.results ?? []).filter(({ ruleId }) => ruleId === 'keys/require-rotation');
  const places = results.map(({ locations, relatedLocations = [], message }) => ({
    at: locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    links: relatedLocations.map(({ id, physicalLocation }) => [id, physicalLocation?.artifactLocation?.uri]),
    named: [...(message.text ?? '').matchAll(/\]\((\d+)\)/g)].map(([, id]) => Number(id)),
  }));
  expect(places).toEqual([
    { at: 'main.tf', links: [[1, '.terraform/modules/bought/main.tf']], named: [1] },
    {
      at: 'outer/inner/main.tf',
      links: [
        [1, 'main.tf'],
        [2, 'outer/main.tf'],
      ],
      named: [1, 2],
    },
  ]);
});
