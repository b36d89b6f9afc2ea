/**
 * What a policy costs, in the steps that the fuel counter counts: the same on every machine, however busy. A join by two nested
 * loops would double its share with every doubling of the estate; a lookup by id does not.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { encodeFacts } from '../../src/decide/encode-facts.ts';
import { entryPointOf, PolicyMachine } from '../../src/decide/policy-machine.ts';
import { factsOfCase } from '../../src/maintain/policies/assess-case.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import { policiesFolder as root } from '../maintain/opa.ts';
import { sideBySide } from './estate.ts';

const { policies } = findPolicySources(root);
const ids = (JSON.parse(readFileSync(join(root, 'bundle', 'manifest.json'), 'utf8')) as { policies: string[] })
  .policies;
const module = new WebAssembly.Module(readFileSync(join(root, 'bundle', 'policy.wasm')));
const budget = 4_000_000_000;

let small: ReadonlyMap<string, number>;
let large: ReadonlyMap<string, number>;
beforeAll(() => {
  const parts = policies.flatMap(({ cases }) => cases.map((file) => factsOfCase(root, file)));
  small = stepsOn(1);
  large = stepsOn(3);

  function stepsOn(copies: number): Map<string, number> {
    const machine = new PolicyMachine(module, 2048);
    const text = [...encodeFacts(sideBySide(parts, copies), { resources: null, data: null })].join('');
    machine.load([text], Buffer.byteLength(text));
    return new Map(
      ids.map((id) => {
        machine.evaluate(entryPointOf(id), budget);
        return [id, budget - machine.fuel];
      }),
    );
  }
});

test('three times the estate takes no policy four times the steps', () => {
  const steep = ids.flatMap((id) => {
    const [before = 0, after = 0] = [small.get(id), large.get(id)];
    return after > 4 * before + 10_000
      ? [`${id}: ${before} steps, then ${after}, ${(after / before).toFixed(1)} times`]
      : [];
  });
  expect(steep).toEqual([]);
});
