import type { Facts } from '../shapes/index.ts';
import type { Reads } from './manifest.ts';

/** In UTF-16 code units: less costs more calls, more costs memory. */
const wholesome = 65_536;
/** Lists of things lie that deep: `resources`, the type, the list. */
const deepest = 3;

/**
 * The facts as the data document of OPA: `{"facts": ...}`, without the resources of types that no policy reads. In pieces, because the
 * text of a large estate takes tens of megabytes; the same for the same facts.
 *
 * Half of a surrogate pair, which no UTF-8 text can hold, is written as U+FFFD, as Terraform does: OPA would refuse the whole text.
 */
export function* encodeFacts(facts: Facts, reads: Reads): Generator<string> {
  const { resources, data } = facts;
  const read = { ...facts, resources: only(resources, reads.resources), data: only(data, reads.data) };
  let piece = '{"facts":';
  for (const text of textsOf(read, 0)) {
    piece += text.includes('\\ud') ? replaceHalves(text) : text;
    if (piece.length < wholesome) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}}`;
}

function* textsOf(value: object, depth: number): Generator<string> {
  if (Array.isArray(value)) {
    yield '[';
    for (const [index, item] of value.entries()) yield `${index > 0 ? ',' : ''}${JSON.stringify(item)}`;
    yield ']';
    return;
  }
  let separator = '{';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${separator}${JSON.stringify(key)}:`;
    separator = ',';
    if (depth + 1 < deepest && typeof member === 'object' && member !== null) yield* textsOf(member, depth + 1);
    else yield JSON.stringify(member);
  }
  yield separator === '{' ? '{}' : '}';
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
