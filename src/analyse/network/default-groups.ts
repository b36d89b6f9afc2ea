import type { Estate, EstateResource } from '../../aws/index.ts';
import { type FindTarget, targetFinder, valuesOf } from './find-target.ts';
import { recall } from './recall.ts';

/** The resources that adopt the default security group of a VPC. */
export interface Adopters {
  readonly groups: readonly EstateResource[];
  /** Adopters that cannot be told from those of other VPCs. */
  readonly maybe: readonly EstateResource[];
  /** True when `groups` are all there are. */
  readonly certain: boolean;
}

export interface DefaultGroups {
  readonly of: (vpc: string) => Adopters;
}

export const vpcTypes = ['aws_vpc', 'aws_default_vpc'];

/** An `aws_default_security_group` without `vpc_id` adopts the one of the default VPC (provider documentation). */
export function defaultGroups(estate: Estate, find: FindTarget = targetFinder(estate, vpcTypes)): DefaultGroups {
  const of = new Map<string, EstateResource[]>();
  const maybe: EstateResource[] = [];
  const defaultVpcs = defaultVpcsOf(estate);
  for (const group of estate.ofType('aws_default_security_group', 'managed')) {
    const target = find(valuesOf(group)['vpc_id']);
    const owners =
      target.kind === 'none' ? defaultVpcs(group.fact.stack) : target.kind === 'resource' ? [target.resource] : [];
    for (const { fact } of owners) recall(of, fact.id, () => []).push(group);
    if (target.kind === 'unresolved') maybe.push(group);
  }
  return { of: (vpc) => ({ groups: of.get(vpc) ?? [], maybe, certain: maybe.length === 0 }) };
}

/** Finds the default VPCs of a stack. */
export function defaultVpcsOf(estate: Estate): (stack: string) => readonly EstateResource[] {
  const byStack = new Map<string, EstateResource[]>();
  for (const vpc of estate.ofType('aws_default_vpc', 'managed')) recall(byStack, vpc.fact.stack, () => []).push(vpc);
  return (stack) => byStack.get(stack) ?? [];
}
