import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer } from '../../model/index.ts';
import type { ClaimFact, SecurityRuleFact, StepFact, SubnetFact, VpcFact } from '../../shapes/index.ts';
import { type Adopters, defaultGroups, defaultVpcsOf } from './default-groups.ts';
import { type FindTarget, valuesOf } from './find-target.ts';
import { joinFlowLogs } from './flow-logs.ts';
import type { GatewayIndex } from './gateways.ts';
import { recall } from './recall.ts';
import type { FoundRule } from './security-rules.ts';

/** Evidence shows a few of what may concern a VPC: it may be all rules and logs of the run. */
const stepsShown = 8;

/** Every VPC of the run with what guards it: its default group, its flow logs, its gateways. */
export function findVpcs(
  estate: Estate,
  findVpc: FindTarget,
  gateways: GatewayIndex,
  rules: readonly FoundRule[],
): VpcFact[] {
  const adopted = defaultGroups(estate, findVpc);
  const logs = joinFlowLogs(estate, findVpc);
  const rulesOf = indexRules(rules);
  const vpcs = [...estate.ofType('aws_vpc', 'managed'), ...estate.ofType('aws_default_vpc', 'managed')];
  return vpcs.map((vpc) => {
    const { id, zone, exists } = vpc.fact;
    const adopters = adopted.of(id);
    return {
      id,
      zone,
      exists,
      default_security_groups: adopters.groups.map(({ fact }) => fact.id),
      default_group_denies_all: deniesAll(adopters, rulesOf),
      flow_logs: [...(logs.of.get(id) ?? [])],
      maybe_logged: logs.maybe.length > 0 ? 'unknown' : 'no',
      maybe_logged_by: logs.maybe.slice(0, stepsShown),
      gateways: gateways.at(id).map(({ fact }) => ({ id: fact.id, kind: fact.kind, path: fact.path })),
      maybe_gateway: gateways.anyLoose ? 'unknown' : 'no',
    };
  });
}

interface RulesByGroup {
  readonly of: ReadonlyMap<string, readonly SecurityRuleFact[]>;
  readonly homeless: readonly SecurityRuleFact[];
}

function indexRules(rules: readonly FoundRule[]): RulesByGroup {
  const of = new Map<string, SecurityRuleFact[]>();
  for (const { fact } of rules) recall(of, fact.group, () => []).push(fact);
  return { of, homeless: rules.filter(({ homeless }) => homeless).map(({ fact }) => fact) };
}

/**
 * Adopting a default group removes all its rules; then it has those that are written (provider documentation of
 * `aws_default_security_group`). Left alone it lets its members talk to each other and to everybody outside.
 */
function deniesAll({ groups, maybe }: Adopters, { of, homeless }: RulesByGroup): ClaimFact {
  if (groups.length === 0) {
    const steps = maybe.slice(0, stepsShown).map(({ fact }) => stepTo(fact.id, ['vpc_id']));
    return { answer: maybe.length > 0 ? 'unknown' : 'no', steps };
  }
  const rules = groups.flatMap(({ fact }) => of.get(fact.id) ?? []);
  const certain = rules.filter(({ exists }) => exists === 'yes');
  if (certain.length > 0) return { answer: 'no', steps: certain.map(stepOf) };
  const doubtful = groups.filter(({ fact }) => fact.exists !== 'yes');
  const open = [...rules, ...homeless.slice(0, stepsShown)].slice(0, stepsShown);
  if (open.length > 0 || doubtful.length > 0) {
    return { answer: 'unknown', steps: [...open.map(stepOf), ...doubtful.map(({ fact }) => stepTo(fact.id, []))] };
  }
  return { answer: 'yes', steps: groups.map(({ fact }) => stepTo(fact.id, [])) };
}

function stepOf({ subject, path }: SecurityRuleFact): StepFact {
  return stepTo(subject, path);
}

function stepTo(resource: string, path: StepFact['path']): StepFact {
  return { resource, path };
}

/** Every subnet with its VPC, and whether that has a way out. */
export function findSubnets(estate: Estate, findVpc: FindTarget, gateways: GatewayIndex): SubnetFact[] {
  const subnets = [...estate.ofType('aws_subnet', 'managed'), ...estate.ofType('aws_default_subnet', 'managed')];
  const defaultVpcs = defaultVpcsOf(estate);
  return subnets.map((subnet) => {
    const vpc = vpcOfSubnet(subnet, defaultVpcs, findVpc);
    return {
      id: subnet.fact.id,
      vpc: vpc?.fact.id ?? '',
      zone: subnet.fact.zone,
      vpc_has_gateway: vpc === undefined ? 'unknown' : hasGateway(vpc, gateways),
    };
  });
}

function vpcOfSubnet(
  subnet: EstateResource,
  defaultVpcs: ReturnType<typeof defaultVpcsOf>,
  findVpc: FindTarget,
): EstateResource | undefined {
  if (subnet.fact.type === 'aws_default_subnet') return defaultVpcs(subnet.fact.stack)[0];
  const target = findVpc(valuesOf(subnet)['vpc_id']);
  return target.kind === 'resource' ? target.resource : undefined;
}

/** AWS makes the default VPC with an internet gateway attached (VPC guide, "Default VPCs"); of a VPC made elsewhere we cannot say. */
function hasGateway(vpc: EstateResource, gateways: GatewayIndex): Answer {
  if (vpc.fact.type === 'aws_default_vpc') return 'yes';
  const own = gateways.at(vpc.fact.id);
  if (own.some(({ fact }) => fact.exists === 'yes')) return 'yes';
  const open = own.length > 0 || vpc.mode === 'data' || gateways.anyLoose;
  return open ? 'unknown' : 'no';
}
