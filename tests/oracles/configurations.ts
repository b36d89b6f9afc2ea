/** Whole configurations at random: variables, locals, resources and modules, any of them repeated, in every mixture. */
import fc from 'fast-check';
import { expressionsOver } from './expressions.ts';
import type { Kind, Leaves } from './leaves.ts';
import type { Folder } from './terraform.ts';

interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly type: string;
  /** Some need a conversion to the type, some do not convert at all. */
  readonly values: readonly string[];
}

const VARIABLES: readonly Variable[] = [
  { name: 's', kind: 'string', type: 'string', values: ['"text"', '5', 'true', '""'] },
  { name: 'n', kind: 'number', type: 'number', values: ['3', '"2"', '0'] },
  { name: 'b', kind: 'bool', type: 'bool', values: ['true', '"false"'] },
  { name: 'l', kind: 'strings', type: 'list(string)', values: ['["x", "y"]', '[1, true]', '[]'] },
  { name: 'z', kind: 'set', type: 'set(string)', values: ['["b", "a", "b"]', '[2]', '[]'] },
  { name: 'm', kind: 'map', type: 'map(string)', values: ['{ k = "v", j = 2 }', '{}'] },
  {
    name: 'o',
    kind: 'object',
    type: 'object({ a = string, b = optional(number, 7), c = optional(list(string), ["d"]), d = optional(object({ e = optional(bool, true) }), {}) })',
    values: [
      '{ a = "x" }',
      '{ a = 1, b = null, extra = 2 }',
      '{ a = "y", b = "4", c = [1], d = { e = "false" } }',
      '{ a = "z", d = null }',
    ],
  },
  {
    name: 'lo',
    kind: 'tuple',
    type: 'list(object({ id = string, on = optional(bool, false), tags = optional(map(string), { t = "u" }) }))',
    values: ['[{ id = 1 }, { id = "b", on = true, tags = {} }]', '[]'],
  },
  { name: 'a', kind: 'any', type: 'any', values: ['[1, "a"]', '{ q = [1] }', '"any"', 'null'] },
];

const none: Leaves = {
  string: ['"k"', '"a"', 'var.s', 'terraform_data.first.id', 'var.o.a'],
  number: ['1', '2', 'var.n', 'var.o.b', 'length(var.l)'],
  bool: ['true', 'var.b', 'var.o.d.e'],
  strings: ['var.l', '["p", "q"]', 'var.o.c', 'var.lo[*].id'],
  numbers: ['[1, 2]'],
  set: ['var.z', 'toset(["r"])'],
  map: ['var.m', '{ w = "x" }'],
  object: ['var.o', '{ a = 1, b = "c" }', '{ a = terraform_data.first.id, b = 1 }'],
  tuple: ['var.lo', '[1, "two", null]'],
  any: ['var.a', 'null'],
};

/** What is certain to be of a kind, so that most cases are valid as a whole. */
const CERTAIN: Readonly<Record<Kind, (text: string) => string>> = {
  string: (text) => `try(tostring(${text}), "s")`,
  number: (text) => `try(tonumber(${text}), 1)`,
  bool: (text) => `try(tobool(${text}), true)`,
  strings: (text) => `try([for e in tolist(${text}) : tostring(e)], ["f"])`,
  numbers: (text) => `try([for e in tolist(${text}) : tonumber(e)], [1])`,
  set: (text) => `try(toset([for e in ${text} : tostring(e) if e != null]), toset(["f"]))`,
  map: (text) => `try({ for k, v in ${text} : k => tostring(v) }, { f = "g" })`,
  object: (text) => `try({ a = tostring(${text}.a), b = tonumber(${text}.b) }, { a = "f" })`,
  tuple: (text) => `try([for e in ${text} : { id = tostring(e.id) }], [])`,
  any: (text) => `try(${text}, "f")`,
};

function certain(of: Record<Kind, fc.Arbitrary<string>>, kind: Kind): fc.Arbitrary<string> {
  return of[kind].map(CERTAIN[kind]);
}

/** The leaves of which nothing is unknown. */
function knownOnly(leaves: Leaves): Leaves {
  const entries = Object.entries(leaves).map(([kind, texts]) => [
    kind,
    texts.filter((text) => !/terraform_data|module|local/.test(text)),
  ]);
  return Object.fromEntries(entries) as Leaves;
}

function scope(locals: number, more: readonly string[]): Leaves {
  const names = Array.from({ length: locals }, (_, index) => `local.l${index}`);
  return { ...none, any: [...(none.any ?? []), ...names, ...more] };
}

interface Repeated {
  readonly argument: string;
  readonly leaves: readonly string[];
}

/** Nothing, a count or a for_each, and what the block sees of it. */
function repeated(leaves: Leaves): fc.Arbitrary<Repeated> {
  const all = expressionsOver(knownOnly(leaves), 2);
  const small = certain(all, 'number').map((text) => `min(3, abs(floor(${text})))`);
  const count = fc.oneof(small, fc.constantFrom('0', '2', 'length(var.l)', 'var.b ? 1 : 0', 'var.n'));
  const each = fc.oneof(
    certain(all, 'set'),
    certain(all, 'map'),
    fc.constantFrom('toset(var.l)', 'var.m', '{ for x in var.lo : x.id => x }', 'var.z'),
  );
  return fc.oneof(
    fc.constant({ argument: '', leaves: [] }),
    count.map((text) => ({ argument: `  count = ${text}\n`, leaves: ['count.index'] })),
    each.map((text) => ({ argument: `  for_each = ${text}\n`, leaves: ['each.key', 'each.value'] })),
  );
}

function resource(name: string, leaves: Leaves): fc.Arbitrary<string> {
  return repeated(leaves).chain(({ argument, leaves: own }) => {
    const inside = expressionsOver({ ...leaves, any: [...(leaves.any ?? []), ...own, ...own, ...own] }, 3);
    return fc
      .tuple(
        fc.oneof(
          { weight: 9, arbitrary: certain(inside, 'any') },
          { weight: 1, arbitrary: fc.constantFrom(...own, 'local.l0', 'var.o') },
        ),
        fc.option(certain(inside, 'string')),
      )
      .map(
        ([input, triggers]) =>
          `resource "terraform_data" "${name}" {\n${argument}  input = ${input}\n${triggers === null ? '' : `  triggers_replace = ${triggers}\n`}}\n`,
      );
  });
}

function call(name: string, source: string, leaves: Leaves): fc.Arbitrary<string> {
  return repeated(leaves).chain(({ argument, leaves: own }) => {
    const inside = expressionsOver({ ...leaves, any: [...(leaves.any ?? []), ...own, ...own] }, 2);
    const given = VARIABLES.map(({ name: variable, kind, values }) =>
      fc
        .option(
          fc.oneof(
            { weight: 2, arbitrary: certain(inside, kind) },
            { weight: 3, arbitrary: fc.constantFrom(...values) },
          ),
        )
        .map((text) => (text === null ? '' : `  ${variable} = ${text}\n`)),
    );
    return fc
      .tuple(...given)
      .map((texts) => `module "${name}" {\n  source = "${source}"\n${argument}${texts.join('')}}\n`);
  });
}

const declarations: fc.Arbitrary<string> = fc
  .tuple(...VARIABLES.map(({ values }) => fc.tuple(fc.constantFrom(...values), fc.boolean())))
  .map((chosen) =>
    VARIABLES.map(({ name, type }, index) => {
      const [value = 'null', nullable = true] = chosen[index] ?? [];
      return `variable "${name}" {\n  type = ${type}\n  default = ${value}\n${nullable || value === 'null' ? '' : '  nullable = false\n'}}\n`;
    }).join(''),
  );

function locals(count: number): fc.Arbitrary<string> {
  const each = Array.from({ length: count }, (_, index) => certain(expressionsOver(scope(index, []), 3), 'any'));
  return fc
    .tuple(...each)
    .map((texts) => `locals {\n${texts.map((text, index) => `  l${index} = ${text}\n`).join('')}}\n`);
}

const first = 'resource "terraform_data" "first" {\n  input = var.s\n}\n';

function outputs(names: readonly string[]): string {
  return names.map((name, index) => `output "o${index}" {\n  value = ${name}\n}\n`).join('');
}

const inner: fc.Arbitrary<string> = fc
  .tuple(declarations, locals(2), resource('r', scope(2, [])))
  .map(
    ([variables, own, one]) =>
      variables + own + first + one + outputs(['local.l0', 'local.l1', 'terraform_data.r', 'var.o', 'var.lo', 'var.a']),
  );

const middle: fc.Arbitrary<string> = fc
  .tuple(declarations, locals(2), resource('r', scope(2, [])), call('in', './in', scope(2, ['terraform_data.r'])))
  .map(
    ([variables, own, one, two]) =>
      variables + own + first + one + two + outputs(['local.l1', 'terraform_data.r', 'module.in', 'var.m']),
  );

/** One case: a module with modules in it, to be called by a root module that passes nothing. */
export const cases: fc.Arbitrary<Folder> = fc
  .tuple(
    declarations,
    locals(3),
    resource('r0', scope(3, [])),
    resource('r1', scope(3, ['terraform_data.r0', 'module.mid'])),
    call('mid', './mid', scope(3, ['terraform_data.r0'])),
    middle,
    inner,
  )
  .map(([variables, own, one, two, mid, middleText, innerText]) => ({
    'main.tf':
      variables + own + first + one + two + mid + outputs(['local.l2', 'terraform_data.r1', 'module.mid', 'var.lo']),
    'mid/main.tf': middleText,
    'mid/in/main.tf': innerText,
  }));
