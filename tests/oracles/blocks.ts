/** Blocks that can be written in either syntax of Terraform. */

/** `expression` is a template in JSON; `plain` is JSON, which HCL reads as well; `word` is a bare reference or type, a string in JSON. */
export type Attribute =
  | { readonly kind: 'expression' | 'plain' | 'word'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Attribute[] }
  | { readonly kind: 'object'; readonly entries: Readonly<Record<string, Attribute>> };

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: readonly Block[];
}

export const expression = (text: string): Attribute => ({ kind: 'expression', text });
export const plain = (text: string): Attribute => ({ kind: 'plain', text });
export const word = (text: string): Attribute => ({ kind: 'word', text });
export const words = (...texts: readonly string[]): Attribute => ({ kind: 'list', items: texts.map(word) });

export function block(
  type: string,
  labels: readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
  blocks: readonly Block[] = [],
): Block {
  return { type, labels, attributes, blocks };
}

export function writeHcl(blocks: readonly Block[], indent = ''): string {
  return blocks
    .map(({ type, labels, attributes, blocks: inner }) => {
      const head = [type, ...labels.map((label) => `"${label}"`)].join(' ');
      const lines = Object.entries(attributes).map(([name, value]) => `${indent}  ${name} = ${hclText(value)}\n`);
      return `${indent}${head} {\n${lines.join('')}${writeHcl(inner, `${indent}  `)}${indent}}\n`;
    })
    .join('');
}

function hclText(attribute: Attribute): string {
  if (attribute.kind === 'list') return `[${attribute.items.map(hclText).join(', ')}]`;
  if (attribute.kind !== 'object') return attribute.text;
  const entries = Object.entries(attribute.entries).map(([key, value]) => `${key} = ${hclText(value)}`);
  return `{ ${entries.join(', ')} }`;
}

/** Every block is an element of the list of its type. */
export function writeJson(blocks: readonly Block[]): string {
  return `${jsonBody({}, blocks)}\n`;
}

function jsonBody(attributes: Readonly<Record<string, Attribute>>, blocks: readonly Block[]): string {
  const members = Object.entries(attributes).map(([name, value]) => member(name, jsonText(value)));
  for (const type of new Set(blocks.map((one) => one.type))) {
    const same = blocks.filter((one) => one.type === type);
    members.push(member(type, `[${same.map((one) => labelled(one, one.labels)).join(', ')}]`));
  }
  return `{${members.join(', ')}}`;
}

function labelled(one: Block, [label, ...labels]: readonly string[]): string {
  if (label === undefined) return jsonBody(one.attributes, one.blocks);
  return `{${member(label, labelled(one, labels))}}`;
}

function member(name: string, value: string): string {
  return `${JSON.stringify(name)}: ${value}`;
}

function jsonText(attribute: Attribute): string {
  switch (attribute.kind) {
    case 'expression':
      return JSON.stringify(`\${${attribute.text}}`);
    case 'word':
      return JSON.stringify(attribute.text);
    case 'plain':
      return attribute.text;
    case 'list':
      return `[${attribute.items.map(jsonText).join(', ')}]`;
    default:
      return `{${Object.entries(attribute.entries)
        .map(([key, value]) => member(key, jsonText(value)))
        .join(', ')}}`;
  }
}
