import { decimalText } from '../cty/decimal-text.ts';
import { sortedKeys } from '../cty/elements.ts';
import { type Cty, type UnknownValue, unmarkedDeep } from '../cty/value.ts';
import { EvaluationError } from '../evaluate/context.ts';
import { attributeType } from '../evaluate/index-value.ts';
import { TextBuilder } from '../evaluate/template.ts';

/**
 * The JSON text of a value, as Terraform's `jsonencode` writes it: no spaces, keys sorted, `<`, `>` and `&` escaped. What is not
 * known is a hole in the text. A hole that is known to be a string stands between quotes; a bare hole is any JSON value.
 */
export function encodeJson(value: Cty, limit: number): Cty {
  const builder = new TextBuilder(limit);
  write(unmarkedDeep(value), builder);
  return builder.finish();
}

function write(value: Cty, builder: TextBuilder): void {
  switch (value.kind) {
    case 'null':
      builder.text('null');
      return;
    case 'bool':
      builder.text(String(value.value));
      return;
    case 'number':
      if (value.value.infinite !== undefined) throw new EvaluationError('JSON has no infinity');
      builder.text(decimalText(value.value));
      return;
    case 'string':
      builder.text(`"${escapeJson(value.value)}"`);
      return;
    case 'unknown':
      writeUnknown(value, builder);
      return;
    case 'map':
    case 'object':
      writeObject(value.entries, builder);
      return;
    default:
      writeArray(value.items, builder);
  }
}

function writeUnknown(value: UnknownValue, builder: TextBuilder): void {
  if (!isText(value)) {
    builder.hole(value);
    return;
  }
  builder.text('"');
  for (const part of value.parts ?? [value]) {
    if (typeof part === 'string') builder.text(escapeJson(part));
    else builder.hole(part);
  }
  builder.text('"');
}

/** Known to be a string: by its type, or as an attribute that always is one. */
function isText({ type, reference }: UnknownValue): boolean {
  if (type.kind === 'string' || reference === undefined) return type.kind === 'string';
  return type.kind === 'dynamic' && attributeType(reference.$attribute).kind === 'string';
}

function writeArray(items: readonly Cty[], builder: TextBuilder): void {
  builder.text('[');
  for (const [index, item] of items.entries()) {
    if (index > 0) builder.text(',');
    write(item, builder);
  }
  builder.text(']');
}

function writeObject(entries: ReadonlyMap<string, Cty>, builder: TextBuilder): void {
  builder.text('{');
  for (const [index, key] of sortedKeys(entries).entries()) {
    const item = entries.get(key);
    if (index > 0) builder.text(',');
    builder.text(`"${escapeJson(key)}":`);
    if (item !== undefined) write(item, builder);
  }
  builder.text('}');
}

/** The contents of a JSON string as Go's encoder writes them. */
function escapeJson(text: string): string {
  return escapeHtml(JSON.stringify(text).slice(1, -1));
}

/** `<`, `>` and `&` can only stand in strings, so a whole JSON text can be escaped at once. */
export function escapeHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
