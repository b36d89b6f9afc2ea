/**
 * `npm run policies`: checks every policy, runs its unit tests, compiles all of them and writes `policies/bundle/`.
 * `--check` writes nothing: it builds anew and fails on one different byte. `--draft` compiles policies that still lack cases or
 * coverage. `--policies DIR` does the same for another folder that is laid out like `policies/`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BundleBytes, buildBundle } from './policies/build-bundle.ts';
import { checkSources, checkWithOpa, testWithOpa } from './policies/check-policies.ts';
import { findOpa, type Opa, pinnedOpaVersion } from './policies/find-opa.ts';
import { findPolicySources } from './policies/policy-sources.ts';
import { type Problem, renderProblem } from './policies/problem.ts';

const own = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'policies');
const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    draft: { type: 'boolean', default: false },
    policies: { type: 'string', default: own },
  },
});
const policies = resolve(options.policies);
const bundleFolder = join(policies, 'bundle');

/** What a policy may lack while it is being written. */
const draftRules = ['cases', 'coverage'];

function compile(opa: Opa, checkOnly: boolean): number {
  const sources = findPolicySources(policies);
  const checked = checkSources(opa, policies, sources);
  const tested = testWithOpa(opa, policies, sources);
  const all = [...checked.problems, ...checkWithOpa(opa, policies), ...tested.problems];
  const problems = options.draft ? all.filter(({ rule }) => !draftRules.includes(rule)) : all;
  if (problems.length > 0) return fail(problems);
  const built = buildBundle(opa, policies, sources, checked.entries);
  if ('problems' in built) return fail(built.problems);
  const different = checkOnly ? differences(built.bundle) : [];
  if (different.length > 0) return fail(different);
  if (!checkOnly) write(built.bundle);
  const done = checkOnly ? 'are what policies/bundle/ holds' : 'compiled into policies/bundle/';
  process.stdout.write(`${checked.entries.length} policies, ${tested.tests} unit tests: ${done}\n`);
  return 0;
}

function fail(problems: readonly Problem[]): number {
  for (const problem of problems) process.stderr.write(`${renderProblem(problem)}\n`);
  process.stderr.write(
    `${problems.length} problem${problems.length === 1 ? '' : 's'} in policies/; nothing was written\n`,
  );
  return 1;
}

function differences(bundle: BundleBytes): Problem[] {
  return [...bundle].flatMap(([name, bytes]) => {
    const path = join(bundleFolder, name);
    if (existsSync(path) && readFileSync(path).equals(bytes)) return [];
    return [
      { file: `bundle/${name}`, rule: 'stale', what: 'is not what the sources give', help: 'run `npm run policies`' },
    ];
  });
}

function write(bundle: BundleBytes): void {
  mkdirSync(bundleFolder, { recursive: true });
  for (const [name, bytes] of bundle) writeFileSync(join(bundleFolder, name), bytes);
}

const opa = findOpa(own, true);
if (opa === undefined) {
  const version = pinnedOpaVersion(own);
  process.stderr.write(
    `OPA ${version} is neither on PATH nor to be had as a Go tool: nothing was checked or compiled\n` +
      `  help: install Go, or put the \`opa\` of exactly version ${version} on PATH\n`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = compile(opa, options.check);
}
