/** What the `configuration` of a plan says of an expression: its constant, or its references as Terraform lists them. */
import type { Json } from '../../src/model/index.ts';
import { type Expression, isTemplate, parseTemplate, type TemplatePart } from '../../src/syntax/index.ts';

/** Terraform marks an attribute with `constant_value` when nothing has to be looked up for it, and with `references` otherwise. */
export function planExpression(written: Json): Json {
  const references: string[] = [];
  let isConstant = true;
  const visit = (json: Json): void => {
    if (typeof json === 'string' && isTemplate(json)) {
      const { expression } = parseTemplate({ path: '', text: json });
      if (!isText(expression)) isConstant = false;
      collect(expression, references);
    } else if (Array.isArray(json)) for (const item of json as readonly Json[]) visit(item);
    else if (typeof json === 'object' && json !== null) {
      for (const [key, member] of Object.entries(json)) {
        visit(key);
        visit(member);
      }
    }
  };
  visit(written);
  if (references.length > 0) return { references };
  return isConstant ? { constant_value: written } : {};
}

function isText(expression: Expression): boolean {
  return (
    expression.kind === 'literal' ||
    (expression.kind === 'template' && expression.parts.every(({ kind }) => kind === 'text'))
  );
}

/** A reference and then what it goes through: `a.b[0].c`, `a.b[0]`, `a.b`. */
function collect(node: Expression, found: string[]): void {
  const steps = stepsOf(node);
  if (steps !== undefined) {
    found.push(...listed(steps));
    return;
  }
  for (const child of childrenOf(node)) collect(child, found);
}

type Step = { readonly name: string } | { readonly key: string };

/** The steps of a traversal without anything to be worked out in it. */
function stepsOf(node: Expression): readonly Step[] | undefined {
  if (node.kind === 'name') return [{ name: node.name }];
  if (node.kind === 'attribute') {
    const before = stepsOf(node.of);
    return before && [...before, { name: node.name }];
  }
  if (node.kind !== 'index' || node.key.kind !== 'literal') return undefined;
  const before = stepsOf(node.of);
  const { value } = node.key;
  const key =
    typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' ? (value?.number ?? '') : '';
  return before && [...before, { key }];
}

function listed(steps: readonly Step[]): readonly string[] {
  const [first] = steps;
  const root = first !== undefined && 'name' in first ? first.name : '';
  // The subject of a reference is a resource, a data source, or an instance of a module that is called.
  const isKeyed = root === 'module' && 'key' in (steps[2] ?? {});
  const least = root === 'data' || isKeyed ? 3 : 2;
  return steps.map((_, index) => text(steps.slice(0, steps.length - index))).slice(0, steps.length - least + 1);
}

function text(steps: readonly Step[]): string {
  return steps
    .map((step, index) => ('key' in step ? `[${step.key}]` : `${index === 0 ? '' : '.'}${step.name}`))
    .join('');
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'attribute':
      return [node.of];
    case 'index':
      return [node.of, node.key];
    case 'splat':
      return [node.of];
    case 'template':
      return node.parts.flatMap(partChildren);
    case 'call':
      return node.arguments;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.then, node.else];
    case 'tuple':
      return node.items;
    case 'object':
      return node.items.flatMap(({ key, value }) => (key.kind === 'name' ? [value] : [key, value]));
    case 'parenthesis':
      return [node.inner];
    default:
      return [];
  }
}

function partChildren(part: TemplatePart): readonly Expression[] {
  return part.kind === 'interpolation' ? [part.value] : [];
}
