import { KmsCustomKeyStore } from '@cdktf/provider-aws/lib/kms-custom-key-store/index.js';
import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { LbTargetGroupAttachment } from '@cdktf/provider-aws/lib/lb-target-group-attachment/index.js';
import { VpcEndpointService } from '@cdktf/provider-aws/lib/vpc-endpoint-service/index.js';
import { VpcEndpointServicePrivateDnsVerification } from '@cdktf/provider-aws/lib/vpc-endpoint-service-private-dns-verification/index.js';
import { Construct, type IConstruct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';

export interface ExternalKeyStoreProps {
  readonly name: string;
  readonly network: SegmentedVpc;
  readonly tier: string;
  readonly region: string;
  /** Addresses of the XKS proxy in the VPC. */
  readonly proxyAddresses: readonly string[];
  /** Name on the proxy's certificate. */
  readonly proxyDomain: string;
  /** Given once DNS holds the record that proves the domain: KMS refuses a key store before. */
  readonly verified?: {
    /** From `/` to `/kms/xks/v1`. */
    readonly proxyPath: string;
    readonly accessKeyId: string;
    /** A sensitive variable, for it lands in Terraform's state. */
    readonly rawSecretAccessKey: string;
  };
}

/**
 * A KMS external key store whose proxy is reached over PrivateLink: KMS alone may connect. It connects without being accepted,
 * because KMS refuses an endpoint service that requires acceptance.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/vpc-connectivity.html
 */
export class ExternalKeyStore extends Construct {
  readonly store: KmsCustomKeyStore | undefined;
  readonly service: VpcEndpointService;

  constructor(scope: Construct, id: string, props: ExternalKeyStoreProps) {
    super(scope, id);
    const { name, proxyDomain, verified } = props;
    if (`${name}-xks`.length > 32)
      throw new Error(`\`${name}-xks\` is longer than the 32 characters of a load balancer's name`);
    const { balancer, ready } = this.balance(props);
    this.service = new VpcEndpointService(this, 'Service', {
      acceptanceRequired: false,
      allowedPrincipals: [`cks.kms.${props.region}.amazonaws.com`],
      networkLoadBalancerArns: [balancer.arn],
      privateDnsName: proxyDomain,
    });
    if (verified === undefined) return;
    const verification = new VpcEndpointServicePrivateDnsVerification(this, 'Verification', {
      serviceId: this.service.id,
      waitForVerification: true,
    });
    this.store = new KmsCustomKeyStore(this, 'KeyStore', {
      customKeyStoreName: name,
      customKeyStoreType: 'EXTERNAL_KEY_STORE',
      xksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      xksProxyVpcEndpointServiceName: this.service.serviceName,
      xksProxyUriEndpoint: `https://${proxyDomain}`,
      xksProxyUriPath: verified.proxyPath,
      xksProxyAuthenticationCredential: {
        accessKeyId: verified.accessKeyId,
        rawSecretAccessKey: verified.rawSecretAccessKey,
      },
      dependsOn: [verification, ...ready],
    });
  }

  /** TLS passes through to the proxy, which KMS authenticates itself. */
  private balance({ name, network, tier, proxyAddresses }: ExternalKeyStoreProps) {
    const balancer = new Lb(this, 'Proxy', {
      name: `${name}-xks`,
      internal: true,
      loadBalancerType: 'network',
      subnets: network.tier(tier).map(({ subnet }) => subnet.id),
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
    });
    const targets = new LbTargetGroup(this, 'Targets', {
      name: `${name}-xks`,
      port: 443,
      protocol: 'TCP',
      targetType: 'ip',
      vpcId: network.vpc.id,
    });
    const attached = proxyAddresses.map(
      (targetId, index) =>
        new LbTargetGroupAttachment(this, `Target-${index}`, {
          targetGroupArn: targets.arn,
          targetId,
          port: 443,
        }),
    );
    const listener = new LbListener(this, 'Listener', {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: 'TCP',
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
    });
    return { balancer, ready: [listener, ...attached] satisfies IConstruct[] };
  }
}
