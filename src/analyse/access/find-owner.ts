import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Path, Unknown, Value } from '../../model/index.ts';
import { isReference, isUnknown, valueAt } from '../../model/index.ts';

/**
 * What an attribute names. `elsewhere`: a known name that no resource of this run has, so it is none of them.
 * `unresolved`: it may be any of them. `none`: the attribute is not set.
 */
export type Owner =
  | { readonly kind: 'resource'; readonly resource: EstateResource }
  | { readonly kind: 'elsewhere' | 'unresolved' | 'none' };

/** Finds the resource, of one of the types, that an attribute of another names. */
export type FindOwner = (from: EstateResource, path: Path, types: readonly string[]) => Owner;

/** Attributes by which AWS and Terraform name a resource to another. */
const identifiers = ['id', 'arn', 'name', 'bucket', 'key_id', 'url', 'domain_name', 'repository_name'];

export function ownerFinder(estate: Estate): FindOwner {
  const indexes = new Map<string, NameIndex>();
  const named = (type: string, name: string): readonly EstateResource[] => {
    const index = indexes.get(type) ?? indexNames(estate, type);
    indexes.set(type, index);
    return index.get(name) ?? [];
  };
  return (from, path, types) => {
    const value = valueAt(valuesOf(from), path);
    const byName = (text: string) => types.flatMap((type) => named(type, text));
    const found = follow(value, { estate, types, byName, stack: from.fact.stack }, 8);
    return found.kind === 'unresolved' ? (ownerByExpression(from, path, value, estate, types) ?? found) : found;
  };
}

type NameIndex = ReadonlyMap<string, readonly EstateResource[]>;

function indexNames(estate: Estate, type: string): NameIndex {
  const index = new Map<string, EstateResource[]>();
  for (const resource of [...estate.ofType(type, 'managed'), ...estate.ofType(type, 'data')]) {
    const values = valuesOf(resource);
    for (const name of new Set(identifiers.map((identifier) => values[identifier]))) {
      if (typeof name === 'string') index.set(name, [...(index.get(name) ?? []), resource]);
    }
  }
  return index;
}

interface Search {
  readonly estate: Estate;
  readonly types: readonly string[];
  readonly byName: (text: string) => readonly EstateResource[];
  readonly stack: string;
}

function follow(value: Value | undefined, search: Search, hops: number): Owner {
  if (value === undefined || value === null || value === '') return { kind: 'none' };
  if (typeof value === 'string') return ofSameName(search.byName(value), search.stack);
  if (isUnknown(value) && namesPolicyOfAws(value)) return { kind: 'elsewhere' };
  if (!isReference(value) || hops === 0) return { kind: 'unresolved' };
  const resource = search.estate.resources.get(value.$ref);
  if (resource === undefined) return { kind: 'unresolved' };
  if (search.types.includes(resource.fact.type) && identifiers.includes(value.$attribute)) {
    return { kind: 'resource', resource };
  }
  const next = valueAt(valuesOf(resource), pathOf(value.$attribute));
  return next === undefined || next === null ? { kind: 'unresolved' } : follow(next, search, hops - 1);
}

/** `arn:${partition}:iam::aws:policy/ReadOnlyAccess`: the account of AWS's own policies is `aws`, and nobody else's. */
function namesPolicyOfAws({ $parts = [] }: Unknown): boolean {
  const [first, ...rest] = $parts.map((part) => (typeof part === 'string' ? part : ''));
  return first === 'arn:' && rest.join('').startsWith(':iam::aws:policy/');
}

/** Several resources may have one name, in different accounts: then the one of the same stack is meant, if there is one. */
function ofSameName(named: readonly EstateResource[], stack: string): Owner {
  const near = named.filter(({ fact }) => fact.stack === stack);
  const [only, ...others] = near.length > 0 ? near : named;
  if (only === undefined) return { kind: 'elsewhere' };
  return others.length === 0 ? { kind: 'resource', resource: only } : { kind: 'unresolved' };
}

/**
 * A name that is not known, as it stands in the attribute, says nothing of whose name it is. But where the expression
 * refers to one resource alone, and its value is what that resource has for a name, it is that resource's.
 */
function ownerByExpression(
  from: EstateResource,
  path: Path,
  value: Value | undefined,
  estate: Estate,
  types: readonly string[],
): Owner | undefined {
  const [attribute] = path;
  const [reference, ...others] = from.fact.references[String(attribute)] ?? [];
  if (!isUnknown(value) || reference === undefined || others.length > 0) return undefined;
  const text = JSON.stringify(value);
  const candidates = types
    .flatMap((type) => estate.ofType(type, 'managed'))
    .filter(
      ({ fact }) =>
        fact.stack === from.fact.stack &&
        fact.module === from.fact.module &&
        `${fact.type}.${fact.name}` === reference &&
        identifiers.some((identifier) => JSON.stringify(fact.values[identifier]) === text),
    );
  const [only] =
    candidates.length === 1 ? candidates : candidates.filter((one) => one.instance.key === from.instance.key);
  return only === undefined ? undefined : { kind: 'resource', resource: only };
}

/** The attributes of a resource, as values: the facts type them loosely, because a schema cannot say what a value is. */
export function valuesOf(resource: EstateResource): { readonly [name: string]: Value } {
  return resource.fact.values as { readonly [name: string]: Value };
}

/** `endpoint[0].address` as a path. */
function pathOf(attribute: string): Path {
  return [...attribute.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}
