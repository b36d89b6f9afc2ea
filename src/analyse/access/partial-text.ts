import type { Estate } from '../../aws/index.ts';
import type { Reference, Unresolved, Value } from '../../model/index.ts';
import { isReference, isUnknown } from '../../model/index.ts';

/** A string that may be known in part: pieces in order. */
export type PartialText = readonly (string | Hole)[];

/** A piece of a string, or a whole JSON value, that is not known before apply. */
export interface Hole {
  readonly value: Unresolved;
  /** True for an identifier that AWS gives or takes, such as an ARN or a name: one string, not empty, without `*` and `?`. */
  readonly fixed: boolean;
}

/** How a hole is shown: see `Pattern` in shapes/facts.ts. */
function placeholderOf(hole: Hole): string {
  if (isPartition(hole)) return `\${partition}`;
  return isCallersAccount(hole) ? `\${account}` : `\${?}`;
}

function isCallersAccount({ value }: Hole): boolean {
  return isReference(value) && isCaller.test(value.$ref) && value.$attribute === 'account_id';
}

/** `data.aws_caller_identity.current`, in a module or a stack, one or of several. */
const isCaller = /(^|[./])data\.aws_caller_identity\.[^.]+$/;

export function textOf(value: Value | undefined, estate: Estate): PartialText | undefined {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (isReference(value)) return [holeOf(value, estate)];
  if (!isUnknown(value)) return undefined;
  if (value.$parts === undefined) return [holeOf(value, estate)];
  return value.$parts.map((part) => (typeof part === 'string' ? part : holeOf(part, estate)));
}

function holeOf(value: Unresolved, estate: Estate): Hole {
  return { value, fixed: isReference(value) && isIdentifier(value, estate) };
}

const identifier = /(^|[._])(arn|id|name|bucket|partition|region|dns_suffix|number|hex|result|account)(\[[^\]]*\])?$/;
/** Providers whose identifiers have no wildcard; of `random`, not the strings and passwords that may. */
const identified = /^(aws_|random_(id|integer|pet|uuid)$)/;

function isIdentifier(value: Reference, estate: Estate): boolean {
  const type = estate.resources.get(value.$ref)?.fact.type ?? typeOfAddress(value.$ref);
  return identified.test(type) && identifier.test(value.$attribute);
}

/** The type in a resource's id, for a resource that was not read. */
function typeOfAddress(id: string): string {
  return (
    id
      .replaceAll(/\[("[^"]*"|\d+)\]/g, '')
      .split('.')
      .at(-2)
      ?.split('/')
      .at(-1) ?? ''
  );
}

/** The text where all of it is known. */
export function knownText(text: PartialText): string | undefined {
  const [only] = text;
  if (text.length === 1) return typeof only === 'string' ? only : undefined;
  return text.every((piece) => typeof piece === 'string') ? text.join('') : undefined;
}

/** With placeholders for holes; "" when nothing of it is known. */
export function shownText(text: PartialText): string {
  if (text.length === 1 && typeof text[0] !== 'string') return '';
  return text.map((piece) => (typeof piece === 'string' ? piece : placeholderOf(piece))).join('');
}

/** An ARN's partition says nothing of who is meant. */
function isPartition({ value }: Hole): boolean {
  return isReference(value) && /(^|[./])aws_partition\./.test(value.$ref) && value.$attribute === 'partition';
}

/** The URL that a hole is, with its scheme or without: as good as a name, since it is the same wherever it is the same attribute. */
export function urlOf(value: Value | undefined): string | undefined {
  const url = isReference(value) ? value : isUnknown(value) ? value.$host : undefined;
  return url === undefined ? undefined : `${url.$ref}.${url.$attribute}`;
}

export function lowerCase(text: PartialText): PartialText {
  return text.map((piece) => (typeof piece === 'string' ? piece.toLowerCase() : piece));
}

/** The resource that the text names: its only hole but for the partition, where that is a reference; "" otherwise. */
export function namedResource(text: PartialText): string {
  const holes = text.filter((piece): piece is Hole => typeof piece !== 'string' && !isPartition(piece));
  const [only] = holes;
  return holes.length === 1 && only !== undefined && isReference(only.value) ? only.value.$ref : '';
}
