/**
 * Joins a satellite to the resource that it configures: by reference (`bucket = aws_s3_bucket.b.id`), also where the reference
 * has a value of its own (`aws_s3_bucket.b.bucket`); by the literal name where it is the name of one resource; and, where the name
 * is not known, by the reference that the expression makes to the one resource that has that very name, or by a name that is made
 * of the same attributes (`"logs-${data.aws_caller_identity.me.account_id}"`, twice). What cannot be told stays open: the satellite
 * may be that of any resource whose name might be the same.
 */
import type { Path, Reference, Unknown, Value } from '../model/index.ts';
import { isReference, isUnknown, valueAt } from '../model/index.ts';
import { anyText, type Edges, edgesOf } from './edges.ts';
import type { EstateResource } from './estate.ts';
import { indexOwnerNames, type OwnerNames } from './owner-names.ts';
import { originOf, pathOfAttribute, valuesOf } from './resource-values.ts';

/** `elsewhere`: it is known not to be one of this run. `maybe`: it is one of these, or none. */
type Owner =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'maybe'; readonly among: Among }
  | { readonly kind: 'elsewhere' };

/**
 * Which it may be: one of these, or one whose name can turn out like this; only if it is `open`, where a name that is known is another.
 * There may be thousands for each of thousands of satellites, so that they are not listed.
 */
export type Among =
  | { readonly these: readonly EstateResource[] }
  | { readonly named: Edges; readonly of: 'all' | 'open' };

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

export interface OwnerFinder {
  readonly find: FindOwner;
  readonly owners: readonly EstateResource[];
  readonly names: OwnerNames;
}

export function ownerFinder(things: Things, ownership: Ownership): OwnerFinder {
  const owners = ownership.types.flatMap((type) => things.ofType(type, 'managed'));
  const names = indexOwnerNames(owners, ownership);
  const search: Search = { things, ownership, names, alone: new Map() };
  return {
    find: (satellite, path) => {
      const question = { asker: satellite, attribute: String(path[0] ?? ''), search, hops: furthest };
      const origin = originOf(satellite, path);
      const owner = origin === undefined ? undefined : findByReference(origin, question);
      return owner?.kind === 'one' ? owner : find(valueAt(valuesOf(satellite), path), question);
    },
    owners,
    names,
  };
}

interface Search {
  readonly things: Things;
  readonly ownership: Ownership;
  readonly names: OwnerNames;
  /** Lists of one, each made once. */
  readonly alone: Map<EstateResource, readonly EstateResource[]>;
}

interface Question {
  readonly asker: EstateResource;
  /** The top-level attribute of the asker that holds the value. */
  readonly attribute: string;
  readonly search: Search;
  readonly hops: number;
}

function find(value: Value | undefined, question: Question): Owner {
  if (value === undefined || value === null) return { kind: 'elsewhere' };
  if (typeof value === 'string') return findByName(value, question);
  if (isReference(value)) {
    const owner = findByReference(value, question);
    return owner.kind === 'maybe' ? (onlyOne(question.search.names.madeAlike(value)) ?? owner) : owner;
  }
  if (isUnknown(value)) return findByUnknown(value, question);
  return { kind: 'elsewhere' };
}

function findByReference({ $ref, $attribute }: Reference, question: Question): Owner {
  const { search, hops } = question;
  const target = search.things.get($ref);
  if (target === undefined || hops === 0) return maybeNamed(anyText, 'all', search);
  const { type } = target.fact;
  const path = pathOfAttribute($attribute);
  const [attribute] = path;
  if (typeof attribute !== 'string') return maybeNamed(anyText, 'all', search);
  if (target.mode === 'managed' && search.ownership.types.includes(type)) {
    const { identities, name } = search.ownership;
    return identities.includes(attribute) || attribute === name
      ? { kind: 'one', id: $ref }
      : maybe(alone(target, search));
  }
  const followed = path.length === 1 ? followedAttribute(target, attribute, search.ownership) : undefined;
  const value = followed === undefined ? valueAt(valuesOf(target), path) : valuesOf(target)[followed];
  if (value !== undefined) {
    return find(value, { asker: target, attribute: followed ?? attribute, search, hops: hops - 1 });
  }
  // What a data source of the same type finds without saying what it looks for may be any of them.
  return maybeNamed(anyText, 'all', search);
}

function followedAttribute(target: EstateResource, attribute: string, ownership: Ownership): string | undefined {
  const { types, identities, name, follows } = ownership;
  if (target.mode === 'data' && types.includes(target.fact.type) && identities.includes(attribute)) return name;
  return follows?.(target.fact.type, attribute);
}

function findByName(text: string, { asker, attribute, search }: Question): Owner {
  const same = search.names.named(text, asker.fact.stack);
  const [only, ...others] = same;
  if (only === undefined) return maybeNamed(edgesOf(text), 'open', search);
  if (others.length === 0) return { kind: 'one', id: only.fact.id };
  return onlyOne(search.names.referredTo(asker, attribute, text)) ?? maybe(same);
}

function findByUnknown(value: Unknown, { asker, attribute, search }: Question): Owner {
  return (
    onlyOne(search.names.referredTo(asker, attribute, value)) ??
    onlyOne(search.names.madeAlike(value)) ??
    maybeNamed(edgesOf(value), 'all', search)
  );
}

function onlyOne([meant, ...more]: readonly EstateResource[]): Owner | undefined {
  return meant === undefined || more.length > 0 ? undefined : { kind: 'one', id: meant.fact.id };
}

function maybe(these: readonly EstateResource[]): Owner {
  return { kind: 'maybe', among: { these } };
}

function alone(owner: EstateResource, { alone: lists }: Search): readonly EstateResource[] {
  const list = lists.get(owner) ?? [owner];
  lists.set(owner, list);
  return list;
}

function maybeNamed(named: Edges, of: 'all' | 'open', { names }: Search): Owner {
  return names.mayBeOne(named, of) ? { kind: 'maybe', among: { named, of } } : { kind: 'elsewhere' };
}
