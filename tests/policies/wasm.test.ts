/** What is shipped against OPA's own: the WASM with and without the fuel counter, our loader and theirs. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { type Bundle, decide } from '../../src/decide/index.ts';
import { factsOfCase } from '../../src/maintain/policies/assess-case.ts';
import { compileWasm, entryPoint } from '../../src/maintain/policies/compile-wasm.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import type { Facts, Verdict } from '../../src/shapes/index.ts';
import { entryOf, everything } from '../decide/misbehaving.ts';
import { needsOpa, opa, policiesFolder as root } from '../maintain/opa.ts';

/** As much of OPA's own loader as is used here; its types bring the browser's along. */
interface OpaWasm {
  readonly loadPolicySync: (
    wasm: Uint8Array,
    memory: { readonly initial: number },
  ) => {
    readonly setData: (data: unknown) => void;
    readonly evaluate: (input: undefined, entryPoint: string) => unknown;
  };
}
const { loadPolicySync } = createRequire(import.meta.url)('@open-policy-agent/opa-wasm') as OpaWasm;

const sources = findPolicySources(root);
const ids = sources.policies.map(({ id }) => id);
const cases = sources.policies.flatMap((policy) => policy.cases.slice(0, 3));
const limits = { timeoutMs: 60_000, budgetSteps: 1_000_000_000, memoryMiB: 512, clock: () => performance.now() };

/** Sets have no order. */
function canonical(
  verdict:
    | Verdict
    | { policy: string; kind: 'decided'; subjects: unknown[]; violations: unknown[]; undecided: unknown[] },
) {
  if (verdict.kind === 'error') return verdict;
  const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item, keysInOrder)).sort();
  return {
    policy: verdict.policy,
    subjects: sorted(verdict.subjects),
    violations: sorted(verdict.violations),
    undecided: sorted(verdict.undecided),
  };
}

function keysInOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

describe.skipIf(opa === undefined)(`the fuel counter changes nothing ${needsOpa}`, () => {
  test('every policy on every case gives what the WASM gives that OPA wrote, run by OPA’s own loader', () => {
    if (opa === undefined) return;
    const compiled = compileWasm(opa, root, [...sources.library, ...sources.policies.map(({ rego }) => rego)], ids);
    if ('trouble' in compiled) throw new Error(compiled.trouble);
    const bundle: Bundle = {
      catalogue: { version: 1, policies: ids.map(entryOf) },
      digest: '',
      reads: everything,
      module: new WebAssembly.Module(Uint8Array.from(compiled.wasm)),
    };
    const plain = loadPolicySync(Uint8Array.from(compiled.plain), { initial: 64 });
    let decided = 0;
    for (const file of cases) {
      const facts: Facts = factsOfCase(root, file);
      plain.setData({ facts });
      const ours = decide(facts, bundle, limits).map(canonical);
      const theirs = ids.map((policy) => {
        const [first] = plain.evaluate(undefined, entryPoint(policy)) as {
          result: { subjects: unknown[]; violations: unknown[]; undecided: unknown[] };
        }[];
        return canonical({
          policy,
          kind: 'decided',
          ...(first?.result ?? { subjects: [], violations: [], undecided: [] }),
        });
      });
      expect(ours).toEqual(theirs);
      decided += ours.length;
    }
    expect(decided).toBe(ids.length * cases.length);
  });
});
