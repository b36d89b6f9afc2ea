/**
 * `npm run mutate [<domain>/<policy>...]`: takes one thing out of each policy at a time and asks whether some case notices. Exit 1
 * when one survives: then a case is missing, or the thing was not needed.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { factsOfCase } from './policies/assess-case.ts';
import { findOpa, type Opa, pinnedOpaVersion } from './policies/find-opa.ts';
import { killMutants, type Survivors } from './policies/kill-mutants.ts';
import { mutantsOf } from './policies/mutants.ts';
import { findPolicySources, type PolicySource, type PolicySources } from './policies/policy-sources.ts';
import { parseModule } from './policies/syntax-tree.ts';

const own = resolve(import.meta.dirname, '..', '..', 'policies');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { policies: { type: 'string', default: own } },
});
const root = resolve(options.policies);

function mutate(opa: Opa, sources: PolicySources, policy: PolicySource): Survivors {
  const module = parseModule(opa, root, policy.rego);
  if ('trouble' in module) throw new Error(module.trouble);
  const text = readFileSync(join(root, policy.rego), 'utf8');
  const facts = policy.cases.map((file) => JSON.stringify(factsOfCase(root, file)));
  return killMutants(opa, root, sources.library, { id: policy.id, text, mutants: mutantsOf(module, text), facts });
}

function run(opa: Opa): number {
  const sources = findPolicySources(root);
  const chosen = sources.policies.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  if (chosen.length === 0) throw new Error(`no policy is called ${positionals.join(' or ')}`);
  let [killed, survived] = [0, 0];
  for (const policy of chosen) {
    const { survivors, ...counts } = mutate(opa, sources, policy);
    killed += counts.killed;
    survived += survivors.length;
    for (const { line, what } of survivors)
      process.stdout.write(`policies/${policy.rego}:${line}: ${what}: no case notices\n`);
  }
  const share = ((100 * killed) / Math.max(1, killed + survived)).toFixed(1);
  process.stdout.write(
    `${chosen.length} policies, ${killed + survived} mutants: ${killed} noticed, ${survived} not (${share} %)\n`,
  );
  return survived === 0 ? 0 : 1;
}

const opa = findOpa(own, true);
if (opa === undefined) {
  process.stderr.write(`skipped: OPA ${pinnedOpaVersion(own)} is neither on PATH nor to be had as a Go tool\n`);
  process.exitCode = 2;
} else {
  process.exitCode = run(opa);
}
