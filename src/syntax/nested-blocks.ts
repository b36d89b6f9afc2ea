import type { Json, JsonObject } from '../model/index.ts';
import type { Body } from './expression.ts';
import { jsonBody } from './json-body.ts';

/** Nested blocks of one type, whichever syntax they are written in. */
export function blocksOf(body: Body, type: string): readonly Body[] {
  const written = body.blocks.filter((block) => block.type === type).map((block) => block.body);
  const attribute = body.attributes.get(type)?.value;
  if (!body.json || attribute?.kind !== 'json') return written;
  const { value, path, file } = attribute;
  if (!Array.isArray(value)) return isObject(value) ? [jsonBody(file, value, path)] : [];
  return value.flatMap((item, index) => (isObject(item) ? [jsonBody(file, item, [...path, index])] : []));
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
