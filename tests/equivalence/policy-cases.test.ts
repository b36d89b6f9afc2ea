/**
 * The same infrastructure in every form that can be read has the same verdicts: each case of each policy, which is Terraform JSON,
 * is printed as HCL, written as CDKTF would, and planned as Terraform and the provider would.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import { loadBundle } from '../../src/decide/index.ts';
import { loadSettings } from '../../src/gate/index.ts';
import { type Configuration, readConfiguration } from '../../src/ingest/index.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import type { JsonObject } from '../../src/model/index.ts';
import { resolveConfiguration } from '../../src/resolve/index.ts';
import { memoryFiles } from '../ingest/memory-files.ts';
import { toCdktf } from './to-cdktf.ts';
import { toHcl } from './to-hcl.ts';
import { toPlan } from './to-plan.ts';

const root = resolve(import.meta.dirname, '..', '..', 'policies');
const read = (name: string) => readFileSync(join(root, 'bundle', name));
const bundle = loadBundle({
  wasm: read('policy.wasm'),
  catalogue: read('catalogue.json'),
  manifest: read('manifest.json'),
  from: 'policies/bundle',
});
const { policies } = findPolicySources(root);

/** Policy, subject, outcome of everything that was looked at, and what was said to be wrong with the input. */
function judged(contents: Readonly<Record<string, string>>, input: string, file: string): readonly string[] {
  const files = memoryFiles(contents);
  const configuration: Configuration = readConfiguration([input], files);
  const { population, diagnostics } = assess({
    configuration,
    files,
    bundles: [bundle],
    settings: settingsOf(file),
    now: new Date(0),
    clock: () => 0,
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ id }) => `error ${id}`);
  return [...population.map((row) => `${row.policy} ${row.subject.address} ${row.outcome}`).sort(), ...errors];
}

function settingsOf(file: string) {
  const beside = [file.replace(/\.tf\.json$/, '.sallyport.yaml'), join(dirname(file), 'sallyport.yaml')];
  return loadSettings({ file: beside.map((name) => join(root, name)).find(existsSync), folder: root });
}

describe.each(policies.map(({ id, cases }) => [id, cases.filter((file) => file.endsWith('.tf.json'))] as const))(
  '%s',
  (_policy, cases) => {
    test.each(cases.map((file) => [file.slice(file.lastIndexOf('/') + 1), file] as const))('%s', (_name, file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const stack = JSON.parse(text) as JsonObject;
      const json = judged({ 'in/main.tf.json': text }, 'in', file);
      const resolved = resolveConfiguration(readConfiguration(['in'], memoryFiles({ 'in/main.tf.json': text })));
      const plan = (provider: 'optional' | 'computed') =>
        judged({ 'plan.json': JSON.stringify(toPlan(stack, resolved, provider)) }, 'plan.json', file);
      expect(judged({ 'in/main.tf': toHcl(stack) }, 'in', file), 'HCL').toEqual(json);
      expect(judged(toCdktf(stack), 'cdktf.out', file), 'CDKTF').toEqual(json);
      expect(plan('optional'), 'a plan of a provider that computes nothing').toEqual(json);
      expect(plan('computed'), 'a plan of a provider that computes everything').toEqual(json);
    });
  },
);
