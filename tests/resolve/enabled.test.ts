/** OpenTofu documentation, "The enabled Meta-Argument". */
import { expect, test } from 'vitest';
import { plain } from '../../src/model/index.ts';
import { resolveFolder } from './read.ts';

const RESOURCE = (enabled: string): string =>
  `variable "on" {\n}\nresource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"\n  lifecycle {\n    enabled = ${enabled}\n  }\n}\noutput "o" {\n  value = aws_vpc.v == null ? "none" : aws_vpc.v.cidr_block\n}\n`;

test.each([
  ['true', [['aws_vpc.v', 'yes']], '10.0.0.0/16'],
  ['false', [], 'none'],
  ['"false"', [], 'none'],
  ['1 > 2', [], 'none'],
  ['var.on', [['aws_vpc.v', 'unknown']], expect.anything()],
])('a resource with enabled = %s', (enabled, instances, value) => {
  const resolved = resolveFolder({ 'main.tf': RESOURCE(enabled) });
  expect(resolved.instances.map(({ address, exists }) => [address, exists])).toEqual(instances);
  expect(resolved.stacks[0]?.outputs['o']).toEqual(value);
  expect(resolved.diagnostics).toEqual([]);
});

test.each([
  ['null', 'the expression cannot be evaluated: enabled is null'],
  ['"maybe"', 'the expression cannot be evaluated: enabled: a bool is required'],
])('a resource with enabled = %s may exist', (enabled, message) => {
  const resolved = resolveFolder({ 'main.tf': RESOURCE(enabled) });
  expect(resolved.instances.map(({ exists }) => exists)).toEqual(['unknown']);
  expect(resolved.diagnostics.map(({ what }) => plain(what))).toEqual([message]);
});

test.each([
  ['true', ['module.m.aws_vpc.v'], 'x'],
  ['local.off', [], 'none'],
])('a module with enabled = %s', (enabled, addresses, value) => {
  const resolved = resolveFolder({
    'main.tf': `locals {\n  off = false\n}\nmodule "m" {\n  source = "./m"\n  lifecycle {\n    enabled = ${enabled}\n  }\n}\noutput "o" {\n  value = module.m == null ? "none" : "x"\n}\n`,
    'm/main.tf': 'resource "aws_vpc" "v" {\n}\n',
  });
  expect(resolved.instances.map(({ address }) => address)).toEqual(addresses);
  expect(resolved.stacks[0]?.outputs['o']).toBe(value);
});

test('in JSON', () => {
  const resource = { aws_vpc: { v: { lifecycle: { enabled: false } }, w: { lifecycle: [{ enabled: true }] } } };
  const resolved = resolveFolder({ 'main.tf.json': JSON.stringify({ resource }) });
  expect(resolved.instances.map(({ address }) => address)).toEqual(['aws_vpc.w']);
});
