import type { Path, Reference, Unknown, Value } from './value.ts';
import { decodeKey, isList, isObject, isReference, isUnknown } from './value.ts';

/** A path in Terraform's notation: `ingress[0].cidr_blocks`, `tags["a.b"]`; "" for the empty path. */
export function attributeOf(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(decodeKey(step))}]`;
  }
  return text;
}

/** A value as a word of a sentence: strings bare, lists joined by commas, what is not known with its reason. */
export function describeValue(value: Value | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value;
  if (isList(value)) return value.length === 0 ? 'none' : value.map(describeValue).join(', ');
  return literalOf(value);
}

/** A value on one line, as JSON where it is known; a reference as `aws_kms_key.k.arn`, an unknown as `(not known: reason)`. */
export function literalOf(value: Value): string {
  if (isReference(value)) return referenceText(value);
  if (isUnknown(value)) return unknownText(value);
  if (isList(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(decodeKey(key))}: ${literalOf(member)}`,
    );
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** Why parts of a value are not known, each reason once, in the order in which they stand. */
export function reasonsIn(value: Value | undefined): readonly string[] {
  const reasons = new Set<string>();
  collectReasons(value, reasons);
  return [...reasons];
}

function collectReasons(value: Value | undefined, reasons: Set<string>): void {
  if (isReference(value)) reasons.add(`${referenceText(value)} is known only after apply`);
  else if (isUnknown(value)) reasons.add(value.$unknown);
  else if (isList(value)) for (const item of value) collectReasons(item, reasons);
  else if (isObject(value)) for (const member of Object.values(value)) collectReasons(member, reasons);
}

function referenceText(value: Reference): string {
  return value.$attribute === '' ? value.$ref : `${value.$ref}.${value.$attribute}`;
}

function unknownText(value: Unknown): string {
  if (value.$parts === undefined) return `(not known: ${value.$unknown})`;
  const pieces = value.$parts.map((part) =>
    typeof part === 'string' ? part : `\${${isReference(part) ? referenceText(part) : '?'}}`,
  );
  return JSON.stringify(pieces.join(''));
}
