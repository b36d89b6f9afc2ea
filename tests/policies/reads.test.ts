import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeFacts } from '../../src/decide/encode-facts.ts';
import { type Bundle, decide, loadBundle } from '../../src/decide/index.ts';
import { factsOfCase } from '../../src/maintain/policies/assess-case.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import { policiesFolder as root } from '../maintain/opa.ts';

const read = (name: string) => readFileSync(join(root, 'bundle', name));
const bundle = loadBundle({
  wasm: read('policy.wasm'),
  catalogue: read('catalogue.json'),
  manifest: read('manifest.json'),
  from: 'policies/bundle',
});
const limits = { timeoutMs: 60_000, budgetSteps: 1_000_000_000, memoryMiB: 512, clock: () => 0 };

test('what no policy reads changes no verdict when it is left out', () => {
  const whole: Bundle = { ...bundle, reads: { resources: null, data: null } };
  for (const { cases } of findPolicySources(root).policies) {
    for (const file of cases.slice(0, 2)) {
      const facts = factsOfCase(root, file);
      expect(decide(facts, bundle, limits)).toEqual(decide(facts, whole, limits));
    }
  }
});

test('and it is left out', () => {
  const [first = ''] = findPolicySources(root).policies.flatMap(({ cases }) => cases);
  const facts = factsOfCase(root, first);
  const [resource] = Object.values(facts.resources).flat();
  if (resource === undefined) throw new Error(`${first} has no resources`);
  const more = { ...facts, resources: { ...facts.resources, aws_never_read: [resource] } };
  expect(bundle.reads.resources).not.toContain('aws_never_read');
  expect([...encodeFacts(more, bundle.reads)]).toEqual([...encodeFacts(facts, bundle.reads)]);
  expect([...encodeFacts(more, { resources: null, data: null })].join('')).toContain('"aws_never_read"');
});
