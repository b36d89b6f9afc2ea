/** Prints Terraform JSON in HCL's native syntax: the same blocks, and every string the template that it is in JSON. */
import { type AttributeType, type Shape, shapeOf } from '../../src/aws/provider-schema.ts';
import type { Json, JsonObject } from '../../src/model/index.ts';
import { isTemplate } from '../../src/syntax/index.ts';
import { declaredIn, isObject, membersOf, objectsOf } from './case-resources.ts';

export function toHcl(stack: JsonObject): string {
  const blocks: string[] = [];
  for (const [name, body] of membersOf(stack['terraform'])) {
    if (name === 'backend')
      for (const [type, settings] of membersOf(body)) {
        blocks.push(block('terraform', [], [block('backend', [type], attributes(settings))].join('\n').split('\n')));
      }
    else
      for (const one of objectsOf(body))
        blocks.push(block('terraform', [], block(name, [], attributes(one)).split('\n')));
  }
  for (const [name, configurations] of membersOf(stack['provider'])) {
    for (const one of objectsOf(configurations)) blocks.push(block('provider', [name], body(one, PROVIDER)));
  }
  for (const [name, one] of membersOf(stack['variable'])) {
    for (const variable of objectsOf(one)) blocks.push(block('variable', [name], variableBody(variable)));
  }
  for (const one of objectsOf(stack['locals'])) blocks.push(block('locals', [], attributes(one)));
  for (const [name, one] of membersOf(stack['output'])) {
    for (const output of objectsOf(one)) blocks.push(block('output', [name], attributes(output)));
  }
  for (const { mode, type, name, body: written } of declaredIn(stack)) {
    const shape = shapeOf(type, mode) ?? new Map();
    blocks.push(block(mode === 'data' ? 'data' : 'resource', [type, name], body(written, shape)));
  }
  return `${blocks.join('\n\n')}\n`;
}

/** Blocks that any provider of AWS may hold. */
const PROVIDER: Shape = new Map(
  ['default_tags', 'assume_role', 'ignore_tags'].map((name) => [name, { nesting: 'list', of: new Map() }] as const),
);

/** Blocks that any resource may hold. */
const META: Shape = new Map(
  ['lifecycle', 'timeouts'].map((name) => [name, { nesting: 'one', of: new Map() }] as const),
);

/** Arguments that name something instead of giving a value. */
const NAMES = new Set(['depends_on', 'ignore_changes', 'replace_triggered_by', 'provider']);

function block(type: string, labels: readonly string[], lines: readonly string[]): string {
  const head = [type, ...labels.map((label) => JSON.stringify(label))].join(' ');
  return [`${head} {`, ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

function body(written: JsonObject, shape: Shape): readonly string[] {
  return membersOf(written).flatMap(([name, value]) => {
    if (name === 'dynamic') return dynamicBlocks(value, shape);
    const type: AttributeType | undefined = META.get(name) ?? shape.get(name);
    const nested =
      typeof type === 'object' && type.nesting !== 'map' && typeof type.of === 'object' ? type.of : undefined;
    if (nested === undefined || !isBlocks(value)) return [attribute(name, value)];
    return objectsOf(value).flatMap((one) => block(name, [], body(one, nested)).split('\n'));
  });
}

function dynamicBlocks(value: Json, shape: Shape): readonly string[] {
  return membersOf(value).flatMap(([label, written]) =>
    objectsOf(written).flatMap((one) => {
      const type = shape.get(label);
      const inner: Shape = typeof type === 'object' && typeof type.of === 'object' ? type.of : new Map();
      const content = new Map([['content', { nesting: 'list', of: inner } as const]]);
      return block('dynamic', [label], body(one, content)).split('\n');
    }),
  );
}

function isBlocks(value: Json): boolean {
  return isObject(value) || (Array.isArray(value) && value.length > 0 && (value as readonly Json[]).every(isObject));
}

function attributes(written: Json): readonly string[] {
  return membersOf(written).map(([name, value]) => attribute(name, value));
}

function variableBody(variable: JsonObject): readonly string[] {
  return membersOf(variable).map(([name, value]) =>
    // A type is an expression; in JSON a string holds it.
    name === 'type' ? `type = ${String(value)}` : attribute(name, value),
  );
}

function attribute(name: string, value: Json): string {
  return `${name} = ${NAMES.has(name) ? names(value) : expression(value)}`;
}

function names(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(names).join(', ')}]`;
  return String(value).replace(/^\$\{(.*)\}$/, '$1');
}

function expression(value: Json): string {
  if (typeof value === 'string') return template(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(expression).join(', ')}]`;
  const items = Object.entries(value).map(
    ([key, member]) => `${isTemplate(key) ? `(${template(key)})` : quoted(key)} = ${expression(member)}`,
  );
  return `{ ${items.join(', ')} }`;
}

/** Text around interpolations needs escapes in a quoted template, what stands in them does not. */
function template(text: string): string {
  if (!isTemplate(text)) return quoted(text);
  if (text.startsWith('${') && closing(text, 2) === text.length) return text.slice(2, -1).trim();
  return `"${pieces(text)}"`;
}

function pieces(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    if ((text[at] === '$' || text[at] === '%') && text[at + 1] === text[at] && text[at + 2] === '{') {
      result += text.slice(at, at + 3);
      at += 3;
    } else if ((text[at] === '$' || text[at] === '%') && text[at + 1] === '{') {
      const end = closing(text, at + 2);
      result += text.slice(at, end);
      at = end;
    } else {
      result += quoted(text[at] ?? '').slice(1, -1);
      at += 1;
    }
  }
  return result;
}

/** The place after the brace that ends an interpolation: braces nest, and those in strings do not count. */
function closing(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at);
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error(`an interpolation does not end: ${text}`);
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
    else if (text[at] === '$' && text[at + 1] === '{') at = closing(text, at + 2) - 1;
  }
  throw new Error(`a string does not end: ${text}`);
}

/** In JSON a string without `${` or `%{` stands for itself, and so it does here. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/\\(.)/g, (written, letter) =>
    letter === 'b' ? '\\u0008' : letter === 'f' ? '\\u000c' : written,
  );
}
