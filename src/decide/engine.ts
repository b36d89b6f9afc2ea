import type { Catalogue, Facts, PolicyFailure, Verdict } from '../shapes/index.ts';
import { encodeFacts } from './encode-facts.ts';
import { entryPointOf, OpaAbort, PolicyMachine } from './policy-machine.ts';
import { readResult } from './read-result.ts';

/** A compiled bundle as it arrived from outside; `loadBundle` verifies the digests before anything of it is used. */
export interface BundleFiles {
  readonly wasm: Uint8Array;
  readonly catalogue: Uint8Array;
  readonly manifest: Uint8Array;
  /** Where it came from, for messages. */
  readonly from: string;
}

export interface Bundle {
  readonly catalogue: Catalogue;
  /** sha256 of policy.wasm, as `sha256:<hex>`. */
  readonly digest: string;
  readonly module: WebAssembly.Module;
}

export interface DecideLimits {
  /** For all policies together; the clock is asked between policies. */
  readonly timeoutMs: number;
  /** Loop iterations and calls that one policy may take; about a billion a second, at most 4,294,967,295. */
  readonly budgetSteps: number;
  readonly memoryMiB: number;
  /** Milliseconds from any fixed point. */
  readonly clock: () => number;
}

/**
 * Asks every policy of the bundle, each by its own entry point and in isolation: what one of them breaks is its own verdict.
 * The facts are loaded once, and again after a failure, into a new instance. Never throws for what a policy does.
 *
 * @returns one verdict a policy, in the order of the catalogue; subjects and remarks in no particular order.
 */
export function decide(facts: Facts, bundle: Bundle, limits: DecideLimits): readonly Verdict[] {
  const deadline = limits.clock() + limits.timeoutMs;
  const known = knownIds(facts);
  const json = encodeFacts(facts);
  let machine: PolicyMachine | undefined;
  return bundle.catalogue.policies.map(({ id }) => {
    if (limits.clock() >= deadline)
      return failed(id, 'budget', `the ${limits.timeoutMs} ms for all policies were over`);
    try {
      machine ??= start(bundle.module, json, limits.memoryMiB);
      return verdictOf(id, machine.evaluate(entryPointOf(id), limits.budgetSteps), known);
    } catch (cause) {
      const spent = machine?.fuel === 0;
      machine = undefined;
      return explain(id, cause, spent, limits);
    }
  });
}

function start(module: WebAssembly.Module, json: Uint8Array, memoryMiB: number): PolicyMachine {
  const machine = new PolicyMachine(module, memoryMiB);
  machine.load(json);
  return machine;
}

function verdictOf(policy: string, result: unknown, known: ReadonlySet<string>): Verdict {
  if (result === undefined) return failed(policy, 'no-result', 'the policy gave no result');
  const read = readResult(result, known);
  if ('why' in read) return failed(policy, 'ill-formed', `the result cannot be used: ${read.why}`);
  return { policy, kind: 'decided', ...read };
}

function explain(policy: string, cause: unknown, spent: boolean, limits: DecideLimits): Verdict {
  if (spent) return failed(policy, 'budget', `the policy took more than its ${limits.budgetSteps} steps`);
  if (cause instanceof OpaAbort) {
    if (cause.message.startsWith('opa_malloc')) {
      return failed(policy, 'memory', `the ${limits.memoryMiB} MiB of memory were used up`);
    }
    return failed(policy, 'trap', cause.message);
  }
  if (cause instanceof WebAssembly.RuntimeError) return failed(policy, 'trap', cause.message);
  if (cause instanceof RangeError)
    return failed(policy, 'trap', 'the stack is exhausted: values are nested too deeply');
  throw cause;
}

function failed(policy: string, failure: PolicyFailure, message: string): Verdict {
  return { policy, kind: 'error', failure, message };
}

/** Everything in the facts that a verdict may name. */
function knownIds(facts: Facts): ReadonlySet<string> {
  const known = new Set<string>();
  for (const kind of [facts.resources, facts.data]) {
    for (const instances of Object.values(kind)) for (const { id } of instances) known.add(id);
  }
  for (const { id } of facts.modules) known.add(id);
  for (const { id } of facts.estate.variables) known.add(id);
  return known;
}
