/** The repository's own stacks: what the gate judges in process, what CDKTF writes, the same as HCL, and planned. */
import { expect, test } from 'vitest';
import { loadSettings } from '../../src/gate/index.ts';
import type { JsonObject } from '../../src/model/index.ts';
import type { Resolved } from '../../src/resolve/index.ts';
import { environmentNames, readEnvironment } from '../../stacks/environment.ts';
import { judge, ownSettings, root, synthesize } from '../stacks/synthesize.ts';
import { toHcl } from './to-hcl.ts';
import { toPlan } from './to-plan.ts';
import { factsOf, resolved, verdictsOn } from './verdicts.ts';

const { declarations } = loadSettings({ file: ownSettings, folder: root });

function verdicts(from: Resolved): readonly string[] {
  return verdictsOn(factsOf(from, declarations));
}

test.each(environmentNames())('%s', (name) => {
  // Throws if the gate that judges in process is closed.
  const { outdir, stacks } = synthesize(readEnvironment(name));
  const { gate, population } = judge(outdir);
  expect(gate).toBe('open');
  const judged = population
    .filter(({ outcome }) => outcome !== 'not-applicable')
    .map(({ policy, subject, outcome }) => `${policy} ${subject.id} ${outcome === 'waived' ? 'fail' : outcome}`)
    .sort();

  const named = Object.entries(stacks).map(([stack, json]) => [`${name}-${stack}`, json] as const);
  const written = Object.fromEntries(named.map(([stack, json]) => [`${stack}/cdk.tf.json`, JSON.stringify(json)]));
  const folders = named.map(([stack]) => stack);
  const json = resolved(written, ...folders);
  expect(verdicts(json)).toEqual(judged);

  const hcl = Object.fromEntries(named.map(([stack, one]) => [`${stack}/main.tf`, toHcl(one)]));
  expect(verdicts(resolved(hcl, ...folders)), 'HCL').toEqual(judged);

  const plans = Object.fromEntries(named.map(([stack, one]) => [`${stack}.json`, planOf(one, stack, json)]));
  const both = resolved({ ...hcl, ...plans }, ...folders, ...Object.keys(plans));
  expect(both.stacks.map(({ name: stack, from }) => `${stack} ${from}`).sort()).toEqual(
    folders.map((stack) => `${stack} plan`).sort(),
  );
  expect(verdicts(both), 'plans with their folders').toEqual(judged);
});

/** The plan of one stack of several. */
function planOf(stack: JsonObject, name: string, all: Resolved): string {
  const own = <Part extends { readonly stack: string }>(parts: readonly Part[]) =>
    parts.filter((part) => part.stack === name);
  const one = { ...all, instances: own(all.instances), variables: own(all.variables) };
  return JSON.stringify(toPlan(stack, one, 'computed'));
}
