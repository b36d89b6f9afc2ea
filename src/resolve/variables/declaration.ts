import type { NamedBlock } from '../../ingest/index.ts';
import { type Body, blocksOf, type Expression } from '../../syntax/index.ts';
import { nameArgument } from '../body/nested.ts';
import { DYNAMIC } from '../cty/type.ts';
import { readTypeConstraint, type TypeConstraint, TypeConstraintError } from './type-constraint.ts';

/** A variable block, read once for all instances of its module. */
export interface VariableDeclaration {
  readonly constraint: TypeConstraint;
  /** What is wrong with the type. */
  readonly wrongType?: string;
  readonly hasType: boolean;
  readonly default?: Expression;
  readonly nullable: boolean;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly validations: readonly Body[];
}

const known = new WeakMap<NamedBlock, VariableDeclaration>();

export function variableDeclaration(block: NamedBlock): VariableDeclaration {
  const before = known.get(block);
  if (before !== undefined) return before;
  const { body } = block;
  const fallback = body.attributes.get('default')?.value;
  const declaration: VariableDeclaration = {
    ...readType(body.attributes.get('type')?.value),
    ...(fallback === undefined ? {} : { default: fallback }),
    nullable: flag(body, 'nullable') ?? true,
    sensitive: flag(body, 'sensitive') ?? false,
    ephemeral: flag(body, 'ephemeral') ?? false,
    validations: blocksOf(body, 'validation'),
  };
  known.set(block, declaration);
  return declaration;
}

function readType(
  expression: Expression | undefined,
): Pick<VariableDeclaration, 'constraint' | 'hasType' | 'wrongType'> {
  if (expression === undefined) return { constraint: { type: DYNAMIC }, hasType: false };
  try {
    return { constraint: readTypeConstraint(nameArgument(expression)), hasType: true };
  } catch (error) {
    if (!(error instanceof TypeConstraintError)) throw error;
    return { constraint: { type: DYNAMIC }, hasType: true, wrongType: error.message };
  }
}

/** A constant `true` or `false`. */
function flag(body: Body, name: string): boolean | undefined {
  const value = body.attributes.get(name)?.value;
  const constant = value?.kind === 'literal' || value?.kind === 'json' ? value.value : undefined;
  return typeof constant === 'boolean'
    ? constant
    : constant === 'true'
      ? true
      : constant === 'false'
        ? false
        : undefined;
}
