import type { Json, JsonObject } from '../../../src/model/index.ts';
import { blockNames, type Declared } from './cell.ts';

/** Resources in HCL's native syntax, as a person would write them. */
export function asHcl(resources: readonly Declared[]): string {
  return resources.map(resourceText).join('\n');
}

function resourceText({ mode, type, name, body }: Declared): string {
  const keyword = mode === 'data' ? 'data' : 'resource';
  return `${keyword} "${type}" "${name}" {\n${membersText(body, '  ')}}\n`;
}

function membersText(members: JsonObject, indent: string): string {
  return Object.entries(members)
    .map(([name, value]) => (blockNames.has(name) ? blocksText(name, value, indent) : argument(name, value, indent)))
    .join('');
}

function argument(name: string, value: Json, indent: string): string {
  return `${indent}${name} = ${expression(value, indent)}\n`;
}

function blocksText(name: string, blocks: Json, indent: string): string {
  return (blocks as readonly JsonObject[])
    .map((block) => `${indent}${name} {\n${membersText(block, `${indent}  `)}${indent}}\n`)
    .join('');
}

const lone = /^\$\{([^{}]*)\}$/;

function expression(value: Json, indent: string): string {
  if (typeof value === 'string') return textExpression(value, indent);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((item) => expression(item as Json, inner)).join(', ')}]`;
  const members = Object.entries(value).map(([key, item]) => `${inner}${keyText(key)} = ${expression(item, inner)}\n`);
  return `{\n${members.join('')}${indent}}`;
}

function keyText(key: string): string {
  return /^\w+$/.test(key) ? key : JSON.stringify(key);
}

/** Documents are written by `jsonencode`, a lone reference without quotes. */
function textExpression(text: string, indent: string): string {
  const [, reference] = lone.exec(text) ?? [];
  if (reference !== undefined) return reference;
  if (text.startsWith('{"')) return `jsonencode(${expression(JSON.parse(text) as Json, indent)})`;
  return `"${text}"`;
}
