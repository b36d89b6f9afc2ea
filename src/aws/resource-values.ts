import type { Path, ValueObject } from '../model/index.ts';
import type { EstateResource } from './estate.ts';

/** The attributes as values: facts type them loosely, because a schema cannot say what a value is. */
export function valuesOf({ fact }: EstateResource): ValueObject {
  return fact.values as ValueObject;
}

/** Terraform's notation as a path: `endpoint[0].address`, `outputs["a.b"]`. */
export function pathOfAttribute(attribute: string): Path {
  return [...attribute.matchAll(/\["((?:\\.|[^"\\])*)"\]|\[(\d+)\]|[^.[\]]+/g)].map(([text, key, index]) => {
    if (key !== undefined) return key.replaceAll(/\\(.)/g, '$1');
    return index === undefined ? text : Number(index);
  });
}
