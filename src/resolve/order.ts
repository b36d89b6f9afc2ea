import { compareText } from './cty/text-order.ts';
import type { Instance } from './resolved.ts';

/** Terraform's order of addresses within a stack: by module, data sources before resources, type, name, and keys with numbers as numbers. */
export function compareInstances(left: Instance, right: Instance): number {
  return (
    compareModules(left.module, right.module) ||
    Number(left.mode === 'managed') - Number(right.mode === 'managed') ||
    compareText(left.type, right.type) ||
    compareText(left.name, right.name) ||
    compareKeys(left.key, right.key)
  );
}

const RUN = /(\d+)/;

function compareModules(left: string, right: string): number {
  if (left === right) return 0;
  const a = left.split(RUN);
  const b = right.split(RUN);
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const one = a[index] ?? '';
    const other = b[index] ?? '';
    const order = index % 2 === 1 ? Number(one) - Number(other) : compareText(one, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareKeys(left: string | number | undefined, right: string | number | undefined): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return rank(left) - rank(right);
}

function rank(key: string | number | undefined): number {
  if (key === undefined) return 0;
  return typeof key === 'number' ? 1 : 2;
}
