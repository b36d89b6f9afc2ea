import type { Json, JsonObject } from '../model/index.ts';

/** Reads of JSON of uncertain shape: what is not of the shape is `undefined`, or empty. */

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function objectIn(value: Json | undefined, key: string): JsonObject | undefined {
  const member = memberOf(value, key);
  return isJsonObject(member) ? member : undefined;
}

export function listIn(value: Json | undefined, key: string): readonly Json[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? (member as readonly Json[]) : [];
}

export function textIn(value: Json | undefined, key: string): string | undefined {
  const member = memberOf(value, key);
  return typeof member === 'string' ? member : undefined;
}

export function membersOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
