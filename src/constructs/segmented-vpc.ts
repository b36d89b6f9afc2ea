import { DefaultNetworkAcl } from '@cdktf/provider-aws/lib/default-network-acl/index.js';
import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table/index.js';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { VpcEncryptionControl } from '@cdktf/provider-aws/lib/vpc-encryption-control/index.js';
import { Construct } from 'constructs';
import { FlowLogs } from './flow-logs.ts';
import { TierAcl } from './tier-acl.ts';

/** A row of subnets, one in every Availability Zone, with a route table each and one network ACL. */
export interface Tier {
  readonly name: string;
  /** One block for every Availability Zone, in the same order. */
  readonly cidrBlocks: readonly string[];
  /** Blocks outside the VPC that the tier may exchange packets with. @default none */
  readonly peers?: readonly string[];
  /** May the tier reach the internet's web ports, and take the answers? @default false */
  readonly internet?: boolean;
}

export interface SegmentedVpcProps {
  readonly name: string;
  /** Account that the VPC is in: twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly cidrBlock: string;
  readonly availabilityZones: readonly string[];
  readonly tiers: readonly Tier[];
  /** Encrypts the flow logs. */
  readonly logKeyArn: string;
  /** ARN of the policy that bounds the role of the flow logs; it must allow `flowLogActions`. */
  readonly permissionsBoundary: string;
  /** @default 365 */
  readonly logRetentionDays?: number;
}

export interface TierSubnet {
  readonly availabilityZone: string;
  readonly subnet: Subnet;
  readonly routes: RouteTable;
}

/**
 * A VPC in which nothing is reachable until somebody says so: the default security group, network ACL and route table are adopted and
 * emptied, subnets assign no public address, every tier has its own route tables and network ACL, and all traffic is logged each minute.
 */
export class SegmentedVpc extends Construct {
  readonly vpc: Vpc;
  readonly cidrBlock: string;
  readonly #tiers = new Map<string, readonly TierSubnet[]>();

  constructor(scope: Construct, id: string, props: SegmentedVpcProps) {
    super(scope, id);
    this.cidrBlock = props.cidrBlock;
    this.vpc = new Vpc(this, 'Resource', {
      cidrBlock: props.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: props.name },
    });
    this.#emptyDefaults();
    // AWS refuses `enforce` while anything in the VPC does not support it: monitor first, enforce by hand (stacks' README).
    new VpcEncryptionControl(this, 'EncryptionControl', {
      vpcId: this.vpc.id,
      mode: 'monitor',
    });
    for (const tier of props.tiers) this.#tiers.set(tier.name, this.#lay(tier, props));
    new FlowLogs(this, 'FlowLogs', { ...props, vpcId: this.vpc.id });
  }

  /** The subnets of a tier, in the order of the Availability Zones. */
  tier(name: string): readonly TierSubnet[] {
    const subnets = this.#tiers.get(name);
    if (subnets === undefined) {
      const known = [...this.#tiers.keys()].map((tier) => `\`${tier}\``).join(', ');
      throw new Error(`no tier \`${name}\`: this VPC has ${known}`);
    }
    return subnets;
  }

  /** What forgets to name a group, an ACL or a route table lands in the default one. */
  #emptyDefaults(): void {
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', {
      vpcId: this.vpc.id,
      // Said rather than left out, so that rules which somebody adds later are taken away again.
      ingress: [],
      egress: [],
    });
    new DefaultNetworkAcl(this, 'DefaultNetworkAcl', {
      defaultNetworkAclId: this.vpc.defaultNetworkAclId,
      lifecycle: { ignoreChanges: ['subnet_ids'] },
    });
    new DefaultRouteTable(this, 'DefaultRouteTable', {
      defaultRouteTableId: this.vpc.defaultRouteTableId,
      route: [],
    });
  }

  #lay(tier: Tier, { name, availabilityZones }: SegmentedVpcProps): readonly TierSubnet[] {
    const { cidrBlocks } = tier;
    if (cidrBlocks.length !== availabilityZones.length) {
      throw new Error(
        `tier \`${tier.name}\` has ${cidrBlocks.length} blocks for ${availabilityZones.length} Availability Zones`,
      );
    }
    const subnets = cidrBlocks.map((cidrBlock, index): TierSubnet => {
      const availabilityZone = availabilityZones[index] ?? '';
      const cell = `${tier.name}-${index}`;
      const tags = { Name: `${name}-${cell}` };
      const subnet = new Subnet(this, `Subnet-${cell}`, {
        vpcId: this.vpc.id,
        cidrBlock,
        availabilityZone,
        mapPublicIpOnLaunch: false,
        tags,
      });
      const routes = new RouteTable(this, `Routes-${cell}`, {
        vpcId: this.vpc.id,
        tags,
      });
      new RouteTableAssociation(this, `Association-${cell}`, {
        subnetId: subnet.id,
        routeTableId: routes.id,
      });
      return { availabilityZone, subnet, routes };
    });
    new TierAcl(this, `Acl-${tier.name}`, {
      name: `${name}-${tier.name}`,
      vpcId: this.vpc.id,
      subnetIds: subnets.map(({ subnet }) => subnet.id),
      peers: [this.cidrBlock, ...(tier.peers ?? [])],
      internet: tier.internet ?? false,
    });
    return subnets;
  }
}
