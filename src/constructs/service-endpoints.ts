import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';

export interface ServiceEndpointsProps {
  readonly network: SegmentedVpc;
  readonly tier: string;
  readonly region: string;
  /** Service names without the Region's prefix: `kms`, `s3`, `sts`. */
  readonly services: readonly string[];
  /** Only principals of this organisation, and only its resources, go through. */
  readonly organizationId: string;
  /** Blocks that may call the endpoints: private address space. */
  readonly clients: readonly string[];
  /** Statements that take the place of the perimeter, by service: they are for narrower ones. */
  readonly statements?: Readonly<Record<string, readonly DataAwsIamPolicyDocumentStatement[]>>;
}

/** Interface endpoints with an organisation perimeter, reached on port 443 from named private blocks. */
export class ServiceEndpoints extends Construct {
  readonly #endpoints: ReadonlyMap<string, VpcEndpoint>;
  readonly #region: string;

  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const { network, clients, services, statements = {} } = props;
    const stray = Object.keys(statements).find((service) => !services.includes(service));
    if (stray !== undefined)
      throw new Error(`statements for \`${stray}\`, which is none of the services: ${services.join(', ')}`);
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpcId: network.vpc.id,
      namePrefix: 'service-endpoints-',
      description: 'TLS from named clients to AWS services',
    });
    clients.forEach((cidrIpv4, index) => {
      new VpcSecurityGroupIngressRule(this, `Client-${index}`, {
        securityGroupId: group.id,
        description: 'TLS to AWS services',
        cidrIpv4,
        fromPort: 443,
        toPort: 443,
        ipProtocol: 'tcp',
      });
    });
    this.#region = props.region;
    this.#endpoints = new Map(services.map((service) => [service, this.#open(service, group, props)]));
  }

  of(service: string): VpcEndpoint {
    const endpoint = this.#endpoints.get(service);
    if (endpoint === undefined) {
      const known = [...this.#endpoints.keys()].map((name) => `\`${name}\``).join(', ');
      throw new Error(`no endpoint for \`${service}\`: there are ${known}`);
    }
    return endpoint;
  }

  /** Names that resolve to the endpoints, as a DNS firewall must let them through. */
  get domains(): readonly string[] {
    return [...this.#endpoints.keys()].flatMap((service) => privateNames(service, this.#region));
  }

  #open(service: string, group: SecurityGroup, props: ServiceEndpointsProps): VpcEndpoint {
    const document = new DataAwsIamPolicyDocument(this, `Policy-${service}`, {
      statement: [...(props.statements?.[service] ?? [organizationPerimeter(props.organizationId)])],
    });
    return new VpcEndpoint(this, `Endpoint-${service}`, {
      vpcId: props.network.vpc.id,
      serviceName: `com.amazonaws.${props.region}.${service}`,
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: props.network.tier(props.tier).map(({ subnet }) => subnet.id),
      securityGroupIds: [group.id],
      policy: document.json,
      // Without a gateway endpoint beside it S3 refuses private DNS for the inbound resolver alone, which is the default.
      ...(service === 's3' ? { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } } : {}),
    });
  }
}

/**
 * Our principals, our resources.
 * @see https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/building-a-data-perimeter-on-aws.html
 */
export function organizationPerimeter(organizationId: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid: 'OurPrincipalsOurResources',
    actions: ['*'],
    resources: ['*'],
    principals: [{ type: 'AWS', identifiers: ['*'] }],
    condition: [
      { test: 'StringEquals', variable: 'aws:PrincipalOrgID', values: [organizationId] },
      { test: 'StringEquals', variable: 'aws:ResourceOrgID', values: [organizationId] },
    ],
  };
}

/** Private DNS names of the services whose names do not follow their endpoint's. */
const irregularNames: Readonly<Record<string, (region: string) => readonly string[]>> = {
  'ecr.api': (region) => [`api.ecr.${region}.amazonaws.com`],
  'ecr.dkr': (region) => [`*.dkr.ecr.${region}.amazonaws.com`],
  s3: (region) => [
    `s3.${region}.amazonaws.com`,
    `*.s3.${region}.amazonaws.com`,
    `*.s3-accesspoint.${region}.amazonaws.com`,
    `*.s3-control.${region}.amazonaws.com`,
  ],
};

function privateNames(service: string, region: string): readonly string[] {
  return irregularNames[service]?.(region) ?? [`${service}.${region}.amazonaws.com`];
}
