import type { Catalogue, Facts, PolicyFailure, Verdict } from '../shapes/index.ts';
import { encodeFacts } from './encode-facts.ts';
import type { Reads } from './manifest.ts';
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
  readonly reads: Reads;
  /** The compiled `WebAssembly.Module`; its type has no members, and not everybody who reads these declarations has it. */
  readonly module: object;
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
  const load = loaderOf(facts, bundle, limits);
  let machine: PolicyMachine | undefined;
  return bundle.catalogue.policies.map(({ id }) => {
    if (limits.clock() >= deadline) {
      return {
        policy: id,
        kind: 'error',
        failure: 'budget',
        message: `the ${limits.timeoutMs} ms for all policies were over`,
      };
    }
    if (machine === undefined) {
      const loaded = load();
      if ('failure' in loaded) return { policy: id, kind: 'error', ...loaded };
      machine = loaded;
    }
    try {
      return verdictOf(id, machine.evaluate(entryPointOf(id), limits.budgetSteps), known);
    } catch (cause) {
      const failed = explain(cause, machine.fuel === 0, limits);
      machine = undefined;
      return { policy: id, kind: 'error', ...failed };
    }
  });
}

interface Failed {
  readonly failure: PolicyFailure;
  readonly message: string;
}

/** Memory that OPA takes for a byte of the facts, with what policies over many subjects take; measured at 10,000 resources. */
const bytesPerByte = 24;

/** Tries no second time what failed: it would fail for every policy alike. */
function loaderOf(facts: Facts, bundle: Bundle, limits: DecideLimits): () => PolicyMachine | Failed {
  let bytes: number | undefined;
  let failed: Failed | undefined;
  return () => {
    if (failed !== undefined) return failed;
    try {
      bytes ??= bytesOf(encodeFacts(facts, bundle.reads));
      const machine = new PolicyMachine(bundle.module, limits.memoryMiB, bytes * bytesPerByte);
      machine.load(encodeFacts(facts, bundle.reads), bytes);
      return machine;
    } catch (cause) {
      const { failure, message } = explain(cause, false, limits);
      failed = { failure, message: `the facts could not be loaded: ${message}` };
      return failed;
    }
  };
}

/** As UTF-8. */
function bytesOf(pieces: Iterable<string>): number {
  let bytes = 0;
  for (const piece of pieces) bytes += Buffer.byteLength(piece);
  return bytes;
}

function verdictOf(policy: string, result: unknown, known: ReadonlySet<string>): Verdict {
  if (result === undefined) {
    return { policy, kind: 'error', failure: 'no-result', message: 'the policy gave no result' };
  }
  const read = readResult(result, known);
  if ('why' in read) {
    return { policy, kind: 'error', failure: 'ill-formed', message: `the result cannot be used: ${read.why}` };
  }
  return { policy, kind: 'decided', ...read };
}

/** @throws the cause itself where it is no failure of a policy but a bug of ours. */
function explain(cause: unknown, spent: boolean, limits: DecideLimits): Failed {
  if (spent) return { failure: 'budget', message: `the policy took more than its ${limits.budgetSteps} steps` };
  if (cause instanceof OpaAbort) {
    const full = cause.message.startsWith('opa_malloc');
    if (full) return { failure: 'memory', message: `the ${limits.memoryMiB} MiB of memory were used up` };
    return { failure: 'trap', message: cause.message };
  }
  if (cause instanceof WebAssembly.RuntimeError) return { failure: 'trap', message: cause.message };
  if (cause instanceof RangeError)
    return { failure: 'trap', message: 'the stack is exhausted: values are nested too deeply' };
  throw cause;
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
