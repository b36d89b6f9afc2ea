import { decimalText } from '../cty/decimal-text.ts';
import { sortedKeys } from '../cty/elements.ts';
import type { Cty } from '../cty/value.ts';
import { blockScalar, quotedScalar } from './scalar.ts';

/** What Terraform writes in a way that is not followed here, such as a string that is broken over lines. */
export class YamlLimit extends Error {}

/** The YAML text of a known value, as Terraform's `yamlencode` writes it: strings quoted, several lines as a block. */
export function encodeYaml(value: Cty): string {
  const text = nested(value, 0, 2);
  // A plain scalar that is a document of its own is closed, so that nothing can be read on.
  const isPlain = value.kind === 'number' || value.kind === 'bool' || value.kind === 'null';
  return isPlain ? `${text}\n...\n` : `${text}${text.endsWith('\n') ? '' : '\n'}`;
}

/** A value that starts where the cursor is; its further lines are indented so far. */
function nested(value: Cty, indent: number, blockIndent = indent): string {
  if ('items' in value && value.items.length > 0) return sequence(value.items, indent);
  if ('entries' in value && value.entries.size > 0) return mapping(value.entries, indent);
  return scalar(value, blockIndent);
}

function sequence(items: readonly Cty[], indent: number): string {
  return lines(
    items.map((item) => `- ${nested(item, indent + 2)}`),
    indent,
  );
}

function mapping(entries: ReadonlyMap<string, Cty>, indent: number): string {
  return lines(
    sortedKeys(entries).flatMap((key) => {
      const value = entries.get(key);
      return value === undefined ? [] : `${keyText(key)}:${member(value, indent)}`;
    }),
    indent,
  );
}

/** A list stands as deep as the key that it belongs to, an object deeper. */
function member(value: Cty, indent: number): string {
  if ('items' in value && value.items.length > 0) return `\n${' '.repeat(indent)}${sequence(value.items, indent)}`;
  if ('entries' in value && value.entries.size > 0) {
    return `\n${' '.repeat(indent + 2)}${mapping(value.entries, indent + 2)}`;
  }
  return ` ${scalar(value, indent + 2)}`;
}

/** Blocks that end in a line break of their own need no other. */
function lines(texts: readonly string[], indent: number): string {
  return texts
    .map((text, index) => (index === texts.length - 1 ? text : text.replace(/\n?$/, '\n')))
    .join(' '.repeat(indent));
}

function keyText(key: string): string {
  if (key.includes('\n')) throw new YamlLimit('a key of several lines');
  return quoted(key);
}

function scalar(value: Cty, indent: number): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return decimalText(value.value);
    case 'string':
      return blockScalar(value.value, indent) ?? quoted(value.value);
    case 'map':
    case 'object':
      return '{}';
    default:
      return '[]';
  }
}

/** Terraform breaks long strings at a space. */
const BROKEN_FROM = 60;

function quoted(text: string): string {
  const result = quotedScalar(text);
  if (result.length > BROKEN_FROM && result.includes(' ')) throw new YamlLimit('a long string with spaces');
  return result;
}
