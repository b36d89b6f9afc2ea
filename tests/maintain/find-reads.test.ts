import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findReads } from '../../src/maintain/policies/find-reads.ts';
import { parseModule } from '../../src/maintain/policies/syntax-tree.ts';
import { needsOpa, opa } from './opa.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sallyport-reads-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function readsOf(...texts: readonly string[]) {
  if (opa === undefined) throw new Error('no OPA');
  const tool = opa;
  return findReads(
    texts.map((text, index) => {
      const file = `m${index}.rego`;
      writeFileSync(join(root, file), `package p${index}\n\n${text}\n`);
      const module = parseModule(tool, root, file);
      if ('trouble' in module) throw new Error(module.trouble);
      return module;
    }),
  );
}

const all = { resources: null, data: null };

describe.skipIf(opa === undefined)(`which types policies read ${needsOpa}`, () => {
  test.each([
    ['a type by its name', 'a if some x in input.resources.aws_vpc', { resources: ['aws_vpc'], data: [] }],
    ['a type in brackets', 'a if some x in input.resources["aws_vpc"]', { resources: ['aws_vpc'], data: [] }],
    ['an element of a type', 'a := input.resources.aws_vpc[0].values.tags', { resources: ['aws_vpc'], data: [] }],
    ['a data source', 'a if count(input.data.aws_ami) > 0', { resources: [], data: ['aws_ami'] }],
    [
      'a type that may be missing',
      'a := object.get(input.resources, "aws_vpc", [])',
      { resources: ['aws_vpc'], data: [] },
    ],
    ['what the analyses found', 'a if some x in input.network.rules', { resources: [], data: [] }],
    [
      'inside a function and a comprehension',
      'f(x) := [y | some y in input.resources.aws_vpc; y == x]',
      { resources: ['aws_vpc'], data: [] },
    ],
    [
      'in the place of an else',
      'a if input.version == 2\n\nelse := input.resources.aws_vpc',
      { resources: ['aws_vpc'], data: [] },
    ],
  ])('%s', (_what, text, reads) => {
    expect(readsOf(text)).toEqual(reads);
  });

  test('the types of all modules together, in order', () => {
    expect(readsOf('a := input.resources.b', 'a := input.resources.a', 'a := input.resources.b').resources).toEqual([
      'a',
      'b',
    ]);
  });

  test.each([
    ['every type in turn', 'a if some type, list in input.resources'],
    ['a type by a variable', 'a := [x | some type in ["aws_vpc"]; x := input.resources[type]]'],
    ['the resources handed to a function', 'a := f(input.resources)\n\nf(x) := x.aws_vpc'],
    ['the whole input', 'a := f(input)\n\nf(x) := x.resources.aws_vpc'],
    ['the whole input by a name', 'a if {\n\tx := input\n\tx.resources.aws_vpc\n}'],
    ['a part of the input by a variable', 'a := [x | some part in ["resources"]; x := input[part]]'],
    ['all data sources', 'a := count(input.data)'],
    ['a type that may be missing, by a variable', 'f(type) := object.get(input.resources, type, [])'],
    ['a path of several types', 'a := object.get(input.resources, ["aws_vpc", 0], {})'],
    ['a path from the root', 'a := object.get(input, ["resources", "aws_vpc"], [])'],
    ['a walk', 'a if walk(input, [["resources", "aws_vpc"], x])'],
    ['the facts past the input', 'a := data.facts.resources.aws_vpc'],
    ['all data', 'a := data[x]'],
    ['a part that is new', 'a := input.later.aws_vpc'],
  ])('%s counts as a read of everything', (_what, text) => {
    expect(readsOf('a := input.resources.aws_vpc', text)).toEqual(all);
  });
});
