/** Real plans, without a provider: Terraform makes them where it is installed. */
import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../src/ingest/index.ts';
import { isList, isObject, isUnresolved, type Json, type Path, type Value } from '../../src/model/index.ts';
import { type Instance, type Resolved, resolveConfiguration } from '../../src/resolve/index.ts';
import { hasTerraform, inFolder, init, plan } from '../oracles/terraform.ts';
import { memoryFiles } from '../resolve/read.ts';
import { planExpression } from './plan-references.ts';

const main = `
variable "v" {
  type    = object({ a = string, n = number })
  default = { a = "x", n = 1 }
}
variable "secret" {
  type      = string
  sensitive = true
}
locals { mixed = "\${terraform_data.k.output}/y" }
resource "terraform_data" "k" { input = "k" }
resource "terraform_data" "each" {
  for_each = toset(["a", "b c", "d\\"e"])
  input = {
    bare   = terraform_data.k.output
    text   = "\${terraform_data.k.output}/y"
    local  = local.mixed
    indexed = terraform_data.many[0].output
    called = upper(terraform_data.k.id)
    module = module.m["x"].out
    known  = [var.v.a, each.key, var.v.n]
    secret = var.secret
    large  = 12345678901234567890
  }
}
resource "terraform_data" "many" {
  count      = 2
  input      = [count.index, terraform_data.k.output, "z"]
  depends_on = [terraform_data.k]
}
resource "terraform_data" "none" { count = 0 }
module "m" {
  source   = "./mod"
  for_each = toset(["x"])
  in       = terraform_data.k.output
}
output "o" { value = terraform_data.k.output }
`;
const mod = `
variable "in" {}
resource "terraform_data" "inner" { input = { given = var.in, here = path.module } }
output "out" { value = terraform_data.inner.output }
`;

const EXPRESSIONS = [
  'plain',
  '${terraform_data.k.output}',
  '${terraform_data.k.output}/${terraform_data.k.id}',
  '${terraform_data.many[0].output}',
  '${terraform_data.each["b c"].output.known[0]}',
  '${var.v.a}-${local.mixed}',
  '${upper(terraform_data.k.id)}',
  '${true ? terraform_data.k.id : var.secret}',
  '${[terraform_data.k.id, "x"]}',
  '${{ a = terraform_data.k.id }}',
  '${module.m["x"].out}',
  '${terraform_data.many[*].id}',
];

describe.skipIf(!hasTerraform())('Terraform, where it is installed', () => {
  const contents = { 'in/main.tf': main, 'in/mod/main.tf': mod };
  const real = (more: Readonly<Record<string, string>> = {}) =>
    inFolder({ 'main.tf': main, 'mod/main.tf': mod, ...more }, (root) => {
      init(root);
      const { json, errors } = plan(root, ['-var', 'secret=hidden']);
      if (json === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
      return json;
    });

  test('a plan with its folder: the instances and values of the plan, at the places of the folder', () => {
    const files = { ...contents, 'plan.json': real() };
    const alone = resolved(files, 'plan.json');
    const both = resolved(files, 'in', 'plan.json');
    expect(both.stacks.length).toBe(1);
    expect(addresses(both)).toEqual(addresses(alone));
    expect(both.instances.every(({ location }) => location.file.startsWith('in/'))).toBe(true);
    const merged = new Map(both.instances.map((instance) => [instance.id, instance]));
    for (const { id, values } of alone.instances) {
      for (const [path, value] of knownLeaves(values)) {
        if (typeof value === 'number' && !Number.isSafeInteger(value)) continue;
        expect(at(merged.get(id)?.values, path), `${id} ${path.join('.')}`).toEqual(value);
      }
    }
    const each = find(both, 'terraform_data.each["b c"]').values['input'];
    expect(each).toMatchObject({
      bare: { $ref: 'terraform_data.k', $attribute: 'output' },
      text: { $parts: [{ $ref: 'terraform_data.k', $attribute: 'output' }, '/y'] },
      local: { $parts: [{ $ref: 'terraform_data.k', $attribute: 'output' }, '/y'] },
      module: { $ref: 'module.m["x"].terraform_data.inner' },
      known: ['x', 'b c', 1],
      secret: 'hidden',
      large: '12345678901234567890',
    });
    expect(find(both, 'terraform_data.many[1]').locate(['input', 2])).toMatchObject({ line: lineOf('count.index') });
  }, 120_000);

  test('the folder says the same of what both know', () => {
    const json = real();
    const folder = readConfiguration(['in'], memoryFiles(contents), { given: [{ assignment: 'secret=hidden' }] });
    const written = resolveConfiguration(folder);
    const alone = resolved({ 'plan.json': json }, 'plan.json');
    expect(addresses(written)).toEqual(addresses(alone));
    for (const { id, values } of alone.instances) {
      const ours = written.instances.find((instance) => instance.id === id)?.values;
      for (const [path, value] of knownLeaves(values)) {
        if (path.at(-1) === 'triggers_replace' || path.at(-1) === 'large') continue;
        expect(at(ours, path), `${id} ${path.join('.')}`).toEqual(value);
      }
    }
  }, 120_000);

  test('the references that the converter writes are those that Terraform lists', () => {
    const resource = {
      terraform_data: Object.fromEntries(EXPRESSIONS.map((input, index) => [`e${index}`, { input }])),
    };
    const json = real({ 'more.tf.json': JSON.stringify({ resource }) });
    const { configuration } = JSON.parse(json) as { configuration: { root_module: { resources: Configured[] } } };
    const listed = new Map(
      configuration.root_module.resources.map(({ name, expressions }) => [name, expressions?.input]),
    );
    for (const [index, input] of EXPRESSIONS.entries()) {
      expect(comparable(planExpression(input)), input).toEqual(comparable(listed.get(`e${index}`)));
    }
  }, 120_000);
});

function lineOf(text: string): number {
  return main.slice(0, main.indexOf(text)).split('\n').length;
}

interface Configured {
  readonly name: string;
  readonly expressions?: { readonly input?: Json };
}

/** Terraform may list a reference twice, and computes constants. */
function comparable(expression: Json | undefined): unknown {
  const { references, constant_value } = (expression ?? {}) as { references?: string[]; constant_value?: Json };
  return references === undefined ? typeof constant_value : [...new Set(references)].sort();
}

function resolved(files: Readonly<Record<string, string>>, ...inputs: readonly string[]): Resolved {
  return resolveConfiguration(readConfiguration(inputs, memoryFiles(files)));
}

function addresses({ instances }: Resolved): readonly string[] {
  return instances.map(({ address }) => address).sort();
}

function find({ instances }: Resolved, address: string): Instance {
  const found = instances.find((instance) => instance.address === address);
  if (found === undefined) throw new Error(`no ${address}`);
  return found;
}

function knownLeaves(value: Value, path: Path = []): readonly (readonly [Path, Value])[] {
  if (isUnresolved(value)) return [];
  if (isList(value)) return value.flatMap((item, index) => knownLeaves(item, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => knownLeaves(item, [...path, key]));
  return [[path, value]];
}

function at(value: Value | undefined, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((here, step) => (here as never)?.[step], value);
}
