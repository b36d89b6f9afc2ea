import type { Attribute, Expression } from '../../syntax/index.ts';
import type { Cty } from '../cty/value.ts';
import { boundValue, type Context, EvaluationError, type Named } from './context.ts';
import { evaluate } from './evaluate.ts';

const SPECIAL = new Set(['each', 'count', 'path', 'terraform']);

/**
 * The value of a node that names something outside of the expression: `var.x`, `local.x`, `aws_vpc.main`, `data.aws_vpc.main`,
 * `module.m.output`, `each.key`. Undefined for every other attribute access.
 */
export function namedValue(node: Attribute, context: Context): Cty | undefined {
  const { of } = node;
  if (of.kind === 'name')
    return boundValue(context, of.name) === undefined ? rooted(node, of.name, context) : undefined;
  if (of.kind === 'attribute' && of.of.kind === 'name') return twiceRooted(node, of.of.name, of.name, context);
  if (of.kind === 'index') return keyedModuleOutput(node, of.of, of.key, context);
  return undefined;
}

function rooted(node: Attribute, root: string, context: Context): Cty | undefined {
  const { names } = context;
  const { name } = node;
  if (root === 'var') return noticed(node, names.variable(name), context);
  if (root === 'local') return noticed(node, names.local(name), context);
  if (root === 'module') return noticed(node, names.module(name), context);
  if (root === 'self') return undefined;
  if (SPECIAL.has(root)) {
    const value = names.special(root, name);
    if (value === undefined) throw new EvaluationError(`"${root}.${name}" is not available here`);
    return value;
  }
  if (root === 'data' || root === 'ephemeral' || root === 'resource') {
    throw new EvaluationError(`"${root}.${name}" must be followed by a name`);
  }
  return noticed(node, names.resource('managed', root, name), context);
}

function twiceRooted(node: Attribute, root: string, first: string, context: Context): Cty | undefined {
  const second = node.name;
  const { names } = context;
  if (boundValue(context, root) !== undefined) return undefined;
  if (root === 'data') return noticed(node, names.resource('data', first, second), context);
  if (root === 'ephemeral') return noticed(node, names.resource('ephemeral', first, second), context);
  if (root === 'resource') return noticed(node, names.resource('managed', first, second), context);
  if (root === 'module') return noticed(node, names.moduleOutput(first, undefined, second), context);
  return undefined;
}

function noticed({ span }: Attribute, { value, notice }: Named, context: Context): Cty {
  if (notice !== undefined) context.notices.push({ message: notice, file: context.file, span });
  return value;
}

function keyedModuleOutput(node: Attribute, of: Expression, key: Expression, context: Context): Cty | undefined {
  if (of.kind !== 'attribute' || of.of.kind !== 'name' || of.of.name !== 'module') return undefined;
  if (boundValue(context, 'module') !== undefined) return undefined;
  return noticed(node, context.names.moduleOutput(of.name, evaluate(key, context), node.name), context);
}
