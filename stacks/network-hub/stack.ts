import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import type { Construct } from 'constructs';
import {
  ClassKey,
  DnsFirewall,
  InspectionFirewall,
  SegmentedVpc,
  ServiceEndpoints,
  useByLogs,
  useThroughService,
  WorkloadBoundary,
  ZoneTransit,
} from '../../src/constructs/index.ts';
import type { Environment } from '../environment.ts';
import { ZoneStack } from '../zone-stack.ts';

const internet = '0.0.0.0/0';

/** ST-04: the one way out, and the one place where zones meet. */
export class NetworkHub extends ZoneStack {
  readonly network: SegmentedVpc;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, 'hub', environment.accounts.hub);
    const { hub, name, region, organization, availabilityZones, accounts, keys } = environment;
    const key = new ClassKey(this, 'LogKey', {
      alias: `${name}-hub-logs`,
      description: 'Logs and firewall rules of the network hub',
      account: accounts.hub,
      administrators: keys.administrators,
      uses: [
        useByLogs(region, accounts.hub),
        useThroughService({
          sid: 'DeploymentThroughFirewall',
          roles: [`arn:aws:iam::${accounts.hub}:role/sallyport-deploy`],
          services: ['network-firewall'],
          region,
          organizationId: organization.id,
        }),
      ],
      tags: { 'zt:data-class': 'log' },
    });
    const boundary = new WorkloadBoundary(this, 'Boundary', {
      name: `${name}-hub-boundary`,
      region,
      ceiling: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    });
    this.network = new SegmentedVpc(this, 'Inspection', {
      name: `${name}-inspection`,
      ...hub.network,
      availabilityZones,
      logKeyArn: key.key.arn,
      permissionsBoundary: boundary.policy.arn,
    });
    const transit = new ZoneTransit(this, 'Transit', {
      name: `${name}-transit`,
      inspection: this.network,
      tier: 'transit',
      zones: ['weights', 'keys', 'training', 'inference', 'agent-sandbox'],
      organizationArn: organization.arn,
    });
    const firewall = new InspectionFirewall(this, 'Firewall', {
      name: `${name}-egress`,
      network: this.network,
      tier: 'firewall',
      allowedDomains: hub.allowedDomains,
      inspected: hub.zoneBlocks,
      keyArn: key.key.arn,
    });
    new DnsFirewall(this, 'Dns', {
      name: `${name}-dns`,
      network: this.network,
      // Route 53 writes a subdomain wildcard with a star, Network Firewall with a leading dot.
      allowedDomains: hub.allowedDomains.map((domain) => (domain.startsWith('.') ? `*${domain}` : domain)),
      logKeyArn: key.key.arn,
    });
    new ServiceEndpoints(this, 'Endpoints', {
      network: this.network,
      tier: 'endpoints',
      region,
      services: ['sts', 'kms', 'logs', 'secretsmanager', 'ecr.api', 'ecr.dkr', 'ssm'],
      organizationId: organization.id,
      clients: [hub.network.cidrBlock, ...hub.zoneBlocks],
    });
    this.watchEgress(this.route(transit, firewall));
  }

  /** Out: transit -> firewall -> NAT -> internet. Back: the same way, so that the firewall sees both directions. */
  private route(transit: ZoneTransit, firewall: InspectionFirewall): readonly NatGateway[] {
    const { hub } = this.environment;
    const gateway = new InternetGateway(this, 'InternetGateway', {
      vpcId: this.network.vpc.id,
    });
    return this.network.tier('egress').map(({ availabilityZone, subnet, routes }, index) => {
      const address = new Eip(this, `NatAddress-${index}`, { domain: 'vpc' });
      const nat = new NatGateway(this, `Nat-${index}`, {
        subnetId: subnet.id,
        allocationId: address.id,
        connectivityType: 'public',
        dependsOn: [gateway],
      });
      new Route(this, `Out-egress-${index}`, {
        routeTableId: routes.id,
        destinationCidrBlock: internet,
        gatewayId: gateway.id,
      });
      hub.zoneBlocks.forEach((destinationCidrBlock, block) => {
        new Route(this, `Back-egress-${index}-${block}`, {
          routeTableId: routes.id,
          destinationCidrBlock,
          vpcEndpointId: firewall.endpointIn(availabilityZone),
        });
      });
      const inspecting = this.network.tier('firewall')[index];
      const arriving = this.network.tier('transit')[index];
      if (inspecting === undefined || arriving === undefined) {
        throw new Error('tiers `transit`, `firewall` and `egress` need one subnet for every Availability Zone');
      }
      new Route(this, `Out-firewall-${index}`, {
        routeTableId: inspecting.routes.id,
        destinationCidrBlock: internet,
        natGatewayId: nat.id,
      });
      hub.zoneBlocks.forEach((destinationCidrBlock, block) => {
        new Route(this, `Back-firewall-${index}-${block}`, {
          routeTableId: inspecting.routes.id,
          destinationCidrBlock,
          transitGatewayId: transit.gateway.id,
        });
      });
      new Route(this, `Out-transit-${index}`, {
        routeTableId: arriving.routes.id,
        destinationCidrBlock: internet,
        vpcEndpointId: firewall.endpointIn(availabilityZone),
      });
      return nat;
    });
  }

  /** A tripwire on bulk egress: AWS has no hard cap on bytes, so somebody must be told. */
  private watchEgress(nats: readonly NatGateway[]): void {
    const { hub, name } = this.environment;
    new CloudwatchMetricAlarm(this, 'EgressTripwire', {
      alarmName: `${name}-hub-egress-bytes`,
      alarmDescription: 'More leaves through NAT than a minute of ordinary work explains',
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      threshold: hub.egressBytesPerMinute,
      treatMissingData: 'notBreaching',
      metricQuery: [
        {
          id: 'total',
          expression: 'SUM(METRICS())',
          label: 'bytes out through NAT',
          returnData: true,
        },
        ...nats.map((nat, index) => ({
          id: `nat${index}`,
          metric: {
            namespace: 'AWS/NATGateway',
            metricName: 'BytesOutToDestination',
            period: 60,
            stat: 'Sum',
            dimensions: { NatGatewayId: nat.id },
          },
        })),
      ],
      alarmActions: [hub.alarmTopicArn],
    });
  }
}
