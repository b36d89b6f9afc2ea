import { createHash } from 'node:crypto';
import type { EvidenceStep } from '../shapes/index.ts';
import { canonical } from './canonical.ts';
import type { Thing } from './directory.ts';

export interface FingerprintParts {
  readonly policy: string;
  readonly kind: 'violation' | 'undecided' | 'error';
  readonly thing: Pick<Thing, 'stack' | 'address' | 'constructPath' | 'key'>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly steps: readonly EvidenceStep[];
}

/**
 * What a finding is about, and nothing of where it stands: policy, stack, construct path or address, instance key, the
 * attributes pointed at without their indices, and the data with its lists in order. So it outlives shifted lines, a
 * rule inserted before, and a waiver. SHA-256 in hexadecimal.
 */
export function fingerprintOf({ policy, kind, thing, data, steps }: FingerprintParts): string {
  const attributes = steps.map(({ path }) => path.filter((step) => typeof step === 'string').join('\u0000'));
  return sha256([
    policy,
    kind,
    thing.stack,
    thing.constructPath ?? thing.address,
    thing.key ?? null,
    [...new Set(attributes)].sort(),
    inOrder(data),
  ]);
}

/** Tells findings apart that are about the very same: the second of them in order, the third. */
export function distinguish(fingerprints: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return fingerprints.map((fingerprint) => {
    const before = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, before + 1);
    return before === 0 ? fingerprint : sha256([fingerprint, before]);
  });
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder).map(canonical).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inOrder(member)]));
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(canonical(parts)).digest('hex');
}
