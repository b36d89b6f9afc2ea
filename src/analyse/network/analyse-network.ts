import type { Estate } from '../../aws/index.ts';
import type { Declarations } from '../../settings/index.ts';
import type {
  AclEntryFact,
  ElasticAddressFact,
  GatewayFact,
  SecurityRuleFact,
  SubnetFact,
  VpcFact,
} from '../../shapes/index.ts';
import { findAclEntries } from './acl-openings.ts';
import { vpcTypes } from './default-groups.ts';
import { findElasticAddresses } from './elastic-addresses.ts';
import { targetFinder } from './find-target.ts';
import { findGateways, indexGateways } from './gateways.ts';
import { findSecurityRules } from './security-rules.ts';
import { findSubnets, findVpcs } from './vpcs.ts';

export interface Network {
  readonly rules: readonly SecurityRuleFact[];
  readonly vpcs: readonly VpcFact[];
  readonly subnets: readonly SubnetFact[];
  readonly gateways: readonly GatewayFact[];
  readonly aclEntries: readonly AclEntryFact[];
  readonly elasticAddresses: readonly ElasticAddressFact[];
}

/** Security rules with their reach, and VPCs with what guards them. Pure; the order of its lists follows the estate's. */
export function analyseNetwork(estate: Estate, declarations: Declarations): Network {
  const findVpc = targetFinder(estate, vpcTypes);
  const gateways = findGateways(estate, findVpc);
  const index = indexGateways(gateways);
  const rules = findSecurityRules(estate, declarations);
  return {
    rules: rules.map(({ fact }) => fact),
    vpcs: findVpcs(estate, findVpc, index, rules),
    subnets: findSubnets(estate, findVpc, index),
    gateways: gateways.map(({ fact }) => fact),
    aclEntries: findAclEntries(estate, declarations),
    elasticAddresses: findElasticAddresses(estate),
  };
}
