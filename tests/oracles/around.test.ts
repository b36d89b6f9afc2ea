/** What is around expressions, against Terraform itself. Skipped where Terraform is not installed. */
import { describe, expect, test } from 'vitest';
import { around, judgeAround } from './around/cases.ts';
import { exceptions } from './around/exceptions.ts';
import { hasTerraform } from './terraform.ts';

/** Every eighth case is compared here, and all of them by `npm run oracle:terraform`. */
const STEP = 8;

const installed = hasTerraform();

describe.skipIf(!installed)(installed ? 'Terraform' : 'Terraform is not installed: nothing is compared', () => {
  test('the same is refused, and what is accepted has the same values', () => {
    const some = around.filter((_, index) => index % STEP === 0);
    expect(some.flatMap(judgeAround)).toEqual([]);
    expect(some.length).toBeGreaterThan(100);
  }, 240_000);
});

test('every exception is of a case, and no two cases have one name', () => {
  const names = around.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(exceptions).filter((name) => !names.includes(name))).toEqual([]);
});
