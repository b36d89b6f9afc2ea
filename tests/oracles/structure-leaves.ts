import type { Leaves } from './leaves.ts';

/** What expressions in a generated module see, beside these names. */
export function leavesFor(names: readonly string[]): Leaves {
  return {
    string: [
      '"k"',
      'var.s',
      'terraform_data.first.id',
      'terraform_data.first.input',
      'var.o.a',
      'var.p',
      'terraform.workspace',
      'path.module',
      'path.root',
      'var.t[0]',
      'ephemeralasnull(var.e)',
    ],
    number: ['1', '2.5', 'var.n', 'var.o.b', 'var.big', 'length(var.l)', 'var.t[1]', '9007199254740993'],
    bool: ['true', 'var.b', 'var.o.d.e', 'var.u == null', 'issensitive(var.p)'],
    strings: ['var.l', '["p", "q"]', 'var.o.c', 'var.lo[*].id', 'values(var.m)', '[for x in var.lo : x.id if x.on]'],
    numbers: ['[1, 2]', 'values(var.w)[*].x'],
    set: ['var.z', 'toset(["r"])', 'var.so'],
    map: [
      'var.m',
      '{ w = "x" }',
      'var.mm',
      '{ for k, v in var.w : k => v.y }',
      '{ for x in var.lo : (x.on ? "on" : "off") => x.id... }',
    ],
    object: [
      'var.o',
      '{ a = 1, b = var.p }',
      '{ a = terraform_data.first.id, b = 1 }',
      'var.o.d',
      'terraform_data.first',
      'merge(var.m, { z = "y" })',
    ],
    tuple: ['var.lo', '[1, "two", null]', 'var.t', 'var.so[*]', 'var.la', '[var.p, terraform_data.first.id]'],
    any: ['var.a', 'null', 'var.u', 'var.w', 'var.so', 'var.nested', ...names],
  };
}
