import type { NamedBlock } from '../../ingest/index.ts';
import { type Body, blocksOf, type Expression } from '../../syntax/index.ts';
import { nameArgument } from '../body/nested.ts';
import { DYNAMIC } from '../cty/type.ts';
import { type Defaults, readTypeConstraint, type TypeConstraint, TypeConstraintError } from './type-constraint.ts';

/** A variable block, read once for all instances of its module. */
export interface VariableDeclaration {
  readonly constraint: TypeConstraint;
  /** Defaults of optional attributes that the variable's own default takes beforehand, where an override writes both. */
  readonly ownDefaults?: Defaults;
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
    ...readMerged(block),
    ...(fallback === undefined ? {} : { default: fallback }),
    nullable: flag(body, 'nullable') ?? true,
    sensitive: flag(body, 'sensitive') ?? false,
    ephemeral: flag(body, 'ephemeral') ?? false,
    validations: blocksOf(body, 'validation'),
  };
  known.set(block, declaration);
  return declaration;
}

/**
 * The type with its defaults. Where an override file gives another type, Terraform 1.11 keeps the defaults of the first one, and
 * takes those of the other for a default that stands beside it alone.
 */
function readMerged(
  block: NamedBlock,
): Pick<VariableDeclaration, 'constraint' | 'hasType' | 'wrongType' | 'ownDefaults'> {
  const { attributes } = block.body;
  const [type, fallback] = [attributes.get('type'), attributes.get('default')];
  const read = readType(type?.value);
  if (block.firstType === undefined || type?.file === undefined) return read;
  const { defaults: own } = read.constraint;
  const first = block.firstType === 'none' ? undefined : readType(block.firstType).constraint.defaults;
  return {
    ...read,
    constraint: { type: read.constraint.type, ...(first === undefined ? {} : { defaults: first }) },
    ...(own === undefined || fallback?.file?.path !== type.file.path ? {} : { ownDefaults: own }),
  };
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
