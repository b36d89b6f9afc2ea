/** All checks on the sources that need no compilation: syntax trees, METADATA, house rules, then OPA's own format, types and tests. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyEntry } from '../../shapes/catalogue.ts';
import { caseKinds, kindOf } from './case-expectation.ts';
import { type Opa, runOpa } from './find-opa.ts';
import { checkLibrary, checkPolicy, checkPolicyTest } from './house-rules.ts';
import { type PolicySource, type PolicySources, policyIdPattern } from './policy-sources.ts';
import type { Problem } from './problem.ts';
import { readMetadata } from './read-metadata.ts';
import { type Module, parseModule } from './syntax-tree.ts';

export interface Checked {
  readonly entries: readonly PolicyEntry[];
  readonly problems: readonly Problem[];
  /** Syntax trees of policies and library, tests left out. */
  readonly modules: readonly Module[];
}

export function checkSources(opa: Opa, root: string, sources: PolicySources): Checked {
  const entries: PolicyEntry[] = [];
  const modules: Module[] = [];
  const problems: Problem[] = sources.strays.map((file) => ({
    file,
    rule: 'layout',
    what: 'belongs to no policy: expected <domain>/<policy>/<policy>.rego, its _test.rego, or lib/',
  }));
  const parse = (file: string): Module | undefined => {
    const module = parseModule(opa, root, file);
    if (!('trouble' in module)) return module;
    problems.push({ file, rule: 'opa', what: module.trouble });
    return undefined;
  };
  for (const source of sources.policies) {
    problems.push(...checkLayout(root, source));
    const module = existsSync(join(root, source.rego)) ? parse(source.rego) : undefined;
    if (module !== undefined) {
      modules.push(module);
      const metadata = readMetadata(module, source.id);
      problems.push(...metadata.problems, ...checkPolicy(module, source.id, metadata.entry));
      if (metadata.entry !== undefined) entries.push(metadata.entry);
    }
    const test = existsSync(join(root, source.test)) ? parse(source.test) : undefined;
    if (test !== undefined) problems.push(...checkPolicyTest(test, source.id));
  }
  for (const file of sources.library) {
    const module = parse(file);
    if (module === undefined) continue;
    modules.push(module);
    problems.push(...checkLibrary(module));
  }
  problems.push(...findReusedIds(entries));
  return { entries, problems, modules };
}

/** An id means one policy for ever: waivers and reports of years ago name it. */
function findReusedIds(entries: readonly PolicyEntry[]): Problem[] {
  const names = entries.flatMap(({ id, formerly }) => [id, ...formerly].map((name) => ({ id, name })));
  return names
    .filter(({ name }, index) => names.findIndex((other) => other.name === name) !== index)
    .map(({ id, name }) => ({
      file: id,
      rule: 'id',
      what: `the id ${name} belongs to another policy, now or formerly`,
    }));
}

function* checkLayout(root: string, source: PolicySource): Generator<Problem> {
  const [, name = ''] = source.id.split('/');
  if (!policyIdPattern.test(source.id)) {
    yield {
      file: source.id,
      rule: 'layout',
      what: `${name} is named neither no-<what it forbids> nor require-<what it mandates>`,
    };
  }
  for (const file of [source.rego, source.test]) {
    if (!existsSync(join(root, file))) yield { file, rule: 'layout', what: 'is missing' };
  }
  for (const kind of caseKinds) {
    if (source.cases.some((path) => kindOf(path) === kind)) continue;
    yield { file: `${source.id}/cases`, rule: 'cases', what: `has no ${kind}-*.tf.json` };
  }
}

/** `opa fmt`, `opa check --strict` against the facts' schema, `opa test`, each in OPA's own words. */
export function checkWithOpa(opa: Opa, root: string): Problem[] {
  const folders = ['.'];
  const format = runOpa(opa, root, ['fmt', '--list', '--fail', ...folders]);
  const problems: Problem[] = format.stdout
    .split('\n')
    .filter((file) => file !== '')
    .map((file) => ({ file, rule: 'format', what: 'is not formatted', help: '`opa fmt --write` formats it' }));
  if (!format.ok && problems.length === 0) problems.push({ file: '.', rule: 'format', what: format.stderr.trim() });
  const schema = existsSync(join(root, 'schemas', 'facts.json'));
  if (!schema) {
    problems.push({
      file: 'schemas/facts.json',
      rule: 'schema',
      what: 'is missing',
      help: '`npm run schemas` writes it',
    });
  }
  const check = runOpa(opa, root, [
    'check',
    '--strict',
    ...(schema ? ['--schema', 'schemas'] : []),
    ...ignored,
    ...folders,
  ]);
  if (!check.ok) problems.push({ file: '.', rule: 'types', what: (check.stderr || check.stdout).trim() });
  return problems;
}

/** Data files beside the policies are not theirs. */
const ignored = ['--ignore', '*.json', '--ignore', '*.yaml', '--ignore', 'bundle'];

interface Coverage {
  readonly files: Readonly<
    Record<string, { readonly not_covered?: readonly { readonly start: { readonly row: number } }[] }>
  >;
}

/** Unit tests; a line of a policy or of the library that no test reaches is a problem. */
export function testWithOpa(opa: Opa, root: string, sources: PolicySources): { problems: Problem[]; tests: number } {
  const plain = runOpa(opa, root, ['test', ...ignored, '--format', 'json', '.']);
  const results = plain.stdout.trim().startsWith('[')
    ? (JSON.parse(plain.stdout) as { fail?: boolean; error?: unknown }[])
    : [];
  if (!plain.ok) {
    const told = runOpa(opa, root, ['test', ...ignored, '--verbose', '.']);
    return { problems: [{ file: '.', rule: 'test', what: (told.stdout + told.stderr).trim() }], tests: results.length };
  }
  if (results.length === 0) return { problems: [{ file: '.', rule: 'test', what: 'opa test ran no test' }], tests: 0 };
  const run = runOpa(opa, root, ['test', ...ignored, '--coverage', '--format', 'json', '.']);
  const coverage = JSON.parse(run.stdout) as Coverage;
  const files = [...sources.policies.map(({ rego }) => rego), ...sources.library];
  const problems = files.flatMap((file) => {
    const covered = coverage.files[file];
    if (covered === undefined) return [{ file, rule: 'coverage', what: 'no unit test reaches it' }];
    return (covered.not_covered ?? []).map(({ start }) => ({
      file,
      line: start.row,
      rule: 'coverage',
      what: 'no unit test reaches this line',
    }));
  });
  return { problems, tests: results.length };
}
