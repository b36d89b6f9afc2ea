import type { Facts } from '../shapes/index.ts';
import type { Reads } from './manifest.ts';

/**
 * The facts as the data document of OPA: `{"facts": ...}`, UTF-8, without the resources of types that no policy reads.
 *
 * Half of a surrogate pair, which no UTF-8 text can hold, is written as U+FFFD, as Terraform does: OPA would refuse the whole text.
 */
export function encodeFacts(facts: Facts, reads: Reads): Uint8Array {
  const { resources, data } = facts;
  const read = { ...facts, resources: only(resources, reads.resources), data: only(data, reads.data) };
  const text = `{"facts":${JSON.stringify(read)}}`;
  return new TextEncoder().encode(text.includes('\\ud') ? replaceHalves(text) : text);
}

function only<Instances>(
  byType: Readonly<Record<string, Instances>>,
  types: readonly string[] | null,
): Readonly<Record<string, Instances>> {
  if (types === null) return byType;
  return Object.fromEntries(Object.entries(byType).filter(([type]) => types.includes(type)));
}

/** `JSON.stringify` escapes halves and nothing else above U+001F; escapes are read from the left, so that `\\ud800` stays text. */
function replaceHalves(json: string): string {
  return json.replace(/\\(?:u([0-9a-f]{4})|.)/g, (written, unit: string | undefined) =>
    unit !== undefined && /^d[89a-f]/.test(unit) ? '\\ufffd' : written,
  );
}
