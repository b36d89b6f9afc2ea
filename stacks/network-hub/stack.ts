import { Ec2NetworkInsightsPath } from '@cdktf/provider-aws/lib/ec2-network-insights-path/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import {
  ClassKey,
  type ClassKeyProps,
  DnsFirewall,
  flowLogActions,
  InspectionFirewall,
  OrganizationShare,
  organizationPerimeter,
  SegmentedVpc,
  ServiceEndpoints,
  useByLogs,
  useThroughAccount,
  WorkloadBoundary,
  ZoneTransit,
} from '../../src/constructs/index.ts';
import type { Environment } from '../environment.ts';
import { tiersOf, ZoneStack } from '../zone-stack.ts';
import { EgressTripwire } from './egress-tripwire.ts';
import { InspectedEgress } from './inspected-egress.ts';

/** ST-04: the one way out, and the one place where zones meet. */
export class NetworkHub extends ZoneStack {
  readonly network: SegmentedVpc;
  readonly #logKey: ClassKey;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, 'hub', environment.accounts.hub);
    const { hub, name, organization } = environment;
    this.#logKey = this.#key('LogKey', {
      alias: `${name}-hub-logs`,
      description: 'Logs of the network hub',
      uses: [useByLogs(environment.region, this.account)],
      tags: { 'zt:data-class': 'log' },
    });
    this.network = this.#inspectionVpc();
    const transit = new ZoneTransit(this, 'Transit', {
      name: `${name}-transit`,
      inspection: this.network,
      tier: 'transit',
      zones: ['training', 'inference', 'agent-sandbox'],
      attachments: hub.attachments,
    });
    const gateway = new InternetGateway(this, 'InternetGateway', { vpcId: this.network.vpc.id });
    const egress = new InspectedEgress(this, 'Egress', {
      network: this.network,
      gateway,
      transit,
      firewall: this.#firewall(),
      zoneBlocks: hub.zoneBlocks,
    });
    new EgressTripwire(this, 'EgressTripwire', { name, nats: egress.nats, ...hub });
    const endpoints = this.#endpoints();
    const dns = this.#dns(endpoints);
    new OrganizationShare(this, 'Share', {
      name: `${name}-hub`,
      organizationArn: organization.arn,
      resources: { Transit: transit.gateway.arn, DnsRules: dns.ruleGroup.arn },
    });
    this.#proofs(gateway, transit, endpoints);
    new TerraformOutput(this, 'transit-gateway-id', {
      value: transit.gateway.id,
      description: 'What a zone asks to be attached to',
    });
  }

  #key(id: string, props: Omit<ClassKeyProps, 'account' | 'deployer'>): ClassKey {
    return new ClassKey(this, id, { ...props, account: this.account, deployer: this.deployer });
  }

  #inspectionVpc(): SegmentedVpc {
    const { hub, name, region, availabilityZones } = this.environment;
    const boundary = new WorkloadBoundary(this, 'Boundary', {
      name: `${name}-hub-boundary`,
      region,
      ceiling: flowLogActions,
    });
    const between = { peers: hub.zoneBlocks, internet: true };
    return new SegmentedVpc(this, 'Inspection', {
      name: `${name}-inspection`,
      account: this.account,
      region,
      cidrBlock: hub.network.cidrBlock,
      tiers: tiersOf(hub.network, {
        transit: between,
        firewall: between,
        egress: between,
        endpoints: { peers: hub.zoneBlocks },
      }),
      availabilityZones,
      logKeyArn: this.#logKey.key.arn,
      permissionsBoundary: boundary.policy.arn,
    });
  }

  #firewall(): InspectionFirewall {
    const { hub, name, region } = this.environment;
    const key = this.#key('FirewallKey', {
      alias: `${name}-hub-firewall`,
      description: 'Rules of the inspection firewall',
      uses: useThroughAccount({ account: this.account, services: ['network-firewall'], region }),
    });
    return new InspectionFirewall(this, 'Firewall', {
      name: `${name}-egress`,
      network: this.network,
      tier: 'firewall',
      allowedDomains: hub.allowedDomains,
      inspected: hub.zoneBlocks,
      keyArn: key.key.arn,
      logKeyArn: this.#logKey.key.arn,
      ...(hub.tlsInspection === undefined ? {} : { tlsInspection: hub.tlsInspection }),
    });
  }

  #endpoints(): ServiceEndpoints {
    const { hub, region, organization } = this.environment;
    const perimeter = organizationPerimeter(organization.id);
    // ECR keeps the layers of images in a bucket that belongs to AWS.
    const layers = {
      sid: 'ImageLayers',
      actions: ['s3:GetObject'],
      resources: [`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`],
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [{ test: 'StringEquals', variable: 'aws:PrincipalOrgID', values: [organization.id] }],
    };
    return new ServiceEndpoints(this, 'Endpoints', {
      network: this.network,
      tier: 'endpoints',
      region,
      services: hub.services,
      organizationId: organization.id,
      clients: [hub.network.cidrBlock, ...hub.zoneBlocks],
      statements: hub.services.includes('s3') ? { s3: [perimeter, layers] } : {},
    });
  }

  #dns(endpoints: ServiceEndpoints): DnsFirewall {
    const { hub, name } = this.environment;
    // A leading dot is Network Firewall's way to say a domain with all below it; Route 53 needs two entries for that.
    const names = hub.allowedDomains.flatMap((domain) =>
      domain.startsWith('.') ? [domain.slice(1), `*${domain}`] : [domain],
    );
    return new DnsFirewall(this, 'Dns', {
      name: `${name}-dns`,
      network: this.network,
      allowedDomains: [...names, ...endpoints.domains],
      logKeyArn: this.#logKey.key.arn,
    });
  }

  /** Paths for Reachability Analyzer: the first must not exist, the second must pass the firewall (README). */
  #proofs(gateway: InternetGateway, transit: ZoneTransit, endpoints: ServiceEndpoints): void {
    const { hub } = this.environment;
    const [service = 'kms'] = hub.services;
    new Ec2NetworkInsightsPath(this, 'NoWayIn', {
      source: gateway.id,
      destination: endpoints.of(service).id,
      protocol: 'tcp',
      destinationPort: 443,
      tags: { Name: 'no way in' },
    });
    new Ec2NetworkInsightsPath(this, 'OneWayOut', {
      source: transit.gateway.id,
      destination: gateway.id,
      protocol: 'tcp',
      destinationPort: 443,
      tags: { Name: 'one way out, through the firewall' },
    });
  }
}
