import type { Path, Reference, ValueObject } from '../model/index.ts';
import { pointerOf } from '../model/index.ts';
import type { EstateResource } from './estate.ts';
import { pathAsWritten } from './normalise.ts';
import { shapeOf } from './provider-schema.ts';

/** The attributes as values: facts type them loosely, because a schema cannot say what a value is. */
export function valuesOf({ fact }: EstateResource): ValueObject {
  return fact.values as ValueObject;
}

/** Terraform's notation as a path: `endpoint[0].address`, `outputs["a.b"]`. */
export function pathOfAttribute(attribute: string): Path {
  if (/^\w+$/.test(attribute)) return [attribute];
  return [...attribute.matchAll(/\["((?:\\.|[^"\\])*)"\]|\[(\d+)\]|[^.[\]]+/g)].map(([text, key, index]) => {
    if (key !== undefined) return key.replaceAll(/\\(.)/g, '$1');
    return index === undefined ? text : Number(index);
  });
}

/** The attribute from which the value at a path was taken unchanged, where it was taken from one. */
export function originOf({ fact, mode, instance }: EstateResource, path: Path): Reference | undefined {
  const { origins, values } = instance;
  if (origins === undefined) return undefined;
  return origins[pointerOf(pathAsWritten(values, shapeOf(fact.type, mode), path))];
}
