import { encodeKey } from '../../model/index.ts';
import type { Expression } from '../../syntax/index.ts';
import type { BlockInspection } from '../body/inspect.ts';
import { TEMPLATE } from '../evaluate/json-flags.ts';
import { isMeta } from '../graph/meta-argument.ts';

export interface AttributeReferences {
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly literal: readonly string[];
}

/** What each attribute and block of a resource refers to, and which refer to nothing: the same for all its instances. */
export function attributeReferences({ attributes, blocks }: BlockInspection): AttributeReferences {
  const references: Record<string, readonly string[]> = {};
  const literal: string[] = [];
  for (const { name, value, flags, references: found } of attributes) {
    if (isMeta(name)) continue;
    const key = encodeKey(name);
    if (found.length > 0) references[key] = found.map(({ text }) => text);
    else if (isConstant(value, flags)) literal.push(key);
  }
  for (const { block, references: found } of blocks) {
    const dynamic = block.type === 'dynamic';
    const key = encodeKey(dynamic ? (block.labels[0] ?? block.type) : block.type);
    if (isMeta(key)) continue;
    if (found.length > 0)
      references[key] = [...new Set([...(references[key] ?? []), ...found.map(({ text }) => text)])];
    else if (!dynamic) literal.push(key);
  }
  return {
    references,
    literal: blocks.length === 0 ? literal : [...new Set(literal)].filter((key) => references[key] === undefined),
  };
}

/** True for what stands for itself: literals, and lists and objects of such. */
function isConstant(expression: Expression, flags = 0): boolean {
  switch (expression.kind) {
    case 'literal':
      return true;
    case 'json':
      return (flags & TEMPLATE) === 0;
    case 'template':
      return expression.parts.every((part) => part.kind === 'text');
    case 'tuple':
      return expression.items.every((item) => isConstant(item));
    case 'object':
      return expression.items.every(({ value }) => isConstant(value));
    case 'parenthesis':
      return isConstant(expression.inner);
    case 'unary':
      return isConstant(expression.operand);
    default:
      return false;
  }
}
