import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Path, Value } from '../../model/index.ts';
import { isReference, valueAt } from '../../model/index.ts';

/**
 * What an attribute such as `vpc_id` names. `elsewhere`: a known id that no resource of this run has, so it is none of
 * them. `unresolved`: it may be any of them. `none`: the attribute is not set.
 */
export type Target =
  | { readonly kind: 'resource'; readonly resource: EstateResource }
  | { readonly kind: 'elsewhere' | 'unresolved' | 'none' };

export type FindTarget = (value: Value | undefined) => Target;

/**
 * Finds resources of some types by reference, or by id where both are known, as in a plan or a state. A reference to an
 * attribute that is itself a reference is followed: `aws_subnet.s.vpc_id` is the VPC of that subnet.
 */
export function targetFinder(estate: Estate, types: readonly string[]): FindTarget {
  const byId = new Map<string, EstateResource>();
  for (const type of types) {
    for (const resource of [...estate.ofType(type, 'data'), ...estate.ofType(type, 'managed')]) {
      const id = resource.fact.values['id'];
      if (typeof id === 'string') byId.set(id, resource);
    }
  }
  const find = (value: Value | undefined, hops: number): Target => {
    if (value === undefined || value === null || value === '') return { kind: 'none' };
    if (typeof value === 'string') {
      const resource = byId.get(value);
      return resource === undefined ? { kind: 'elsewhere' } : { kind: 'resource', resource };
    }
    if (!isReference(value) || hops === 0) return { kind: 'unresolved' };
    const resource = estate.resources.get(value.$ref);
    if (resource === undefined) return { kind: 'unresolved' };
    if (types.includes(resource.fact.type) && isIdentifier(value.$attribute)) return { kind: 'resource', resource };
    const next = valueAt(valuesOf(resource), pathOf(value.$attribute));
    return next === undefined || next === null ? { kind: 'unresolved' } : find(next, hops - 1);
  };
  return (value) => find(value, 8);
}

/** The attributes of a resource, as values: the facts type them loosely, because a schema cannot say what a value is. */
export function valuesOf(resource: EstateResource): { readonly [name: string]: Value } {
  return resource.fact.values as { readonly [name: string]: Value };
}

function isIdentifier(attribute: string): boolean {
  return attribute === 'id' || attribute === 'arn';
}

/** `endpoint[0].address` as a path. */
function pathOf(attribute: string): Path {
  return [...attribute.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}
