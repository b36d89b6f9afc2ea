/** Which folders are root modules, where a folder that holds none itself is named. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rootsAmong } from '../../src/ingest/root-modules.ts';
import { memoryFiles } from './memory-files.ts';
import { read, resourcesOf, told } from './read.ts';

const vpc = (name: string) => `resource "aws_vpc" "${name}" {}\n`;
const call = (source: string) => `module "m" {\n  source = "${source}"\n}\n`;

/** Stacks as `name: folder`. */
function rootsOf(contents: Record<string, string>, inputs: readonly string[] = ['.']): readonly string[] {
  return read(contents, inputs).stacks.map((stack) => {
    return `${stack.name}: ${stack.kind === 'source' ? stack.module.folder : stack.from}`;
  });
}

const repository = {
  'envs/dev/main.tf': call('../../modules/net'),
  'envs/prod/main.tf': call('../../modules/net'),
  'modules/net/main.tf': call('./subnet'),
  'modules/net/subnet/main.tf': vpc('v'),
  'modules/lonely/main.tf': vpc('l'),
  'docs/index.md': '',
  '.terraform/modules/x/main.tf': vpc('hidden'),
  'node_modules/x/main.tf': vpc('library'),
};

describe('a folder without Terraform files', () => {
  test('every folder below that none of the others calls is a root module', () => {
    expect(rootsOf(repository)).toEqual([
      'envs/dev: envs/dev',
      'envs/prod: envs/prod',
      'modules/lonely: modules/lonely',
    ]);
  });

  test('what another input calls is no root module, unless it is named itself', () => {
    expect(rootsOf(repository, ['envs/prod', 'modules'])).toEqual([
      'envs/prod: envs/prod',
      'modules/lonely: modules/lonely',
    ]);
    expect(rootsOf(repository, ['envs/prod', 'modules/net'])).toEqual([
      'envs/prod: envs/prod',
      'modules/net: modules/net',
    ]);
  });

  test('a sole root needs no name', () => {
    expect(rootsOf({ 'infra/main.tf': vpc('v'), 'README.md': '' })).toEqual([': infra']);
  });

  test('outputs of CDKTF are found as well, and are not looked into for root modules', () => {
    const contents = {
      'app/cdktf.out/manifest.json': JSON.stringify({
        version: '0.21.0',
        stacks: { net: { name: 'net', synthesizedStackPath: 'stacks/net/cdk.tf.json' } },
      }),
      'app/cdktf.out/stacks/net/cdk.tf.json': JSON.stringify({ resource: { aws_vpc: { v: {} } } }),
      'infra/main.tf': vpc('v'),
    };
    expect(rootsOf(contents)).toEqual(['infra: infra', 'net: app/cdktf.out/stacks/net']);
  });

  test('an output of CDKTF hides no root module beside it', () => {
    const contents = {
      'cdktf.out/manifest.json': JSON.stringify({
        version: '0.21.0',
        stacks: { net: { name: 'net', synthesizedStackPath: 'stacks/net/cdk.tf.json' } },
      }),
      'cdktf.out/stacks/net/cdk.tf.json': JSON.stringify({ resource: { aws_vpc: { v: {} } } }),
      'infra/main.tf': vpc('v'),
    };
    expect(rootsOf(contents)).toEqual(['infra: infra', 'net: cdktf.out/stacks/net']);
  });

  test('a manifest of something else beside a folder of that name is no output of CDKTF', () => {
    const contents = { 'live/manifest.json': '{"name": "web"}', 'live/stacks/prod/main.tf': vpc('v') };
    expect(rootsOf(contents)).toEqual([': live/stacks/prod']);
    expect(rootsOf(contents, ['live'])).toEqual([': live/stacks/prod']);
  });

  test('folders that call each other in a ring are read from one of them, and the ring is told', () => {
    const ring = { 'a/main.tf': call('../b') + vpc('a'), 'b/main.tf': call('../a') + vpc('b') };
    const { stacks, diagnostics } = read(ring, ['.']);
    expect(stacks.map((stack) => stack.kind === 'source' && resourcesOf(stack.module))).toEqual([['aws_vpc.a {  }']]);
    expect(told(diagnostics).join()).toContain('it calls itself');
  });

  test('more folders than anybody has are refused, not passed over', () => {
    const deep = { [`${'x/'.repeat(40)}main.tf`]: vpc('v'), 'infra/main.tf': vpc('v') };
    expect(() => read(deep, ['.'])).toThrow('too many folders');
  });
});

test('folders below a root module that it does not call are told of', () => {
  const contents = { 'main.tf': call('./used'), 'used/main.tf': vpc('u'), 'examples/all/main.tf': vpc('e') };
  expect(told(read(contents, ['.']).diagnostics)).toEqual([
    'examples/all/main.tf:1:1 other-folders: . does not call the Terraform files in examples/all',
  ]);
  expect(told(read(contents, ['.', 'examples/all']).diagnostics)).toEqual([]);
});

test('every folder with Terraform files is reached from a root, whoever calls whom', () => {
  const calls = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 10 });
  fc.assert(
    fc.property(calls, (pairs) => {
      const folders = Array.from({ length: 6 }, (_, index) => `f${index}`);
      const targets = (index: number) => [...new Set(pairs.filter(([from]) => from === index).map(([, to]) => to))];
      const contents = Object.fromEntries(
        folders.map((folder, index) => {
          const blocks = targets(index).map((to) => `module "m${to}" {\n  source = "../f${to}"\n}\n`);
          return [`${folder}/main.tf`, blocks.join('') + vpc('v')];
        }),
      );
      const roots = rootsAmong(memoryFiles(contents), folders);
      const reached = new Set<number>();
      const waiting = roots.map((root) => Number(root.slice(1)));
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (reached.has(next)) continue;
        reached.add(next);
        waiting.push(...targets(next));
      }
      expect([...reached].sort()).toEqual([0, 1, 2, 3, 4, 5]);
      // Nobody is judged twice: whoever is called by another folder is a root only as the first of a ring.
      for (const root of roots) {
        const callers = folders.filter((_, index) => `f${index}` !== root && targets(index).includes(Number(root[1])));
        const below = new Set<number>();
        const open = targets(Number(root[1]));
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
          if (below.has(next)) continue;
          below.add(next);
          open.push(...targets(next));
        }
        for (const caller of callers) expect(below).toContain(Number(caller.slice(1)));
      }
    }),
    { numRuns: 200 },
  );
});
