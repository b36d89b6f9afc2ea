/** Both environments, whole: the gate is open, nothing is left open, and what is written can be told from nothing but the input. */
import { readdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { shapeOf } from '../../src/aws/provider-schema.ts';
import type { Assessment } from '../../src/judge/index.ts';
import { environmentNames, readEnvironment } from '../../stacks/environment.ts';
import { judge, root, type Synthesized, synthesize } from './synthesize.ts';
import { unknownAttributes } from './unknown-attributes.ts';

test('there are at least two environments', () => {
  expect(environmentNames()).toEqual(expect.arrayContaining(['production', 'staging']));
});

describe.each(environmentNames())('%s', (name) => {
  let synthesized: Synthesized;
  let assessment: Assessment;
  beforeAll(() => {
    synthesized = synthesize(readEnvironment(name));
    assessment = judge(synthesized.outdir);
  });

  test('passes the gate, with nothing failed, undecided, waived or without verdict', () => {
    expect(assessment.gate).toBe('open');
    const outcomes = new Set(assessment.population.map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual(['not-applicable', 'pass']);
    expect(assessment.findings).toEqual([]);
  });

  test('is read without a warning', () => {
    expect(assessment.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  test('is judged in all three stacks', () => {
    const judged = new Set(
      assessment.population.filter(({ outcome }) => outcome === 'pass').map(({ subject }) => subject.id.split('/')[0]),
    );
    expect([...judged].sort()).toEqual([`${name}-keys`, `${name}-network-hub`, `${name}-weights-vault`]);
  });

  test('writes only attributes that the provider has', () => {
    expect(shapeOf('aws_vpc', 'managed')).toBeDefined();
    expect(Object.values(synthesized.stacks).flatMap(unknownAttributes)).toEqual([]);
  });

  test('writes the same bytes again', () => {
    const again = synthesize(readEnvironment(name));
    expect(filesOf(again.outdir)).toEqual(filesOf(synthesized.outdir));
  });

  test('writes nothing of the machine it was synthesized on', () => {
    const text = Object.values(filesOf(synthesized.outdir)).join('\n');
    for (const trace of [root, homedir(), tmpdir(), process.cwd(), 'file://']) {
      expect(text).not.toContain(trace);
    }
  });

  test('writes no literal that should have been a variable', () => {
    const { variable = {} } = synthesized.stacks.keys as { readonly variable?: Record<string, object> };
    const secrets = Object.entries(variable);
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, declaration] of secrets) {
      expect(declaration).toMatchObject({ sensitive: true, nullable: false });
      expect(declaration).not.toHaveProperty('default');
    }
  });
});

/** Every file below a folder, by its name there. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(names.sort().map((name) => [name.slice(folder.length), readFileSync(name, 'utf8')]));
}
