import type { Catalogue, Facts, Verdict } from '../shapes/index.ts';

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
  /** Loop iterations and calls that one policy may take. */
  readonly budgetSteps: number;
  readonly memoryMiB: number;
  /** Milliseconds from any fixed point. */
  readonly clock: () => number;
}

export type Decide = (facts: Facts, bundle: Bundle, limits: DecideLimits) => readonly Verdict[];
