/**
 * `npm run policies`: checks every policy, runs its unit tests, compiles all of them and writes `policies/bundle/`, a page for each
 * policy and the index. `--check` writes nothing: it builds anew and fails on one different byte. `--draft` compiles policies that
 * still lack cases or coverage, and writes no pages. `--policies DIR` does the same for another folder that is laid out like `policies/`.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BundleBytes, buildBundle } from './policies/build-bundle.ts';
import { checkSources, checkWithOpa, testWithOpa } from './policies/check-policies.ts';
import { findOpa, type Opa, pinnedOpaVersion } from './policies/find-opa.ts';
import { findReads } from './policies/find-reads.ts';
import { findPolicySources, type PolicySources } from './policies/policy-sources.ts';
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

/** What a policy may lack while it is being written. */
const draftRules = ['cases', 'coverage'];

async function compile(opa: Opa, checkOnly: boolean): Promise<number> {
  const sources = findPolicySources(policies);
  const checked = checkSources(opa, policies, sources);
  const tested = testWithOpa(opa, policies, sources);
  const all = [...checked.problems, ...checkWithOpa(opa, policies), ...tested.problems];
  const problems = options.draft ? all.filter(({ rule }) => !draftRules.includes(rule)) : all;
  if (problems.length > 0) return fail(problems);
  const built = buildBundle(opa, policies, sources, checked.entries, findReads(checked.modules));
  if ('problems' in built) return fail(built.problems);
  const files = new Map<string, Uint8Array>([...built.bundle].map(([name, bytes]) => [`bundle/${name}`, bytes]));
  if (!options.draft)
    for (const [path, text] of await pagesOf(built.bundle, sources)) files.set(path, Buffer.from(text));
  const different = [...files].filter(([path, bytes]) => !isOnDisk(path, bytes)).map(([path]) => path);
  if (checkOnly && different.length > 0) return fail(different.map(stale));
  if (!checkOnly) for (const path of different) write(path, files.get(path));
  const done = checkOnly
    ? 'all that is generated from them is up to date'
    : `${different.length} generated files written`;
  process.stdout.write(`${checked.entries.length} policies, ${tested.tests} unit tests: ${done}\n`);
  return 0;
}

/** Loaded here: a draft compiles while the rooms that judge its cases do not. */
async function pagesOf(bundle: BundleBytes, sources: PolicySources): Promise<ReadonlyMap<string, string>> {
  const { renderPages } = await import('./policies/render-pages.ts');
  return renderPages(policies, bundle, sources);
}

function fail(problems: readonly Problem[]): number {
  for (const problem of problems) process.stderr.write(`${renderProblem(problem)}\n`);
  process.stderr.write(
    `${problems.length} problem${problems.length === 1 ? '' : 's'} in policies/; nothing was written\n`,
  );
  return 1;
}

function isOnDisk(path: string, bytes: Uint8Array): boolean {
  const file = join(policies, path);
  return existsSync(file) && readFileSync(file).equals(bytes);
}

function stale(path: string): Problem {
  return { file: path, rule: 'stale', what: 'is not what the sources give', help: 'run `npm run policies`' };
}

/** In one step, so that a kill in the middle leaves the old file. */
function write(path: string, bytes: Uint8Array = new Uint8Array()): void {
  const file = join(policies, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, bytes);
  renameSync(`${file}.new`, file);
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
  process.exitCode = await compile(opa, options.check);
}
