/** Holds a value of ours against what Terraform says. */
import { compare, type Decimal, fromDouble, isZero, toDouble } from '../../src/resolve/cty/decimal.ts';
import { decimalText } from '../../src/resolve/cty/decimal-text.ts';
import { sortedKeys } from '../../src/resolve/cty/elements.ts';
import { compareText } from '../../src/resolve/cty/text-order.ts';
import type { Type } from '../../src/resolve/cty/type.ts';
import { type Cty, DYNAMIC, isWhole, object, tuple, typeOf, unknown } from '../../src/resolve/cty/value.ts';
import { isPlain, type OracleResult } from './outputs.ts';

/**
 * `same`; `lost`: Terraform knows what is unknown here; `refused`: an error here, a value there; `accepted`: the other way round;
 * `withheld`: not known here on purpose; `aside`: Terraform crashed, so that nothing was compared; `differs` and
 * `presumed` (known here, unknown there) are contradictions.
 */
export type Verdict = 'same' | 'lost' | 'refused' | 'accepted' | 'withheld' | 'aside' | 'differs' | 'presumed';

export interface Ours {
  readonly value: Cty;
  readonly troubles: readonly string[];
}

export function compareResult(ours: Ours, theirs: OracleResult): Verdict {
  if (theirs.kind === 'crash') return 'aside';
  const failed = ours.troubles.length > 0;
  // A bug of this version of Terraform, and a limit of plan files: no rules of the language.
  if (theirs.kind === 'error' && /panic in function|cannot serialize infinity/.test(theirs.message)) return 'same';
  if (theirs.kind === 'error') return failed || !isWhole(ours.value) ? 'same' : 'accepted';
  // What cannot be known may already be certain to fail.
  if (failed) return isPlain(theirs.unknown) ? refusal(ours.troubles) : 'same';
  const verdict = compareValue(ours.value, theirs.after, theirs.unknown);
  if (verdict !== 'same' || theirs.type === undefined || !isWhole(ours.value) || ours.value.kind === 'null')
    return verdict;
  return canonical(theirs.type) === typeText(typeOf(ours.value)) ? 'same' : 'differs';
}

/** What lies outside of the folders that a run may read is never looked at. */
function refusal(troubles: readonly string[]): Verdict {
  return troubles.every((trouble) => /lies outside of the folders/.test(trouble)) ? 'withheld' : 'refused';
}

function compareValue(ours: Cty, after: Cty | undefined, unknown: Cty | undefined): Verdict {
  if (isTrue(unknown)) return ours.kind === 'unknown' ? 'same' : 'presumed';
  if (ours.kind === 'unknown') return 'lost';
  if (isPlain(unknown)) return sameText(ours, after);
  const parts = partsOf(ours, after, unknown);
  if (parts === undefined) return 'differs';
  return worst(parts.map(([own, theirs, mask]) => compareValue(own, theirs, mask)));
}

/** What of a value is known here and not to Terraform. The rest, which both know alike, is made unknown. */
export function presumedOf(ours: Cty, after: Cty | undefined, mask: Cty | undefined): Cty {
  if (isTrue(mask) || ours.kind === 'set') return ours;
  const parts = isPlain(mask) ? undefined : partsOf(ours, after, mask);
  if (parts === undefined) return unknown(DYNAMIC, 'Terraform knows it');
  const presumed = parts.map((part) => presumedOf(...part));
  return 'entries' in ours
    ? object(new Map([...ours.entries.keys()].map((key, index) => [key, presumed[index] ?? ours])))
    : tuple(presumed);
}

function isTrue(mask: Cty | undefined): boolean {
  return mask?.kind === 'bool' && mask.value;
}

function sameText(ours: Cty, after: Cty | undefined): Verdict {
  if (!isWhole(ours)) return worst([...lostOrSame(ours, after)]);
  return canonical(ours) === (after === undefined ? 'null' : canonical(after)) ? 'same' : 'differs';
}

function* lostOrSame(ours: Cty, after: Cty | undefined): Generator<Verdict> {
  const parts = partsOf(ours, after, undefined);
  if (parts === undefined) yield 'differs';
  else for (const [own, theirs] of parts) yield compareValue(own, theirs, undefined);
}

type Part = readonly [Cty, Cty | undefined, Cty | undefined];

function partsOf(ours: Cty, after: Cty | undefined, mask: Cty | undefined): readonly Part[] | undefined {
  if ('items' in ours) {
    if (after === undefined || !('items' in after) || after.items.length !== ours.items.length) return undefined;
    const masks = mask !== undefined && 'items' in mask ? mask.items : [];
    return ours.items.map((item, index): Part => [item, after.items[index], masks[index]]);
  }
  if (!('entries' in ours) || after === undefined || !('entries' in after)) return undefined;
  const masks = mask !== undefined && 'entries' in mask ? mask.entries : new Map<string, Cty>();
  const keys = new Set([...after.entries.keys(), ...[...masks].filter(([, one]) => !isPlain(one)).map(([key]) => key)]);
  if (keys.size !== ours.entries.size) return undefined;
  return [...ours.entries].map(([key, item]): Part => [item, after.entries.get(key), masks.get(key)]);
}

const ORDER: readonly Verdict[] = ['differs', 'presumed', 'lost', 'same'];

function worst(verdicts: readonly Verdict[]): Verdict {
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'same';
}

/** JSON with sorted keys and all digits. */
export function canonical(value: Cty): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(value.value);
    case 'bool':
      return String(value.value);
    case 'number':
      return numberText(value.value);
    case 'unknown':
      return '?';
    case 'map':
    case 'object':
      return `{${sortedKeys(value.entries)
        .map((key) => `${JSON.stringify(key)}:${canonical(value.entries.get(key) ?? value)}`)
        .join(',')}}`;
    default:
      return `[${value.items.map(canonical).join(',')}]`;
  }
}

/** A plan keeps what a double can hold as a double, which is written with fewer digits, and knows no negative zero. */
function numberText(value: Decimal): string {
  if (isZero(value)) return '0';
  const double = toDouble(value);
  const kept = Number.isFinite(double) ? fromDouble(double) : value;
  return decimalText(compare(kept, value) === 0 ? kept : value);
}

/** A type as Terraform writes it in JSON, keys sorted. */
function typeText(type: Type): string {
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map')
    return `["${type.kind}",${typeText(type.element)}]`;
  if (type.kind === 'tuple') return `["tuple",[${type.elements.map(typeText).join(',')}]]`;
  if (type.kind !== 'object') return JSON.stringify(type.kind);
  const names = [...type.attributes.keys()].sort(compareText);
  return `["object",{${names.map((name) => `${JSON.stringify(name)}:${typeText(type.attributes.get(name) ?? type)}`).join(',')}}]`;
}
