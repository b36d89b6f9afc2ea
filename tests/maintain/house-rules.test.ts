/** Each rule on a policy that keeps all of them but one: the scaffold with one thing changed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkSources } from '../../src/maintain/policies/check-policies.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import type { Problem } from '../../src/maintain/policies/problem.ts';
import { scaffold } from '../../src/maintain/policies/scaffold.ts';
import { needsOpa, opa } from './opa.ts';

const id = 'network/require-a';
const rego = `${id}/require-a.rego`;
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Problems of the scaffold after the replacement in one of its files. */
function problemsAfter(file: string, from: string | RegExp, to: string): readonly Problem[] {
  if (opa === undefined) throw new Error('no OPA');
  const root = mkdtempSync(join(tmpdir(), 'sallyport-rules-'));
  folders.push(root);
  for (const [path, text] of scaffold(id)) {
    const changed = path === file ? text.replace(from, to) : text;
    if (path === file && from !== '') expect(changed).not.toBe(text);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), changed);
  }
  return checkSources(opa, root, findPolicySources(root)).problems;
}

describe.skipIf(opa === undefined)(`house rules ${needsOpa}`, () => {
  test('the scaffold breaks none', () => {
    expect(problemsAfter(rego, '', '')).toEqual([]);
  });

  test.each([
    [
      'a field is missing',
      '#   why: whoever may call the API once can take away what years have gathered\n',
      '',
      'metadata',
      /`custom` lacks `why`/,
    ],
    ['a field is unknown', '#   why:', '#   whi: x\n#   why:', 'metadata', /unknown field `whi`/],
    ['a severity is unknown', 'severity: medium', 'severity: error', 'metadata', /`custom.severity`/],
    ['a field is empty', 'help: set deletion_protection to true', 'help: ""', 'metadata', /`help` is empty/],
    [
      'a clause ends in a full stop',
      'set deletion_protection to true',
      'set deletion_protection to true.',
      'metadata',
      /without a full stop/,
    ],
    ['the layer is none', 'L6 response & resilience', 'resilience', 'metadata', /`layer` is "resilience"/],
    [
      'no control is named',
      'controls:\n#     nist-800-53-r5: [CP-9]',
      'controls: {}',
      'metadata',
      /names no framework/,
    ],
    ['a peer is not mentioned', '#     kics: []\n', '', 'metadata', /says nothing of kics/],
    ['a peer is unknown', 'kics: []', 'kics: []\n#     tfsec: []', 'metadata', /has "tfsec"/],
    ['a reference is no https address', 'ref: https:', 'ref: http:', 'metadata', /related_resources.0.ref/],
    ['types would not be checked', '- input: schema.facts', '- input: schema.fact', 'metadata', /input: schema.facts/],
    ['there is no METADATA', '# METADATA', '# Metadata', 'metadata', /found 0/],
    [
      'the package is not the path',
      'package policies.network["require-a"]',
      'package policies.network["require-b"]',
      'package',
      /its path says policies.network\["require-a"\]/,
    ],
    ['a public rule is missing', 'undecided contains', '_undecided contains', 'three-rules', /`undecided` is missing/],
    [
      'a public rule too many',
      '_path := ["deletion_protection"]',
      '_path := ["deletion_protection"]\n\nsubject := 1',
      'three-rules',
      /`subject` is not one of the three/,
    ],
    [
      'a public rule is no set',
      'subjects contains database.id if some database in input.resources.aws_db_instance',
      'subjects := {database.id | some database in input.resources.aws_db_instance}',
      'three-rules',
      /write `subjects contains/,
    ],
    [
      'a sentence is composed',
      '"data": {},',
      '"data": {"text": sprintf("%v", [1])},',
      'built-in',
      /`sprintf` is not for policies/,
    ],
    [
      'a sentence is composed by a template',
      '"data": {},',
      '"data": {"text": $"{database.id}"},',
      'built-in',
      /template string/,
    ],
    ['the clock is asked', '"data": {},', '"data": {"now": time.now_ns()},', 'built-in', /`time.now_ns` .* clock/],
    ['the network is asked', '"data": {},', '"data": {"r": http.send({})},', 'built-in', /`http.send`/],
    [
      'metadata is read at run time',
      '"data": {},',
      '"data": {"m": rego.metadata.rule()},',
      'built-in',
      /`rego.metadata.rule`/,
    ],
    [
      'a fact is negated',
      '_breach(database) == "yes"',
      'not database.exists == "no"\n\t_breach(database) == "yes"',
      'negation',
      /`not` before/,
    ],
    [
      'membership in facts is negated',
      '_breach(database) == "yes"',
      'not "x" in database.literal\n\t_breach(database) == "yes"',
      'negation',
      /`not` before/,
    ],
    [
      'an attribute is read past its unknowns',
      '_breach(database) == "yes"',
      'database.values.engine != "mysql"\n\t_breach(database) == "yes"',
      'raw-values',
      /use data.lib.attribute/,
    ],
    [
      'an attribute does not exist',
      '["deletion_protection"]\n',
      '["deletion_protection_enabled"]\n',
      'attribute-path',
      /no attribute deletion_protection_enabled in aws_db_instance/,
    ],
    [
      'a nested attribute does not exist',
      '_path, true',
      '["blue_green_update", 0, "on"], true',
      'attribute-path',
      /blue_green_update.0.on/,
    ],
    [
      'a block is entered without an index',
      '_path, true',
      '["blue_green_update", "enabled"], true',
      'attribute-path',
      /blue_green_update.enabled/,
    ],
    [
      'a hole is not filled',
      '{subject} can be deleted',
      '{subject} of {owner} can be deleted',
      'message',
      /hole \{owner\}/,
    ],
    [
      'a message names no subject',
      '{subject} can be deleted by one call"\n#   undecided',
      'it can be deleted by one call"\n#   undecided',
      'message',
      /does not name its \{subject\}/,
    ],
    [
      'a remark has a field more',
      '"data": {},',
      '"data": {},\n\t\t\t"message": "x",',
      'remark',
      /this one has subject, data, message, evidence|this one has/,
    ],
    [
      'it does not parse',
      'violations contains _remark(database) if {',
      'violations contains _remark(database) if',
      'opa',
      /rego_parse_error/,
    ],
  ])('%s', (_what, from, to, rule, message) => {
    const problems = problemsAfter(rego, from, to);
    expect(problems.map((problem) => problem.rule)).toContain(rule);
    expect(problems.map(({ what }) => what).join('\n')).toMatch(message);
  });

  test.each([
    [
      'membership in a set of its own',
      '_breach(database) == "yes"',
      'not database.id in {"a", "b"}\n\t_breach(database) == "yes"',
    ],
    [
      'membership in a comprehension',
      '_breach(database) == "yes"',
      'not database.id in {x | some x in ["a"]}\n\t_breach(database) == "yes"',
    ],
    ['membership in a private rule', '_breach(database) == "yes"', 'not "z" in _path\n\t_breach(database) == "yes"'],
    ['a nested attribute that exists', '_path, true', '["blue_green_update", 0, "enabled"], true'],
    ['a step that is not constant', '_path, true', '["blue_green_update", count(_path), "enabled"], true'],
  ])('%s is allowed', (_what, from, to) => {
    expect(problemsAfter(rego, from, to)).toEqual([]);
  });

  test('an id that another policy has, or had, is not used again', () => {
    const problems = problemsAfter(rego, '#   waivable: true', `#   waivable: true\n#   formerly: [${id}]`);
    expect(problems.map(({ rule, what }) => `${rule}: ${what}`)).toEqual([
      `id: the id ${id} belongs to another policy, now or formerly`,
    ]);
  });

  test('an unknown field gets a suggestion', () => {
    const [problem] = problemsAfter(rego, '#   waivable:', '#   waiveable: true\n#   waivable:');
    expect(problem?.help).toBe('did you mean `waivable`?');
  });

  test('a unit test is named for what it tests', () => {
    const problems = problemsAfter(`${id}/require-a_test.rego`, 'test_unknown_value', 'test_value');
    expect(problems.map(({ rule, what }) => `${rule}: ${what}`)).toEqual([
      'test-name: test_value is not named test_<invalid|valid|unknown>_<situation>',
    ]);
  });
});

describe.skipIf(opa === undefined)(`layout ${needsOpa}`, () => {
  test('a policy without test and cases, a stray file and an odd name are problems', () => {
    if (opa === undefined) return;
    const root = mkdtempSync(join(tmpdir(), 'sallyport-layout-'));
    folders.push(root);
    for (const path of ['network/flow-log/flow-log.rego', 'network/require-a/other.rego', 'lib/fine.rego']) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(
        join(root, path),
        `package ${path === 'lib/fine.rego' ? 'lib.fine' : 'odd'}\n\nx := input.version\n`,
      );
    }
    const { problems } = checkSources(opa, root, findPolicySources(root));
    const told = problems
      .filter(({ rule }) => rule === 'layout' || rule === 'cases')
      .map(({ file, what }) => `${file}: ${what}`);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringContaining('network/require-a/other.rego: belongs to no policy'),
        expect.stringContaining('network/flow-log: flow-log is named neither no-<what it forbids>'),
        'network/flow-log/flow-log_test.rego: is missing',
        'network/require-a/require-a.rego: is missing',
        'network/require-a/cases: has no valid-*.tf.json',
      ]),
    );
  });
});
