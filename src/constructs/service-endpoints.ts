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
  /** Narrower statements for one service; the perimeter is then left out for it. */
  readonly statements?: Readonly<Record<string, readonly DataAwsIamPolicyDocumentStatement[]>>;
}

/** Interface endpoints with an organisation perimeter, reached on port 443 from named private blocks. */
export class ServiceEndpoints extends Construct {
  readonly endpoints: ReadonlyMap<string, VpcEndpoint>;

  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const { network, clients } = props;
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
    this.endpoints = new Map(props.services.map((service) => [service, this.open(service, group, props)]));
  }

  private open(service: string, group: SecurityGroup, props: ServiceEndpointsProps): VpcEndpoint {
    const document = new DataAwsIamPolicyDocument(this, `Policy-${service}`, {
      statement: [...(props.statements?.[service] ?? perimeter(props.organizationId))],
    });
    return new VpcEndpoint(this, `Endpoint-${service}`, {
      vpcId: props.network.vpc.id,
      serviceName: `com.amazonaws.${props.region}.${service}`,
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: props.network.tier(props.tier).map(({ subnet }) => subnet.id),
      securityGroupIds: [group.id],
      policy: document.json,
      // S3's private DNS on an interface endpoint needs a gateway endpoint unless it may serve in-VPC clients as well.
      ...(service === 's3' ? { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } } : {}),
    });
  }
}

function perimeter(organizationId: string): readonly DataAwsIamPolicyDocumentStatement[] {
  return [
    {
      sid: 'OurPrincipalsOurResources',
      actions: ['*'],
      resources: ['*'],
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [
        {
          test: 'StringEquals',
          variable: 'aws:PrincipalOrgID',
          values: [organizationId],
        },
        {
          test: 'StringEquals',
          variable: 'aws:ResourceOrgID',
          values: [organizationId],
        },
      ],
    },
  ];
}
