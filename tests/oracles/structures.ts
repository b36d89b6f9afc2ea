/**
 * Whole configurations at random, made of blocks: what one can write around expressions. Variables of every shape of type, with
 * defaults, conversion and validation; sensitive and ephemeral values; modules in modules, repeated, with providers passed down;
 * resources with conditions and lifecycles; overrides; each file in one syntax or the other.
 */
import fc, { type GeneratorValue } from 'fast-check';
import { type Attribute, type Block, block, expression, plain, word, words, writeHcl, writeJson } from './blocks.ts';
import { expressionsOver } from './expressions.ts';
import { leavesFor } from './structure-leaves.ts';
import { typedVariables } from './structure-variables.ts';
import type { Folder } from './terraform.ts';

interface Repetition {
  readonly attribute: Readonly<Record<string, Attribute>>;
  readonly names: readonly string[];
}

const REPETITIONS: readonly Repetition[] = [
  ...Array.from({ length: 3 }, () => ({ attribute: {}, names: [] })),
  ...[
    '2',
    'var.b ? 1 : 0',
    'length(var.l)',
    'min(3, length(local.l0))',
    '"3"',
    'var.big > 3 ? 2 : 1',
    'length(var.w)',
  ].map((text) => ({
    attribute: { count: expression(text) },
    names: ['count.index', '"i-${count.index}"'],
  })),
  ...[
    'toset(var.l)',
    'var.z',
    'var.m',
    '{ for x in var.lo : x.id => x }',
    'var.w',
    '{ b = 1, a = "two", "c d" = null }',
    'toset(["k", "k-${var.s}"])',
    'toset(keys(var.m))',
    '{ for k, v in var.m : "${k}.${v}" => [k, v] if v != "z" }',
    'var.b ? var.m : {}',
    'toset([for p in setproduct(["a"], var.l) : join("/", p)])',
    '{ a = terraform_data.first.id, b = terraform_data.first.input }',
  ].map((text) => ({
    attribute: { for_each: expression(text) },
    names: ['each.key', 'each.value', '{ (each.key) = each.value }'],
  })),
];

const repetition = fc.constantFrom(...REPETITIONS);
/** Small numbers come no more often than others. */
const upTo = (max: number) => fc.noBias(fc.nat({ max }));
const some = (percent: number) => upTo(99).map((number) => number < percent);
const half = some(50);
const rarely = some(12);

const kept = new Map<string, fc.Arbitrary<string>>();

/** An expression that sees these names: mostly one that cannot fail, so that most configurations are valid as a whole. */
function anyOver(names: readonly string[]): fc.Arbitrary<string> {
  const key = names.join();
  const known = kept.get(key);
  if (known !== undefined) return known;
  const leaves = leavesFor(names);
  const made = fc.oneof(
    { weight: 3, arbitrary: expressionsOver(leaves, 2).any.map((text) => `try(${text}, "f")`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...names, ...names, ...(leaves.any ?? []), ...leaves.object, ...leaves.strings),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...leaves.string).map((text) => `"<\${${text} == null ? "nil" : ${text}}>"`),
    },
  );
  kept.set(key, made);
  return made;
}

class Maker {
  constructor(readonly g: GeneratorValue) {}

  is(arbitrary: fc.Arbitrary<boolean>): boolean {
    return this.g(() => arbitrary);
  }

  from<Item>(items: readonly Item[]): Item {
    return items[this.g(upTo, items.length - 1)] as Item;
  }

  repetition(): Repetition {
    return this.g(() => repetition);
  }

  /** An expression, JSON, or a structure that has some of each in it. */
  value(names: readonly string[], depth = 2): Attribute {
    const kind = this.g(upTo, depth > 0 ? 9 : 6);
    if (kind === 0) return plain(this.from(PLAIN));
    if (kind <= 6) return expression(this.g(() => anyOver(names)));
    const parts = Array.from({ length: this.g(upTo, 2) }, () => this.value(names, depth - 1));
    if (kind === 7) return { kind: 'list', items: parts };
    return { kind: 'object', entries: Object.fromEntries(parts.map((part, index) => [KEYS[index] ?? 'k', part])) };
  }

  resource(name: string, names: readonly string[], { attribute, names: own } = this.repetition()): Block {
    const inside = [...names, ...own];
    const attributes: Record<string, Attribute> = { ...attribute, input: this.value(inside) };
    if (this.is(half)) attributes['triggers_replace'] = this.value(inside);
    if (this.is(rarely)) attributes['depends_on'] = words('terraform_data.first');
    if (this.is(rarely)) attributes['provider'] = word('terraform.other');
    const blocks: Block[] = [];
    if (this.is(some(25))) blocks.push(this.lifecycle(inside));
    if (this.is(rarely))
      blocks.push(
        block('provisioner', ['local-exec'], {
          command: expression(`"\${self.id}\${jsonencode(${this.g(() => anyOver(inside))})}"`),
        }),
      );
    return block('resource', ['terraform_data', name], attributes, blocks);
  }

  lifecycle(names: readonly string[]): Block {
    const attributes: Record<string, Attribute> = { create_before_destroy: plain('true') };
    if (this.is(half)) attributes['ignore_changes'] = words('input');
    if (this.is(half)) attributes['replace_triggered_by'] = words('terraform_data.first.input');
    const condition = (kind: string, text: string) =>
      block(kind, [], { condition: expression(text), error_message: expression('"no ${var.s}"') });
    const blocks = [condition('precondition', `can(${this.g(() => anyOver(names))}) || var.b || true`)];
    if (this.is(half)) blocks.push(condition('postcondition', 'self.id != "" && self.input == self.input'));
    return block('lifecycle', [], attributes, blocks);
  }

  call(name: string, source: string, names: readonly string[], { attribute, names: own } = this.repetition()): Block {
    const inside = [...names, ...own];
    const attributes: Record<string, Attribute> = { source: plain(JSON.stringify(source)), ...attribute };
    for (const { name: variable, values, required } of typedVariables) {
      if (this.is(half) || required) attributes[variable] = expression(this.from(values));
    }
    // Of type any, so that everything may be given.
    for (const variable of ['a', 'u']) if (this.is(half)) attributes[variable] = this.value(inside);
    if (this.is(half))
      attributes['s'] = expression(
        `join("", [for q in [try(tostring(${this.g(() => anyOver(inside))}), "s")] : q if q != null])`,
      );
    const passed = {
      terraform: word(this.from(['terraform', 'terraform.other'])),
      'terraform.other': word('terraform.other'),
    };
    attributes['providers'] = { kind: 'object', entries: passed };
    if (this.is(rarely)) attributes['depends_on'] = words('terraform_data.first');
    return block('module', [name], attributes);
  }

  variables(): readonly Block[] {
    return typedVariables.map(({ name, type, values, sensitive, ephemeral, required, validations }) => {
      const attributes: Record<string, Attribute> = type === 'any' && this.is(half) ? {} : { type: word(type) };
      if (!required) attributes['default'] = plain(this.from(values.filter((value) => isJson(value))));
      if (sensitive) attributes['sensitive'] = plain('true');
      if (ephemeral) attributes['ephemeral'] = plain('true');
      if (this.is(rarely) && !required && plainText(attributes['default']) !== 'null')
        attributes['nullable'] = plain('false');
      if (this.is(rarely)) attributes['description'] = plain('"what it is for"');
      const checks = validations.filter(() => this.is(some(30)));
      return block(
        'variable',
        [name],
        attributes,
        checks.map((text) =>
          block('validation', [], { condition: expression(text), error_message: expression('"not so"') }),
        ),
      );
    });
  }

  /** A module's blocks; `child` is the folder of the module that it calls. */
  module(child: string | undefined): readonly Block[] {
    const local = (count: number) => ['local.l0', 'local.l1', 'local.l2', 'local.l3'].slice(0, count);
    const locals = [0, 1, 2, 3].map((index) => block('locals', [], { [`l${index}`]: this.value(local(index)) }));
    const names = [...local(4), 'terraform_data.r0'];
    const first = 'resource.terraform_data.first.input';
    const [some, calls] = [this.repetition(), this.repetition()];
    const called = child === undefined ? [] : [this.call('in', child, names, calls)];
    const inner = child === undefined ? [] : ['module.in', ...MODULES[kindOf(calls)]];
    const seen = [...names, first, ...RESOURCES[kindOf(some)], ...inner];
    return [
      block('terraform', [], {}, [REQUIRED]),
      ...this.variables(),
      ...locals,
      block('resource', ['terraform_data', 'first'], { input: expression('var.s') }),
      this.resource('r0', local(4), some),
      ...called,
      this.resource('r1', seen),
      ...this.outputs(seen),
      ...this.others(),
    ];
  }

  outputs(names: readonly string[]): readonly Block[] {
    return [0, 1, 2, 3].map((index) => {
      const attributes: Record<string, Attribute> = { value: this.value(names) };
      if (this.is(rarely)) attributes['sensitive'] = plain('true');
      if (this.is(rarely)) attributes['depends_on'] = words('terraform_data.first');
      const condition = { condition: expression('terraform_data.first.id != "no"'), error_message: plain('"no"') };
      return block('output', [`o${index}`], attributes, this.is(rarely) ? [block('precondition', [], condition)] : []);
    });
  }

  others(): readonly Block[] {
    const moved = block('moved', [], { from: word('terraform_data.gone'), to: word('terraform_data.first') });
    const removed = block('removed', [], { from: word('terraform_data.forgotten') }, [
      block('lifecycle', [], { destroy: plain('false') }),
    ]);
    const assertion = {
      condition: expression('terraform_data.first.input != ""'),
      error_message: expression('"it is ${var.s}"'),
    };
    const check = block('check', ['health'], {}, [block('assert', [], assertion)]);
    return [moved, removed, check].filter(() => this.is(rarely));
  }

  /** Attributes of blocks that are there, written anew. */
  overrides(): readonly Block[] {
    const all = [
      block('variable', ['s'], { default: plain('"overridden"') }),
      block('resource', ['terraform_data', 'r0'], { input: this.value(['local.l0']) }),
      block('resource', ['terraform_data', 'first'], { input: plain('"another"') }),
      block('locals', [], { l0: this.value([]) }),
      block('output', ['o0'], { value: this.value(['local.l1']) }),
      block('variable', ['lo'], { default: plain('[{"id": "over"}]') }),
    ];
    return all.filter(() => this.is(some(30)));
  }

  files(folder: string, child: string | undefined): Folder {
    const blocks = this.module(child);
    const cut = this.g(upTo, blocks.length);
    const files: Record<string, string> = {};
    const write = (name: string, these: readonly Block[]) => {
      if (these.length === 0) return;
      if (this.is(half)) files[`${folder}${name}.tf`] = writeHcl(these);
      else files[`${folder}${name}.tf.json`] = writeJson(these);
    };
    write('main', blocks.slice(0, cut));
    write('more', blocks.slice(cut));
    if (this.is(some(30))) write(this.from(['override', 'x_override']), this.overrides());
    return files;
  }
}

function kindOf({ attribute }: Repetition): Repeat {
  if ('count' in attribute) return 'count';
  return 'for_each' in attribute ? 'keys' : 'one';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function plainText(attribute: Attribute | undefined): string {
  return attribute?.kind === 'plain' ? attribute.text : '';
}

const KEYS = ['k', 'Key-2'];
const PLAIN = [
  'null',
  '12345678901234567890',
  '0.1',
  '1e2',
  '[1, "two", null, true]',
  '{"a": {"b": [1.50]}, "c d": "e"}',
  '"plain \\u00e9\\n"',
  '{}',
  '[]',
  '-0',
  '"$${x} %%{y}"',
];
type Repeat = 'one' | 'count' | 'keys';

/** What may be said of a resource or a module that is repeated so; Terraform refuses the rest before it evaluates anything. */
const RESOURCES: Readonly<Record<Repeat, readonly string[]>> = {
  one: ['terraform_data.r0.input', 'terraform_data.r0[*].triggers_replace', 'terraform_data.r0.output'],
  count: [
    'terraform_data.r0[*].input',
    'try(terraform_data.r0[0].input, "none")',
    '[for r in terraform_data.r0 : r.input]',
    'one(terraform_data.r0[*])',
    'terraform_data.r0.*.triggers_replace',
    'length(terraform_data.r0)',
  ],
  keys: [
    'values(terraform_data.r0)[*].input',
    '{ for k, r in terraform_data.r0 : k => r.triggers_replace }',
    'try(terraform_data.r0["k"].input, "none")',
    'keys(terraform_data.r0)',
    'try(terraform_data.r0["k"], null)',
  ],
};
const MODULES: Readonly<Record<Repeat, readonly string[]>> = {
  one: ['module.in.o0', 'module.in[*].o1', '{ for k, v in module.in : k => v }'],
  count: ['module.in[*].o0', 'try(module.in[0].o1, "none")', '[for m in module.in : m.o2]', 'one(module.in[*].o3)'],
  keys: [
    'values(module.in)[*].o0',
    'try(module.in["k"].o1, "none")',
    '{ for k, m in module.in : k => m.o2 }',
    'keys(module.in)',
  ],
};
const REQUIRED = block('required_providers', [], {
  terraform: {
    kind: 'object',
    entries: { source: plain('"terraform.io/builtin/terraform"'), configuration_aliases: words('terraform.other') },
  },
});

/** A module with modules in it, to be called by a root module that passes it a provider. */
export const structures: fc.Arbitrary<Folder> = fc.gen().map((g) => {
  const maker = new Maker(g);
  return { ...maker.files('', './mid'), ...maker.files('mid/', './in'), ...maker.files('mid/in/', undefined) };
});
