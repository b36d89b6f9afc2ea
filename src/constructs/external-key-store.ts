import { KmsCustomKeyStore } from '@cdktf/provider-aws/lib/kms-custom-key-store/index.js';
import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { LbTargetGroupAttachment } from '@cdktf/provider-aws/lib/lb-target-group-attachment/index.js';
import { VpcEndpointService } from '@cdktf/provider-aws/lib/vpc-endpoint-service/index.js';
import { Construct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';

export interface ExternalKeyStoreProps {
  readonly name: string;
  readonly network: SegmentedVpc;
  readonly tier: string;
  readonly region: string;
  /** Private addresses of the XKS proxy in the key manager's network. */
  readonly proxyAddresses: readonly string[];
  /** Name on the proxy's certificate; its domain must be verified before the store can connect. */
  readonly proxyDomain: string;
  readonly proxyPath: string;
  readonly credential: {
    readonly accessKeyId: string;
    readonly rawSecretAccessKey: string;
  };
}

/**
 * A KMS external key store whose proxy is reached over PrivateLink: KMS alone may connect, and only once accepted.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/vpc-connectivity.html
 */
export class ExternalKeyStore extends Construct {
  readonly store: KmsCustomKeyStore;

  constructor(scope: Construct, id: string, props: ExternalKeyStoreProps) {
    super(scope, id);
    const balancer = new Lb(this, 'Proxy', {
      name: `${props.name}-xks`,
      internal: true,
      loadBalancerType: 'network',
      subnets: props.network.tier(props.tier).map(({ subnet }) => subnet.id),
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
    });
    const targets = new LbTargetGroup(this, 'Targets', {
      name: `${props.name}-xks`,
      port: 443,
      protocol: 'TCP',
      targetType: 'ip',
      vpcId: props.network.vpc.id,
    });
    props.proxyAddresses.forEach((targetId, index) => {
      new LbTargetGroupAttachment(this, `Target-${index}`, {
        targetGroupArn: targets.arn,
        targetId,
        port: 443,
      });
    });
    new LbListener(this, 'Listener', {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: 'TCP',
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
    });
    const service = new VpcEndpointService(this, 'Service', {
      acceptanceRequired: true,
      allowedPrincipals: [`cks.kms.${props.region}.amazonaws.com`],
      networkLoadBalancerArns: [balancer.arn],
      privateDnsName: props.proxyDomain,
    });
    this.store = new KmsCustomKeyStore(this, 'KeyStore', {
      customKeyStoreName: props.name,
      customKeyStoreType: 'EXTERNAL_KEY_STORE',
      xksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      xksProxyVpcEndpointServiceName: service.serviceName,
      xksProxyUriEndpoint: `https://${props.proxyDomain}`,
      xksProxyUriPath: props.proxyPath,
      xksProxyAuthenticationCredential: props.credential,
    });
  }
}
