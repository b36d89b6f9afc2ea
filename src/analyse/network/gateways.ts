import type { Estate, EstateResource } from '../../aws/index.ts';
import { both } from '../../model/index.ts';
import type { GatewayFact } from '../../shapes/index.ts';
import { type FindTarget, type Target, targetFinder, valuesOf } from './find-target.ts';
import { recall } from './recall.ts';

/** A gateway at a VPC, or at none. */
export interface Attachment {
  readonly fact: GatewayFact;
  /** True when its VPC cannot be told, so that it may be any. */
  readonly loose: boolean;
}

/** Gateways by VPC. */
export interface GatewayIndex {
  readonly at: (vpc: string) => readonly Attachment[];
  /** True when the VPC of some gateway cannot be told. */
  readonly anyLoose: boolean;
}

export function indexGateways(gateways: readonly Attachment[]): GatewayIndex {
  const byVpc = new Map<string, Attachment[]>();
  for (const gateway of gateways) recall(byVpc, gateway.fact.vpc, () => []).push(gateway);
  return { at: (vpc) => byVpc.get(vpc) ?? [], anyLoose: gateways.some(({ loose }) => loose) };
}

/** Internet gateways and egress-only ones with the VPC that each is attached to, by itself or by an attachment resource. */
export function findGateways(estate: Estate, findVpc: FindTarget): Attachment[] {
  const attachments = estate.ofType('aws_internet_gateway_attachment', 'managed');
  const findGateway = targetFinder(estate, ['aws_internet_gateway']);
  const attached = attachments.map((by) => ({ by, gateway: findGateway(valuesOf(by)['internet_gateway_id']) }));
  const apart = new Set(attached.flatMap(({ gateway }) => (gateway.kind === 'resource' ? [gateway.resource] : [])));
  const internet = estate.ofType('aws_internet_gateway', 'managed').flatMap((gateway) => {
    const own = findVpc(valuesOf(gateway)['vpc_id']);
    if (own.kind === 'none' && apart.has(gateway)) return [];
    return [attach({ gateway, by: gateway, vpc: own, kind: 'internet' })];
  });
  const separate = attached.map(({ by, gateway }) =>
    attach({
      gateway: gateway.kind === 'resource' ? gateway.resource : by,
      by,
      vpc: findVpc(valuesOf(by)['vpc_id']),
      kind: 'internet',
    }),
  );
  const egressOnly = estate
    .ofType('aws_egress_only_internet_gateway', 'managed')
    .map((gateway) => attach({ gateway, by: gateway, vpc: findVpc(valuesOf(gateway)['vpc_id']), kind: 'egress-only' }));
  return [...internet, ...separate, ...egressOnly];
}

interface Attaching {
  readonly gateway: EstateResource;
  readonly by: EstateResource;
  readonly vpc: Target;
  readonly kind: GatewayFact['kind'];
}

function attach({ gateway, by, vpc, kind }: Attaching): Attachment {
  return {
    fact: {
      id: gateway.fact.id,
      kind,
      attached_by: vpc.kind === 'none' ? '' : by.fact.id,
      vpc: vpc.kind === 'resource' ? vpc.resource.fact.id : '',
      zone: zoneOf(vpc),
      path: ['vpc_id'],
      exists: gateway === by ? by.fact.exists : both(gateway.fact.exists, by.fact.exists),
    },
    loose: vpc.kind === 'unresolved',
  };
}

function zoneOf(vpc: Target): unknown {
  if (vpc.kind === 'resource') return vpc.resource.fact.zone;
  return vpc.kind === 'none' ? '' : { $unknown: 'the VPC is not in this configuration, or not known' };
}
