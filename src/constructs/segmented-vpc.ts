import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { DefaultNetworkAcl } from '@cdktf/provider-aws/lib/default-network-acl/index.js';
import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table/index.js';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { VpcEncryptionControl } from '@cdktf/provider-aws/lib/vpc-encryption-control/index.js';
import { Construct } from 'constructs';

/** A row of subnets, one in every Availability Zone, with a route table each. */
export interface Tier {
  readonly name: string;
  /** One block for every Availability Zone, in the same order. */
  readonly cidrBlocks: readonly string[];
}

export interface SegmentedVpcProps {
  readonly name: string;
  readonly cidrBlock: string;
  readonly availabilityZones: readonly string[];
  readonly tiers: readonly Tier[];
  /** Encrypts the flow logs. */
  readonly logKeyArn: string;
  /** ARN of the policy that bounds every role made here. */
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
 * emptied, subnets assign no public address, every tier has its own route tables, and all traffic is logged each minute.
 */
export class SegmentedVpc extends Construct {
  readonly vpc: Vpc;
  readonly flowLogs: CloudwatchLogGroup;
  private readonly subnetsByTier = new Map<string, readonly TierSubnet[]>();

  constructor(scope: Construct, id: string, props: SegmentedVpcProps) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Resource', {
      cidrBlock: props.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: props.name },
    });
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', {
      vpcId: this.vpc.id,
    });
    new DefaultNetworkAcl(this, 'DefaultNetworkAcl', {
      defaultNetworkAclId: this.vpc.defaultNetworkAclId,
      lifecycle: { ignoreChanges: ['subnet_ids'] },
    });
    new DefaultRouteTable(this, 'DefaultRouteTable', {
      defaultRouteTableId: this.vpc.defaultRouteTableId,
      route: [],
    });
    // AWS refuses `enforce` while anything in the VPC does not support it: monitor first, enforce by hand (stacks' README).
    new VpcEncryptionControl(this, 'EncryptionControl', {
      vpcId: this.vpc.id,
      mode: 'monitor',
    });
    for (const tier of props.tiers) this.subnetsByTier.set(tier.name, this.lay(tier, props));
    this.flowLogs = this.log(props);
  }

  /** The subnets of a tier, in the order of the Availability Zones. */
  tier(name: string): readonly TierSubnet[] {
    const subnets = this.subnetsByTier.get(name);
    if (subnets === undefined) {
      throw new Error(
        `no tier \`${name}\`: this VPC has ${[...this.subnetsByTier.keys()].map((known) => `\`${known}\``).join(', ')}`,
      );
    }
    return subnets;
  }

  private lay(tier: Tier, { name, availabilityZones }: SegmentedVpcProps): readonly TierSubnet[] {
    return availabilityZones.map((availabilityZone, index) => {
      const cidrBlock = tier.cidrBlocks[index];
      if (cidrBlock === undefined) {
        throw new Error(
          `tier \`${tier.name}\` has ${tier.cidrBlocks.length} blocks for ${availabilityZones.length} Availability Zones`,
        );
      }
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
  }

  private log(props: SegmentedVpcProps): CloudwatchLogGroup {
    const group = new CloudwatchLogGroup(this, 'FlowLogGroup', {
      name: `/vpc/${props.name}/flow`,
      kmsKeyId: props.logKeyArn,
      retentionInDays: props.logRetentionDays ?? 365,
      tags: { 'zt:data-class': 'log' },
    });
    const trust = new DataAwsIamPolicyDocument(this, 'FlowLogTrust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['vpc-flow-logs.amazonaws.com'] }],
        },
      ],
    });
    const role = new IamRole(this, 'FlowLogRole', {
      name: `${props.name}-flow-logs`,
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3600,
      permissionsBoundary: props.permissionsBoundary,
    });
    const write = new DataAwsIamPolicyDocument(this, 'FlowLogWrite', {
      statement: [
        {
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [group.arn, `${group.arn}:*`],
        },
      ],
    });
    new IamRolePolicy(this, 'FlowLogPolicy', {
      role: role.id,
      policy: write.json,
    });
    new FlowLog(this, 'FlowLog', {
      vpcId: this.vpc.id,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      logDestinationType: 'cloud-watch-logs',
      logDestination: group.arn,
      iamRoleArn: role.arn,
    });
    return group;
  }
}
