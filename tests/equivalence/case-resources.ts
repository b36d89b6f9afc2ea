/** The resources, data sources and providers of a stack of Terraform JSON, whether written as objects or as lists. */
import type { Json, JsonObject } from '../../src/model/index.ts';

export interface Declared {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function membersOf(json: Json | undefined): readonly (readonly [string, Json])[] {
  return isObject(json) ? Object.entries(json).filter(([key]) => key !== '//') : [];
}

export function objectsOf(json: Json | undefined): readonly JsonObject[] {
  return (Array.isArray(json) ? (json as readonly Json[]) : [json]).filter(isObject);
}

export function declaredIn(stack: JsonObject): readonly Declared[] {
  return (['managed', 'data'] as const).flatMap((mode) =>
    membersOf(stack[mode === 'managed' ? 'resource' : 'data']).flatMap(([type, named]) =>
      membersOf(named).flatMap(([name, written]) => objectsOf(written).map((body) => ({ mode, type, name, body }))),
    ),
  );
}
