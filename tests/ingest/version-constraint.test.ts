import { expect, test } from 'vitest';
import { isWithin } from '../../src/ingest/version-constraint.ts';

/** Terraform documentation, "Version Constraints". */
test.each([
  ['1.2.3', '1.2.3', true],
  ['1.2.3', '= 1.2.3', true],
  ['1.2', '1.2.0', true],
  ['1.2.3', '1.2', false],
  ['1.2.3', '!= 1.2.3', false],
  ['1.10.0', '> 1.9', true],
  ['1.2.3', '>= 1.2.3, < 2.0.0', true],
  ['2.0.0', '>= 1.2.3, < 2.0.0', false],
  ['1.2.3', '<=1.2.3', true],
  ['1.2.9', '~> 1.2.3', true],
  ['1.3.0', '~> 1.2.3', false],
  ['1.2.2', '~> 1.2.3', false],
  ['1.9.0', '~> 1.2', true],
  ['2.0.0', '~> 1.2', false],
  ['7.0.0', '~> 1', true],
  ['1.2.3', 'v1.2.3', true],
  ['1.2.3+build', '1.2.3', true],
  ['1.2.3-beta', '1.2.3', undefined],
  ['1.2.3', '>= 1.2.3-beta', undefined],
  ['1.2.3', '', undefined],
  ['1.2.3', 'latest', undefined],
  ['main', '1.2.3', undefined],
])('%s in %s: %s', (version, range, expected) => {
  expect(isWithin(version, range)).toBe(expected);
});
