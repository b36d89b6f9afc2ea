/**
 * Joins a satellite to the resource that it configures: by reference (`bucket = aws_s3_bucket.b.id`), also where the reference
 * has a known value (`aws_s3_bucket.b.bucket`); by the literal name where it is the name of one resource; and, where the name is not known, by the reference that the expression makes to the one
 * resource that has that very name. What cannot be told stays open: the satellite may be that of any resource whose name
 * might be the same.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Path, Reference, Unknown, Value } from '../model/index.ts';
import { isReference, isUnknown, valueAt } from '../model/index.ts';
import type { EstateResource } from './estate.ts';
import { originOf, pathOfAttribute, valuesOf } from './resource-values.ts';

/** `elsewhere`: it is known not to be one of this run. `maybe`: it is one of these, or none. */
export type Owner =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'maybe'; readonly ids: readonly string[] }
  | { readonly kind: 'elsewhere' };

export interface Ownership {
  readonly types: readonly string[];
  /** Attributes that stand for the resource as a whole. */
  readonly identities: readonly string[];
  /** The attribute that is written to name it, `undefined` for what only AWS names. */
  readonly name?: string;
  /** The attribute that is the beginning of a name, the rest of which Terraform makes up. */
  readonly namePrefix?: string;
  /** How a name begins that is made up where neither is set. */
  readonly generatedPrefix?: string;
  /** Of other types: attributes that have the value of another attribute of the same resource. */
  readonly follows?: (type: string, attribute: string) => string | undefined;
}

/** `path` is where the satellite names its owner. */
export type FindOwner = (satellite: EstateResource, path: Path) => Owner;

export interface Things {
  readonly get: (id: string) => EstateResource | undefined;
  readonly ofType: (type: string, mode?: 'managed' | 'data') => readonly EstateResource[];
}

/** References between resources are followed that far; a longer chain is a circle or as good as one. */
const furthest = 8;

export function ownerFinder(things: Things, ownership: Ownership): FindOwner {
  const owners = ownership.types.flatMap((type) => things.ofType(type, 'managed'));
  const named = indexNames(owners, ownership);
  const open = owners.filter((owner) => !hasLiteralName(owner, ownership));
  const search: Search = { things, ownership, owners, open, named };
  return (satellite, path) => {
    const question = { asker: satellite, attribute: String(path[0] ?? ''), search, hops: furthest };
    const origin = originOf(satellite, path);
    const owner = origin === undefined ? undefined : findByReference(origin, question);
    return owner?.kind === 'one' ? owner : find(valueAt(valuesOf(satellite), path), question);
  };
}

interface Search {
  readonly things: Things;
  readonly ownership: Ownership;
  readonly owners: readonly EstateResource[];
  /** Those whose name is not known. */
  readonly open: readonly EstateResource[];
  readonly named: ReadonlyMap<string, readonly EstateResource[]>;
}

interface Question {
  readonly asker: EstateResource;
  /** The top-level attribute of the asker that holds the value. */
  readonly attribute: string;
  readonly search: Search;
  readonly hops: number;
}

function indexNames(owners: readonly EstateResource[], { name }: Ownership): ReadonlyMap<string, EstateResource[]> {
  const index = new Map<string, EstateResource[]>();
  for (const owner of owners) {
    // After apply the id is known too, and for what has a name of its own it is that name.
    const values = valuesOf(owner);
    for (const text of new Set([name === undefined ? undefined : values[name], values['id'], values['arn']])) {
      if (typeof text !== 'string') continue;
      const same = index.get(text);
      if (same === undefined) index.set(text, [owner]);
      else same.push(owner);
    }
  }
  return index;
}

function find(value: Value | undefined, question: Question): Owner {
  if (value === undefined || value === null) return { kind: 'elsewhere' };
  if (typeof value === 'string') return findByName(value, question);
  if (isReference(value)) return findByReference(value, question);
  if (isUnknown(value)) return findByUnknown(value, question);
  return { kind: 'elsewhere' };
}

function findByReference({ $ref, $attribute }: Reference, question: Question): Owner {
  const { search, hops } = question;
  const target = search.things.get($ref);
  if (target === undefined || hops === 0) return maybe(search.owners);
  const { type } = target.fact;
  const path = pathOfAttribute($attribute);
  const [attribute] = path;
  if (typeof attribute !== 'string') return maybe(search.owners);
  if (target.mode === 'managed' && search.ownership.types.includes(type)) {
    const { identities, name } = search.ownership;
    return identities.includes(attribute) || attribute === name
      ? { kind: 'one', id: $ref }
      : { kind: 'maybe', ids: [$ref] };
  }
  const followed = path.length === 1 ? followedAttribute(target, attribute, search.ownership) : undefined;
  const value = followed === undefined ? valueAt(valuesOf(target), path) : valuesOf(target)[followed];
  if (value !== undefined) {
    return find(value, { asker: target, attribute: followed ?? attribute, search, hops: hops - 1 });
  }
  // What a data source of the same type finds without saying what it looks for may be any of them.
  return maybe(search.owners);
}

function followedAttribute(target: EstateResource, attribute: string, ownership: Ownership): string | undefined {
  const { types, identities, name, follows } = ownership;
  if (target.mode === 'data' && types.includes(target.fact.type) && identities.includes(attribute)) return name;
  return follows?.(target.fact.type, attribute);
}

function findByName(text: string, question: Question): Owner {
  const { asker, attribute, search } = question;
  const everywhere = search.named.get(text) ?? [];
  const near = everywhere.filter(({ fact }) => fact.stack === asker.fact.stack);
  const same = near.length > 0 ? near : everywhere;
  const [only, ...others] = same;
  if (only !== undefined && others.length === 0) return { kind: 'one', id: only.fact.id };
  if (only !== undefined) {
    const [meant, ...more] = same.filter((owner) => isReferredTo(owner, asker, attribute));
    return meant !== undefined && more.length === 0 ? { kind: 'one', id: meant.fact.id } : maybe(same);
  }
  return maybe(search.open.filter((owner) => mayBeNamed(owner, text, search.ownership)));
}

function hasLiteralName(owner: EstateResource, { name }: Ownership): boolean {
  const values = valuesOf(owner);
  return typeof values['id'] === 'string' || (name !== undefined && typeof values[name] === 'string');
}

function findByUnknown(value: Unknown, { asker, attribute, search }: Question): Owner {
  const { name } = search.ownership;
  const [meant, ...more] = search.owners.filter(
    (owner) =>
      name !== undefined && isReferredTo(owner, asker, attribute) && isDeepStrictEqual(valuesOf(owner)[name], value),
  );
  if (meant !== undefined && more.length === 0) return { kind: 'one', id: meant.fact.id };
  return maybe(search.owners.filter((owner) => mayBeNamed(owner, value, search.ownership)));
}

function maybe(owners: readonly EstateResource[]): Owner {
  return owners.length === 0 ? { kind: 'elsewhere' } : { kind: 'maybe', ids: owners.map(({ fact }) => fact.id) };
}

/** Does the expression of the attribute name the resource? References are written from inside a module. */
function isReferredTo(owner: EstateResource, asker: EstateResource, attribute: string): boolean {
  const { stack, module, type, name } = owner.fact;
  if (stack !== asker.fact.stack || module !== asker.fact.module) return false;
  const wanted = `${type}.${name}`;
  return (asker.fact.references[attribute] ?? []).some(
    (reference) => reference === wanted || reference.startsWith(`${wanted}.`) || reference.startsWith(`${wanted}[`),
  );
}

type Known = string | Unknown;

/** Can the name of the resource turn out to be this one? */
function mayBeNamed(
  owner: EstateResource,
  text: Known,
  { name, namePrefix, generatedPrefix = '' }: Ownership,
): boolean {
  const values = valuesOf(owner);
  const id = values['id'];
  if (typeof id === 'string') return mayBeEqual(id, text);
  const own = name === undefined ? undefined : values[name];
  if (typeof own === 'string' || isUnknown(own)) return mayBeEqual(own, text);
  if (own !== undefined) return true;
  const prefix = namePrefix === undefined ? undefined : values[namePrefix];
  if (prefix !== undefined && typeof prefix !== 'string') return true;
  return mayBeEqual({ $unknown: '', $parts: [prefix ?? generatedPrefix, { $unknown: '' }] }, text);
}

/** By what is known of the beginnings and the ends of both. */
export function mayBeEqual(left: Known, right: Known): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  const [leftStart, rightStart] = [edgeOf(left, 0), edgeOf(right, 0)];
  const [leftEnd, rightEnd] = [edgeOf(left, -1), edgeOf(right, -1)];
  return (
    (leftStart.startsWith(rightStart) || rightStart.startsWith(leftStart)) &&
    (leftEnd.endsWith(rightEnd) || rightEnd.endsWith(leftEnd))
  );
}

function edgeOf(text: Known, at: 0 | -1): string {
  if (typeof text === 'string') return text;
  const part = text.$parts?.at(at);
  return typeof part === 'string' ? part : '';
}
