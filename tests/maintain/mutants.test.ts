import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killMutants } from '../../src/maintain/policies/kill-mutants.ts';
import { type Mutant, mutantsOf } from '../../src/maintain/policies/mutants.ts';
import { parseModule } from '../../src/maintain/policies/syntax-tree.ts';
import { needsOpa, opa } from './opa.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sallyport-mutants-'));
  mkdirSync(join(root, 'lib'));
  const both = 'both(x, y) := "yes" if {\n\tx == "yes"\n\ty == "yes"\n} else := "no"\n';
  writeFileSync(
    join(root, 'lib', 'answer.rego'),
    `package lib.answer\n\n${both}\nopposite(x) := {"yes": "no", "no": "yes"}[x]\n`,
  );
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function mutants(text: string): readonly Mutant[] {
  if (opa === undefined) throw new Error('no OPA');
  writeFileSync(join(root, 'p.rego'), text);
  const module = parseModule(opa, root, 'p.rego');
  if ('trouble' in module) throw new Error(module.trouble);
  return mutantsOf(module, text);
}

describe.skipIf(opa === undefined)(`one thing is taken out at a time ${needsOpa}`, () => {
  test.each([
    [
      'expressions of a body',
      'a if {\n\tinput.x == 1\n\tinput.y\n}',
      ['a if {\n\ttrue\n\tinput.y\n}', 'a if {\n\tinput.x == 1\n\ttrue\n}'],
    ],
    ['the sole expression of a line', 'a if input.x == 1', ['a if true']],
    [
      'the expression of an else',
      'a := 1 if {\n\tinput.x\n} else := 2 if input.y',
      ['a := 1 if {\n\ttrue\n} else := 2 if input.y', 'a := 1 if {\n\tinput.x\n} else := 2 if true'],
    ],
    [
      'expressions of a comprehension',
      'a := [x | some x in input.xs; x > 0]',
      ['a := [x | true; x > 0]', 'a := [x | some x in input.xs; true]'],
    ],
    [
      'expressions of every',
      'a if {\n\tevery x in input.xs {\n\t\tx > 0\n\t}\n}',
      ['a if {\n\ttrue\n}', 'a if {\n\tevery x in input.xs {\n\t\ttrue\n\t}\n}'],
    ],
    ['elements of a set', 'a := {"b", "c"}', ['a := {"c"}', 'a := {"b"}']],
    ['elements of a list, after letters of more than one byte', 'a := ["ä€", "b"]', ['a := ["b"]', 'a := ["ä€"]']],
    ['one of two operands', 'a := answer.both(input.x, input.y)', ['a := input.x', 'a := input.y']],
    ['an opposite', 'a := answer.opposite(input.x)', ['a := input.x']],
    ['one of several rules of a name', 'a contains 1\n\na contains 2', ['\n\na contains 2', 'a contains 1\n\n']],
    ['nothing of a constant', 'a := "b"', []],
  ])('%s', (_what, rules, expected) => {
    const head = 'package p\n\nimport data.lib.answer\n\n';
    expect(mutants(`${head}${rules}\n`).map(({ text }) => text)).toEqual(
      expected.map((changed) => `${head}${changed}\n`),
    );
  });

  test('each is named by its line and by what went', () => {
    expect(
      mutants('package p\n\na if {\n\tinput.x\n\tinput.y == {"b",\n\t"c"}\n}\n').map(
        ({ line, what }) => `${line}: ${what}`,
      ),
    ).toEqual([
      '4: dropped input.x',
      '5: dropped input.y == {"b", "c"}',
      '5: dropped the element "b"',
      '5: dropped the element "c"',
    ]);
  });
});

describe.skipIf(opa === undefined)(`a case notices or it does not ${needsOpa}`, () => {
  const text = `package policies.p

import data.lib.answer

subjects contains thing.id if some thing in input.things

violations contains thing.id if {
	some thing in input.things
	answer.both(thing.exists, thing.open) == "yes"
}

undecided := set()
`;
  const kill = (...facts: readonly unknown[]) => {
    if (opa === undefined) throw new Error('no OPA');
    return killMutants(opa, root, ['lib/answer.rego'], {
      id: 'p',
      text,
      mutants: mutants(text),
      facts: facts.map((fact) => JSON.stringify(fact)),
    });
  };
  const thing = (exists: string, open: string) => ({ things: [{ id: `${exists}-${open}`, exists, open }] });

  test('without cases nothing is noticed, and what does not compile needs none', () => {
    const { survivors, killed, refused } = kill();
    expect(killed).toBe(0);
    expect(survivors.map(({ what }) => what)).toEqual([
      'dropped answer.both(thing.exists, thing.open) == "yes"',
      'left only thing.exists of answer.both(thing.exists, thing.open)',
      'left only thing.open of answer.both(thing.exists, thing.open)',
    ]);
    expect(refused).toBe(2);
  });

  test('one case notices some', () => {
    expect(kill(thing('yes', 'no')).survivors.map(({ what }) => what)).toEqual([
      'left only thing.open of answer.both(thing.exists, thing.open)',
    ]);
  });

  test('enough cases notice all', () => {
    expect(kill(thing('yes', 'yes'), thing('yes', 'no'), thing('no', 'yes'))).toMatchObject({
      survivors: [],
      killed: 3,
    });
  });

  test('a mutant that ends in an error is noticed, and does not hide those that survive', () => {
    if (opa === undefined) return;
    const two = `package policies.p

subjects := {_level}

violations := set() if input.other in {"x", "y"}

undecided := set()

_level := "high" if input.n > 5

_level := "low" if input.n <= 5
`;
    const policy = { id: 'p', text: two, mutants: mutants(two), facts: ['{"n": 9, "other": "x"}'] };
    const { survivors, killed } = killMutants(opa, root, ['lib/answer.rego'], policy);
    // Without its condition each level is a second value beside the other: OPA ends with an error.
    expect(survivors.map(({ what }) => what)).toEqual([
      'dropped input.other in {"x", "y"}',
      'dropped input.n > 5',
      'dropped the element "y"',
      'dropped one _level',
    ]);
    expect(killed).toBe(3);
  });
});
