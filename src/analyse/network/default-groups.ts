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
  for (const group of estate.ofType('aws_default_security_group', 'managed')) {
    const target = find(valuesOf(group)['vpc_id']);
    const owners =
      target.kind === 'none'
        ? estate.ofType('aws_default_vpc', 'managed').filter(({ fact }) => fact.stack === group.fact.stack)
        : target.kind === 'resource'
          ? [target.resource]
          : [];
    for (const { fact } of owners) recall(of, fact.id, () => []).push(group);
    if (target.kind === 'unresolved') maybe.push(group);
  }
  return { of: (vpc) => ({ groups: of.get(vpc) ?? [], maybe, certain: maybe.length === 0 }) };
}
