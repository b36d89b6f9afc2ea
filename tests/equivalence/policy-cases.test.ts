/**
 * The same infrastructure in every form that can be read has the same verdicts: each case of each policy, which is Terraform JSON,
 * is printed as HCL, written as CDKTF would, and planned as Terraform and the provider would.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import type { JsonObject } from '../../src/model/index.ts';
import { toCdktf } from './to-cdktf.ts';
import { toHcl } from './to-hcl.ts';
import { toPlan } from './to-plan.ts';
import { asPlansShow, declarationsOf, factsOf, resolved, root, UNSEEN, verdictsOn } from './verdicts.ts';

const { policies, library } = findPolicySources(root);

test.each([...UNSEEN])('no policy reads %s', (field) => {
  const rego = [...library, ...policies.map((policy) => policy.rego)];
  const reads = new RegExp(String.raw`\.${field}\b|\["${field}"\]`);
  expect(rego.filter((file) => reads.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

const isConfiguration = (file: string): boolean => file.endsWith('.tf.json');

describe.each(policies.map(({ id, cases }) => [id, cases.filter(isConfiguration)] as const))('%s', (_policy, cases) => {
  test.each(cases.map((file) => [file.slice(file.lastIndexOf('/') + 1), file] as const))('%s', (_name, file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const stack = JSON.parse(text) as JsonObject;
    const declarations = declarationsOf(file);
    const json = resolved({ 'in/main.tf.json': text }, 'in');
    const verdicts = verdictsOn(factsOf(json, declarations));
    const hcl = resolved({ 'in/main.tf': toHcl(stack) }, 'in');
    expect(verdictsOn(factsOf(hcl, declarations)), 'HCL').toEqual(verdicts);
    const cdktf = resolved(toCdktf(stack), 'cdktf.out');
    expect(verdictsOn(factsOf(cdktf, declarations)), 'CDKTF').toEqual(verdicts);

    const shown = verdictsOn(factsOf(asPlansShow(json), declarations));
    for (const provider of ['optional', 'computed'] as const) {
      const plan = JSON.stringify(toPlan(stack, json, provider));
      const planned = resolved({ 'plan.json': plan }, 'plan.json');
      expect(verdictsOn(factsOf(planned, declarations)), `a plan, ${provider}`).toEqual(shown);
      const both = resolved({ 'plan.json': plan, 'in/main.tf': toHcl(stack) }, 'in', 'plan.json');
      expect(both.stacks.length).toBe(1);
      expect(verdictsOn(factsOf(both, declarations)), `a plan with its folder, ${provider}`).toEqual(verdicts);
    }
  });
});
