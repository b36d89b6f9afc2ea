import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Path, Unknown, Value } from '../../model/index.ts';
import { isReference, isUnknown, makingOf, pointerOf, valueAt } from '../../model/index.ts';

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
  const indexes = new Map<string, TypeIndex>();
  const indexOf = (type: string): TypeIndex => {
    const index = indexes.get(type) ?? indexType(estate, type);
    indexes.set(type, index);
    return index;
  };
  return (from, path, types) => {
    const value = valueAt(valuesOf(from), path);
    const { stack } = from.fact;
    const search = { estate, types, byName: (text: string) => ofSameName(types.map(indexOf), text, stack) };
    const found = follow(value, search, 8);
    if (found.kind !== 'unresolved') return found;
    return (
      ownerByOrigin(from, path, search) ??
      ownerByExpression(from, path, value, types.map(indexOf)) ??
      ownerByMaking(value, types.map(indexOf)) ??
      found
    );
  };
}

/** Resources of one type. */
interface TypeIndex {
  readonly named: ReadonlyMap<string, readonly EstateResource[]>;
  /** By the name and the stack. */
  readonly inStack: ReadonlyMap<string, readonly EstateResource[]>;
  /** Managed ones by where they stand, what they are called there, and the text of a value that one of their identifiers has. */
  readonly written: ReadonlyMap<string, readonly EstateResource[]>;
  /** The same by the key of the instance too. */
  readonly writtenAt: ReadonlyMap<string, readonly EstateResource[]>;
  /** Managed ones by what an identifier that is not known is made of. */
  readonly made: ReadonlyMap<string, readonly EstateResource[]>;
}

function indexType(estate: Estate, type: string): TypeIndex {
  const named = new Map<string, EstateResource[]>();
  const inStack = new Map<string, EstateResource[]>();
  const written = new Map<string, EstateResource[]>();
  const writtenAt = new Map<string, EstateResource[]>();
  const made = new Map<string, EstateResource[]>();
  const managed = estate.ofType(type, 'managed');
  for (const resource of [...managed, ...estate.ofType(type, 'data')]) {
    for (const name of identifiersOf(resource)) {
      if (typeof name !== 'string') continue;
      append(named, name, resource);
      append(inStack, JSON.stringify([resource.fact.stack, name]), resource);
    }
  }
  for (const resource of managed) {
    const { fact } = resource;
    const texts = identifiersOf(resource)
      .filter(isUnknown)
      .map((value) => JSON.stringify(value));
    for (const text of new Set(texts)) {
      const key = writtenKey(fact, `${type}.${fact.name}`, text);
      append(written, key, resource);
      append(writtenAt, atInstance(key, resource), resource);
    }
    for (const making of new Set(identifiersOf(resource).map(makingOf))) {
      if (making !== undefined) append(made, making, resource);
    }
  }
  return { named, inStack, written, writtenAt, made };
}

function identifiersOf(resource: EstateResource): (Value | undefined)[] {
  const values = valuesOf(resource);
  return [...new Set(identifiers.map((identifier) => values[identifier]))];
}

function writtenKey({ stack, module }: EstateResource['fact'], name: string, text: string): string {
  return JSON.stringify([stack, module, name, text]);
}

function atInstance(key: string, { instance }: EstateResource): string {
  return JSON.stringify([key, instance.key ?? null]);
}

function append(index: Map<string, EstateResource[]>, key: string, resource: EstateResource): void {
  const same = index.get(key);
  if (same === undefined) index.set(key, [resource]);
  else same.push(resource);
}

interface Search {
  readonly estate: Estate;
  readonly types: readonly string[];
  readonly byName: (text: string) => Owner;
}

function follow(value: Value | undefined, search: Search, hops: number): Owner {
  if (value === undefined || value === null || value === '') return { kind: 'none' };
  if (typeof value === 'string') return search.byName(value);
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
function ofSameName(indexes: readonly TypeIndex[], text: string, stack: string): Owner {
  const near = onlyOne(indexes.map(({ inStack }) => inStack.get(JSON.stringify([stack, text])) ?? []));
  if (near.kind !== 'elsewhere') return near;
  return onlyOne(indexes.map(({ named }) => named.get(text) ?? []));
}

function onlyOne(lists: readonly (readonly EstateResource[])[]): Owner {
  const [first, ...others] = lists.filter(({ length }) => length > 0);
  const [only] = first ?? [];
  if (only === undefined) return { kind: 'elsewhere' };
  return others.length > 0 || first?.length !== 1 ? { kind: 'unresolved' } : { kind: 'resource', resource: only };
}

/**
 * A name that is not known, as it stands in the attribute, says nothing of whose name it is. But where the expression
 * refers to one resource alone, and its value is what that resource has for a name, it is that resource's.
 */
function ownerByExpression(
  from: EstateResource,
  path: Path,
  value: Value | undefined,
  indexes: readonly TypeIndex[],
): Owner | undefined {
  const [attribute] = path;
  const [reference, ...others] = from.fact.references[String(attribute)] ?? [];
  if (!isUnknown(value) || reference === undefined || others.length > 0) return undefined;
  const key = writtenKey(from.fact, reference, JSON.stringify(value));
  const candidates = onlyOne(indexes.map(({ written }) => written.get(key) ?? []));
  if (candidates.kind !== 'unresolved') return candidates.kind === 'resource' ? candidates : undefined;
  const [only] = indexes.flatMap(({ writtenAt }) => writtenAt.get(atInstance(key, from)) ?? []);
  return only === undefined ? undefined : { kind: 'resource', resource: only };
}

/** The value may have been taken, through modules and locals, from a resource that has it for a name. */
function ownerByOrigin(from: EstateResource, path: Path, search: Search): Owner | undefined {
  const owner = follow(from.instance.origins?.[pointerOf(path)], search, 1);
  return owner.kind === 'resource' ? owner : undefined;
}

/** Names that are made of the same attributes are the same name. */
function ownerByMaking(value: Value | undefined, indexes: readonly TypeIndex[]): Owner | undefined {
  const making = makingOf(value);
  if (making === undefined) return undefined;
  const owner = onlyOne(indexes.map(({ made }) => made.get(making) ?? []));
  return owner.kind === 'resource' ? owner : undefined;
}

/** The attributes of a resource, as values: the facts type them loosely, because a schema cannot say what a value is. */
export function valuesOf(resource: EstateResource): { readonly [name: string]: Value } {
  return resource.fact.values as { readonly [name: string]: Value };
}

/** `endpoint[0].address` as a path. */
function pathOf(attribute: string): Path {
  return [...attribute.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}
