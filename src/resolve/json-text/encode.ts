import { decimalText } from '../cty/decimal-text.ts';
import { sortedKeys } from '../cty/elements.ts';
import { type ArrangedMembers, arrange } from '../cty/open-members.ts';
import { type Cty, type UnknownValue, unmarkedDeep } from '../cty/value.ts';
import { EvaluationError } from '../evaluate/context.ts';
import { attributeType } from '../evaluate/index-value.ts';
import { TextBuilder } from '../evaluate/template.ts';

/**
 * The JSON text of a value, as Terraform's `jsonencode` writes it: no spaces, keys sorted, `<`, `>` and `&` escaped. What is not
 * known is a hole in the text. A hole that is known to be a string stands between quotes; a bare hole is any JSON value.
 */
export function encodeJson(value: Cty, limit: number): Cty {
  const plain = unmarkedDeep(value);
  const all = encode(plain, limit, false);
  if (all.sorted || all.text.kind !== 'unknown') return all.text;
  const { text } = encode(plain, limit, true);
  return text.kind === 'unknown' && all.text.parts !== undefined ? { ...text, json: all.text.parts } : text;
}

function encode(value: Cty, limit: number, exact: boolean): { readonly text: Cty; readonly sorted: boolean } {
  const writer = new JsonWriter(limit, exact);
  writer.write(value);
  return writer.finish();
}

class JsonWriter {
  /** False once an object was written whose members may come in another order. */
  #sorted = true;
  readonly #builder: TextBuilder;

  /** @param exact leaves such objects out, as holes */
  constructor(
    limit: number,
    readonly exact: boolean,
  ) {
    this.#builder = new TextBuilder(limit);
  }

  finish(): { readonly text: Cty; readonly sorted: boolean } {
    return { text: this.#builder.finish(), sorted: this.#sorted };
  }

  write(value: Cty): void {
    switch (value.kind) {
      case 'null':
        this.#builder.text('null');
        return;
      case 'bool':
        this.#builder.text(String(value.value));
        return;
      case 'number':
        if (value.value.infinite !== undefined) throw new EvaluationError('JSON has no infinity');
        this.#builder.text(decimalText(value.value));
        return;
      case 'string':
        this.#builder.text(`"${escapeJson(value.value)}"`);
        return;
      case 'unknown':
        this.#unknown(value);
        return;
      case 'map':
      case 'object':
        this.#object(value.entries);
        return;
      default:
        this.#array(value.items);
    }
  }

  #unknown(value: UnknownValue): void {
    if (isText(value)) {
      this.#text(value);
      return;
    }
    const members = value.members === undefined ? undefined : arrange(value.members);
    if (members === undefined || (this.exact && !members.sorted)) this.#builder.hole(value);
    else this.#members(members);
  }

  #text(value: UnknownValue): void {
    this.#builder.text('"');
    for (const part of value.parts ?? [value]) {
      if (typeof part === 'string') this.#builder.text(escapeJson(part));
      else this.#builder.hole(part);
    }
    this.#builder.text('"');
  }

  #members({ items, sorted }: ArrangedMembers): void {
    this.#sorted &&= sorted;
    this.#builder.text('{');
    for (const [index, { name, value }] of items.entries()) {
      if (index > 0) this.#builder.text(',');
      if (name.kind === 'string') this.write(name);
      else this.#text(name);
      this.#builder.text(':');
      this.write(value);
    }
    this.#builder.text('}');
  }

  #array(items: readonly Cty[]): void {
    this.#builder.text('[');
    for (const [index, item] of items.entries()) {
      if (index > 0) this.#builder.text(',');
      this.write(item);
    }
    this.#builder.text(']');
  }

  #object(entries: ReadonlyMap<string, Cty>): void {
    this.#builder.text('{');
    for (const [index, key] of sortedKeys(entries).entries()) {
      const item = entries.get(key);
      if (index > 0) this.#builder.text(',');
      this.#builder.text(`"${escapeJson(key)}":`);
      if (item !== undefined) this.write(item);
    }
    this.#builder.text('}');
  }
}

/** Known to be a string: by its type, or as an attribute that always is one. */
function isText({ type, reference }: UnknownValue): boolean {
  if (type.kind === 'string' || reference === undefined) return type.kind === 'string';
  return type.kind === 'dynamic' && attributeType(reference.$attribute).kind === 'string';
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
