import type { ResourceBlock } from '../../ingest/index.ts';
import { encodeKey } from '../../model/index.ts';
import type { Body, Expression } from '../../syntax/index.ts';
import { hasTemplate } from '../evaluate/json-tree.ts';
import { isMeta } from '../graph/resource-node.ts';
import { referencesOf, referencesOfBody, referenceText, type StaticReference } from '../graph/static-reference.ts';

export interface AttributeReferences {
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly literal: readonly string[];
}

const known = new WeakMap<ResourceBlock, AttributeReferences>();

/** What each attribute and block of a resource refers to, and which refer to nothing: the same for all its instances. */
export function attributeReferences(block: ResourceBlock): AttributeReferences {
  const before = known.get(block);
  if (before !== undefined) return before;
  const collected = collect(block.body);
  known.set(block, collected);
  return collected;
}

function collect(body: Body): AttributeReferences {
  const references: Record<string, string[]> = {};
  const literal: string[] = [];
  const add = (name: string, found: readonly StaticReference[], isLiteral: boolean): void => {
    const key = encodeKey(name);
    if (found.length > 0) references[key] = [...new Set([...(references[key] ?? []), ...found.map(referenceText)])];
    else if (isLiteral && references[key] === undefined) literal.push(key);
  };
  for (const { name, value } of body.attributes.values())
    if (!isMeta(name)) add(name, referencesOf(value), isConstant(value));
  for (const { type, labels, body: inner } of body.blocks) {
    const name = type === 'dynamic' ? (labels[0] ?? type) : type;
    if (!isMeta(name)) add(name, referencesOfBody(inner), type !== 'dynamic');
  }
  return { references, literal: [...new Set(literal)].filter((name) => references[name] === undefined) };
}

/** True for what stands for itself: literals, and lists and objects of such. */
function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return true;
    case 'json':
      return !expression.templates || !hasTemplate(expression.value);
    case 'template':
      return expression.parts.every((part) => part.kind === 'text');
    case 'tuple':
      return expression.items.every(isConstant);
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
