import type { Attribute, Expression } from '../../syntax/index.ts';
import type { Cty } from '../cty/value.ts';
import { boundValue, type Context, EvaluationError } from './context.ts';
import { evaluate } from './evaluate.ts';

const SPECIAL = new Set(['each', 'count', 'path', 'terraform']);

/**
 * The value of a node that names something outside of the expression: `var.x`, `local.x`, `aws_vpc.main`, `data.aws_vpc.main`,
 * `module.m.output`, `each.key`. Undefined for every other attribute access.
 */
export function namedValue(node: Attribute, context: Context): Cty | undefined {
  const { of } = node;
  if (of.kind === 'name')
    return boundValue(context, of.name) === undefined ? rooted(of.name, node.name, context) : undefined;
  if (of.kind === 'attribute' && of.of.kind === 'name') return twiceRooted(of.of.name, of.name, node.name, context);
  if (of.kind === 'index') return keyedModuleOutput(node, of.of, of.key, context);
  return undefined;
}

function rooted(root: string, name: string, context: Context): Cty | undefined {
  const { names } = context;
  if (root === 'var') return names.variable(name);
  if (root === 'local') return names.local(name);
  if (root === 'module') return names.module(name);
  if (root === 'self') return undefined;
  if (SPECIAL.has(root)) {
    const value = names.special(root, name);
    if (value === undefined) throw new EvaluationError(`"${root}.${name}" is not available here`);
    return value;
  }
  if (root === 'data' || root === 'ephemeral' || root === 'resource') {
    throw new EvaluationError(`"${root}.${name}" must be followed by a name`);
  }
  return names.resource('managed', root, name);
}

function twiceRooted(root: string, first: string, second: string, context: Context): Cty | undefined {
  if (boundValue(context, root) !== undefined) return undefined;
  if (root === 'data') return context.names.resource('data', first, second);
  if (root === 'ephemeral') return context.names.resource('ephemeral', first, second);
  if (root === 'resource') return context.names.resource('managed', first, second);
  if (root === 'module') return context.names.moduleOutput(first, undefined, second);
  return undefined;
}

function keyedModuleOutput(node: Attribute, of: Expression, key: Expression, context: Context): Cty | undefined {
  if (of.kind !== 'attribute' || of.of.kind !== 'name' || of.of.name !== 'module') return undefined;
  if (boundValue(context, 'module') !== undefined) return undefined;
  return context.names.moduleOutput(of.name, evaluate(key, context), node.name);
}
