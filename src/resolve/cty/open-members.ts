/** Members of an object whose names are known in part: which of them are different members, and which comes first. */
import { isOfOne, type Reference } from '../../model/index.ts';
import { compareText } from './text-order.ts';
import { type Cty, DYNAMIC, HIDDEN, marksWithin, sizeOf, type UnknownValue, unknown } from './value.ts';
import type { OpenMember, OpenMembers } from './value-type.ts';

/** Every two names are compared: of more members than this nothing is kept. */
const MOST_MEMBERS = 64;
const MOST_SIZE = 10_000;

/** What is kept of an object with unknown names; `undefined` where it is too much. What is marked is kept as unknown only. */
export function openMembers(written: readonly OpenMember[]): OpenMembers | undefined {
  if (written.length > MOST_MEMBERS) return undefined;
  const size = written.reduce((sum, { name, value }) => sum + sizeOf(name) + sizeOf(value), 1);
  if (size > MOST_SIZE) return undefined;
  // An unknown object is marked as its names are, as in Terraform, so nothing in it may need a mark of its own.
  return { items: written.map(({ name, value }) => ({ name, value: withoutMarked(value) })), size };
}

function withoutMarked(value: Cty): Cty {
  return (marksWithin(value) & HIDDEN) === 0 ? value : unknown(DYNAMIC, 'it is sensitive');
}

export interface ArrangedMembers {
  /** In the order of their names, or as they were written where that order is not known. */
  readonly items: readonly OpenMember[];
  readonly sorted: boolean;
}

/** @returns `undefined` where two names may be one, so that one of the members may not be there */
export function arrange({ items }: OpenMembers): ArrangedMembers | undefined {
  const named = items.map((member) => ({ member, pieces: piecesOf(member) }));
  let sorted = true;
  for (const [index, { pieces: right }] of named.entries()) {
    for (const { pieces: left } of named.slice(0, index)) {
      if (compareFronts(left, right) !== undefined) continue;
      if (!differ(reversed(left), reversed(right))) return undefined;
      sorted = false;
    }
  }
  if (sorted) named.sort((left, right) => compareFronts(left.pieces, right.pieces) ?? 0);
  return { items: named.map(({ member }) => member), sorted };
}

type Pieces = readonly (string | UnknownValue)[];

function piecesOf({ name }: OpenMember): Pieces {
  if (name.kind === 'string') return [name.value];
  return name.parts ?? [name];
}

function reversed(pieces: Pieces): Pieces {
  const backwards = (text: string): string => [...text].reverse().join('');
  return pieces.map((piece) => (typeof piece === 'string' ? backwards(piece) : piece)).reverse();
}

function differ(left: Pieces, right: Pieces): boolean {
  const order = compareFronts(left, right);
  return order !== undefined && order !== 0;
}

/** The order of two texts, as far as it is known before the first piece that may differ; `undefined` where it is not, or they may be equal. */
function compareFronts(left: Pieces, right: Pieces): number | undefined {
  const [one, other] = [[...left], [...right]];
  for (;;) {
    const [first, second] = [one.shift(), other.shift()];
    if (first === undefined || second === undefined) return compareEnds(first, second);
    if (typeof first !== 'string' || typeof second !== 'string') {
      if (typeof first === 'string' || typeof second === 'string' || !isSame(first, second)) return undefined;
      continue;
    }
    const length = Math.min(first.length, second.length);
    const order = compareText(first.slice(0, length), second.slice(0, length));
    if (order !== 0) return order;
    if (first.length > length) one.unshift(first.slice(length));
    if (second.length > length) other.unshift(second.slice(length));
  }
}

/** One of the texts has ended. The other goes on, unless what is left of it may be empty. */
function compareEnds(
  first: string | UnknownValue | undefined,
  second: string | UnknownValue | undefined,
): number | undefined {
  if (typeof first === 'string') return 1;
  return typeof second === 'string' ? -1 : undefined;
}

/** Certainly the same text. */
function isSame(one: UnknownValue, other: UnknownValue): boolean {
  return one === other || isSameAttribute(one.reference, other.reference) || isSameAttribute(one.host, other.host);
}

function isSameAttribute(one: Reference | undefined, other: Reference | undefined): boolean {
  return one !== undefined && isOfOne(one) && one.$ref === other?.$ref && one.$attribute === other.$attribute;
}
