/** What the READMEs say of the stacks holds. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentNames, readEnvironment } from '../../stacks/environment.ts';
import { judge, root, synthesize } from './synthesize.ts';

const stacks = ['network-hub', 'keys', 'weights-vault'];
const readme = (folder: string) => readFileSync(join(root, 'stacks', folder, 'README.md'), 'utf8');
const population = environmentNames().flatMap((name) => judge(synthesize(readEnvironment(name)).outdir).population);

describe.each(stacks)('%s', (stack) => {
  const held = [...(/\*\*Held by\*\*([\s\S]*?)\n\n/.exec(readme(stack))?.[1] ?? '').matchAll(/`([a-z0-9/-]+)`/g)];

  test('names policies, and each of them passes by name for something in the stack', () => {
    const passed = new Set(
      population
        .filter(({ outcome, subject }) => outcome === 'pass' && subject.id.split('/')[0]?.endsWith(`-${stack}`))
        .map(({ policy }) => policy),
    );
    expect(held.length).toBeGreaterThan(10);
    expect(held.map(([, policy = '']) => policy).filter((policy) => !passed.has(policy))).toEqual([]);
  });

  test('says what it defends, what it costs and what is left to do by hand', () => {
    for (const part of [/^\*\*Defends/m, /^\*\*Costs roughly\*\*/m, /^\*\*By hand\*\*/m])
      expect(readme(stack)).toMatch(part);
  });
});

test.each(['.', ...stacks])('links of %s lead somewhere', (folder) => {
  const file = join(root, 'stacks', folder, 'README.md');
  const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
});
