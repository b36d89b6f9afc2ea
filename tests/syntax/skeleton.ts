import type { Expression, TemplatePart } from '../../src/syntax/index.ts';

/** A node of the syntax tree that HashiCorp's parser gives, as far as it is compared. */
export interface AstNode {
  readonly type?: string;
  readonly meta?: { readonly value?: string };
  readonly children?: readonly AstNode[];
}

/** Kinds of node whose text both trees give alike. Literal pieces of templates and what a splat hides are left out. */
const COMPARED = new Set([
  'binaryOp',
  'conditional',
  'for',
  'function',
  'index',
  'literalValue',
  'object',
  'scopeTraversal',
  'tuple',
  'unaryOp',
]);

/** Kind and source text of the nodes of HashiCorp's tree, outermost first. */
export function theirSkeleton(node: AstNode | null): readonly string[] {
  if (node === null) return [];
  const isTemplate = node.type === 'template' || node.type === 'templateWrap';
  const isBare = (child: AstNode): boolean => child.type === 'literalValue' || child.type === 'template';
  const below = (node.children ?? []).filter((child) => !(isTemplate && isBare(child))).flatMap(theirSkeleton);
  const value = node.meta?.value ?? '';
  // A directive is a conditional to them, with the text of the whole template.
  const isDirective = value.startsWith('%{') || value.startsWith('"');
  return node.type !== undefined && COMPARED.has(node.type) && !isDirective
    ? [`${node.type} ${value}`, ...below]
    : below;
}

/** The same of ours. */
export function ourSkeleton(expression: Expression, text: string): readonly string[] {
  const source = text.slice(expression.span.start, expression.span.end);
  const below = (...children: readonly (Expression | undefined)[]): readonly string[] =>
    children.flatMap((child) => (child === undefined ? [] : ourSkeleton(child, text)));
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? [] : [`literalValue ${source}`];
    case 'template':
      return expression.parts.flatMap((part) => skeletonOfPart(part, text));
    case 'name':
      return expression.name === '' ? [] : [`scopeTraversal ${source}`];
    case 'attribute':
      return rootOf(expression).kind === 'name' ? traversal(expression, source) : below(expression.of);
    case 'index':
      if (!isFixed(expression.key)) return [`index ${source}`, ...below(expression.of, expression.key)];
      return rootOf(expression).kind === 'name' ? traversal(expression, source) : below(expression.of);
    case 'splat':
      return below(expression.of, expression.each);
    case 'call':
      return [`function ${source}`, ...below(...expression.arguments)];
    case 'unary':
      return [`unaryOp ${source}`, ...below(expression.operand)];
    case 'binary':
      return [`binaryOp ${source}`, ...below(expression.left, expression.right)];
    case 'conditional':
      return [`conditional ${source}`, ...below(expression.condition, expression.then, expression.else)];
    case 'tuple':
      return [`tuple ${source}`, ...below(...expression.items)];
    case 'object':
      return [`object ${source}`, ...expression.items.flatMap(({ key, value }) => below(key, value))];
    case 'for':
      return [
        `for ${source}`,
        ...below(expression.collection, expression.resultKey, expression.result, expression.condition),
      ];
    case 'parenthesis':
      return below(expression.inner);
    default:
      return [expression.kind];
  }
}

function skeletonOfPart(part: TemplatePart, text: string): readonly string[] {
  const inner = (parts: readonly TemplatePart[]): readonly string[] =>
    parts.flatMap((one) => skeletonOfPart(one, text));
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return ourSkeleton(part.value, text);
    case 'if':
      return [...ourSkeleton(part.condition, text), ...inner(part.then), ...inner(part.else)];
    case 'for':
      return [...ourSkeleton(part.collection, text), ...inner(part.body)];
  }
}

/** A chain of fixed steps from a name is one node to them; from a splat's element it has no name. */
function traversal(expression: Expression, source: string): readonly string[] {
  const root = rootOf(expression);
  return root.kind === 'name' && root.name !== '' ? [`scopeTraversal ${source}`] : [];
}

function rootOf(expression: Expression): Expression {
  let root = expression;
  while (root.kind === 'attribute' || (root.kind === 'index' && isFixed(root.key))) root = root.of;
  return root;
}

function isFixed(key: Expression): boolean {
  return key.kind === 'literal' && key.value !== null && typeof key.value !== 'boolean';
}
