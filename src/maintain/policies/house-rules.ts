/** What OPA's own checks let pass and this house does not: architecture page, "One policy". Each rule looks at one syntax tree. */

import { nearest } from '../../diagnostics/index.ts';
import type { PolicyEntry } from '../../shapes/catalogue.ts';
import { findPathProblems } from './attribute-paths.ts';
import { findHoleProblems } from './message-holes.ts';
import { findNegationProblems } from './negation.ts';
import { at, type Problem } from './problem.ts';
import { usesFactsSchema } from './read-metadata.ts';
import { asCall, type Module, nodesOf, refSteps, ruleName } from './syntax-tree.ts';

const publicRules = ['subjects', 'violations', 'undecided'];

/** Built-ins and their families that a policy must do without, and why. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/^(sprintf|print|trace|format_int)$/, 'a policy returns data, not sentences: the words stand in METADATA'],
  [/^time\./, 'a verdict does not depend on the clock'],
  [/^(rand|uuid)\./, 'a verdict does not depend on chance'],
  [/^(http|net\.lookup|opa\.runtime|providers)\b/, 'a policy sees its input and nothing else'],
  [/^rego\.metadata\./, 'metadata is read when policies are compiled, not when they run'],
  [/^(json\.unmarshal|yaml\.|base64)/, 'text is parsed before policies see it, so that an unknown stays an unknown'],
];

export function checkPolicy(module: Module, id: string, entry: PolicyEntry | undefined): Problem[] {
  return [
    ...checkPackage(module, ['policies', ...id.split('/')]),
    ...checkPublicRules(module),
    ...checkBuiltIns(module),
    ...findNegationProblems(module),
    ...checkRawValues(module),
    ...findPathProblems(module),
    ...(entry === undefined ? [] : findHoleProblems(module, entry)),
  ];
}

export function checkLibrary(module: Module): Problem[] {
  const steps = module.file.replace(/\.rego$/, '').split('/');
  if (steps.at(-1) === steps.at(-2)) steps.pop();
  return [
    ...checkPackage(module, steps),
    ...checkBuiltIns(module),
    ...findNegationProblems(module),
    ...checkLibraryMetadata(module),
  ];
}

function* checkLibraryMetadata(module: Module): Generator<Problem> {
  const found = module.annotations.find(({ scope }) => scope === 'package');
  for (const field of ['title', 'description']) {
    const text = found?.[field];
    if (typeof text === 'string' && text.trim() !== '') continue;
    yield { file: module.file, line: 1, rule: 'metadata', what: `METADATA of the package lacks \`${field}\`` };
  }
  const readsInput = [...nodesOf(module.rules)].some((node) => refSteps(node)?.[0] === 'input');
  for (const what of readsInput ? usesFactsSchema(found) : [])
    yield { file: module.file, line: 1, rule: 'metadata', what };
}

export function checkPolicyTest(module: Module, id: string): Problem[] {
  const [domain = '', name = ''] = id.split('/');
  const names = module.rules
    .map((rule) => ({ name: ruleName(rule), line: rule.location?.row }))
    .filter((rule) => rule.name.startsWith('test_') && !/^test_(invalid|valid|unknown)_[a-z0-9_]+$/.test(rule.name));
  return [
    ...checkPackage(module, ['policies', domain, `${name}_test`]),
    ...names.map(({ name: test, line }) => ({
      file: module.file,
      ...(line === undefined ? {} : { line }),
      rule: 'test-name',
      what: `${test} is not named test_<invalid|valid|unknown>_<situation>`,
    })),
  ];
}

function checkPackage(module: Module, expected: readonly string[]): Problem[] {
  if (module.package.join('/') === expected.join('/')) return [];
  return [
    {
      file: module.file,
      line: module.packagePlace.row,
      rule: 'package',
      what: `package is ${refOf(module.package)}; its path says ${refOf(expected)}`,
    },
  ];
}

function refOf(steps: readonly string[]): string {
  return steps
    .map((step, index) => (/^[a-z_]\w*$/i.test(step) ? `${index === 0 ? '' : '.'}${step}` : `["${step}"]`))
    .join('');
}

function* checkPublicRules(module: Module): Generator<Problem> {
  for (const name of publicRules) {
    const rules = module.rules.filter((rule) => ruleName(rule) === name);
    if (rules.length === 0)
      yield { file: module.file, line: 1, rule: 'three-rules', what: `rule \`${name}\` is missing` };
    for (const { head, location } of rules) {
      if (head.key !== undefined && head.value === undefined && head.ref.length === 1) continue;
      yield at(module, location, 'three-rules', `\`${name}\` is a set: write \`${name} contains ... if ...\``);
    }
  }
  for (const rule of module.rules) {
    const name = ruleName(rule);
    if (publicRules.includes(name) || name.startsWith('_')) continue;
    const meant = nearest(name, publicRules);
    const what = `\`${name}\` is not one of the three public rules; private ones start with an underscore`;
    yield {
      ...at(module, rule.location, 'three-rules', what),
      ...(meant === undefined ? {} : { help: `did you mean \`${meant}\`?` }),
    };
  }
}

function* checkBuiltIns(module: Module): Generator<Problem> {
  for (const node of nodesOf(module.rules)) {
    const call = asCall(node);
    const name = call?.operator.join('.');
    const reason = name === undefined ? undefined : forbidden.find(([pattern]) => pattern.test(name))?.[1];
    if (reason !== undefined) yield at(module, call?.place, 'built-in', `\`${name}\` is not for policies: ${reason}`);
    if ('type' in node && node.type === 'templatestring') {
      yield at(
        module,
        (node as { location?: { row: number } }).location,
        'built-in',
        `a template string is not for policies: ${forbidden[0]?.[1]}`,
      );
    }
  }
}

/**
 * A value that is not known is an object, and every operator has some answer for an object: `x != true` is true of it.
 * So attributes are read through the library, which gives three answers.
 */
function* checkRawValues(module: Module): Generator<Problem> {
  for (const node of nodesOf(module.rules)) {
    const steps = refSteps(node);
    if (steps === undefined || steps.indexOf('values') < 1) continue;
    const { location } = node as { location?: { row: number } };
    const what = `\`${steps.join('.')}\` reads an attribute past its unknowns; use data.lib.attribute`;
    yield at(module, location, 'raw-values', what);
  }
}
