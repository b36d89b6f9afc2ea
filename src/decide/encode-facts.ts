import type { Facts } from '../shapes/index.ts';

/**
 * The facts as the data document of OPA: `{"facts": ...}`, UTF-8.
 *
 * Half of a surrogate pair, which no UTF-8 text can hold, is written as U+FFFD, as Terraform does: OPA would refuse the whole text.
 */
export function encodeFacts(facts: Facts): Uint8Array {
  const text = `{"facts":${JSON.stringify(facts)}}`;
  return new TextEncoder().encode(text.includes('\\ud') ? replaceHalves(text) : text);
}

/** `JSON.stringify` escapes halves and nothing else above U+001F; escapes are read from the left, so that `\\ud800` stays text. */
function replaceHalves(json: string): string {
  return json.replace(/\\(?:u([0-9a-f]{4})|.)/g, (written, unit: string | undefined) =>
    unit !== undefined && /^d[89a-f]/.test(unit) ? '\\ufffd' : written,
  );
}
