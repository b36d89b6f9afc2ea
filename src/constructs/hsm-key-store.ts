import { CloudhsmV2Cluster } from '@cdktf/provider-aws/lib/cloudhsm-v2-cluster/index.js';
import { CloudhsmV2Hsm } from '@cdktf/provider-aws/lib/cloudhsm-v2-hsm/index.js';
import { KmsCustomKeyStore } from '@cdktf/provider-aws/lib/kms-custom-key-store/index.js';
import { Construct } from 'constructs';
import type { TierSubnet } from './segmented-vpc.ts';

export interface HsmKeyStoreProps {
  readonly name: string;
  /** At least two, in distinct Availability Zones. */
  readonly subnets: readonly TierSubnet[];
  /**
   * Given once the cluster has been initialised and activated by hand: AWS refuses to connect a key store before.
   * Both come from outside; the password must be a sensitive variable, for it lands in Terraform's state.
   */
  readonly activated?: {
    readonly trustAnchorCertificate: string;
    readonly keyStorePassword: string;
  };
}

/**
 * A CloudHSM cluster in FIPS mode across Availability Zones and, once activated, the KMS custom key store on it.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/create-keystore.html
 */
export class HsmKeyStore extends Construct {
  readonly cluster: CloudhsmV2Cluster;
  readonly store: KmsCustomKeyStore | undefined;

  constructor(scope: Construct, id: string, { name, subnets, activated }: HsmKeyStoreProps) {
    super(scope, id);
    const zones = new Set(subnets.map(({ availabilityZone }) => availabilityZone));
    if (zones.size < 2) {
      throw new Error(`a CloudHSM cluster needs subnets in at least 2 Availability Zones, got ${zones.size}`);
    }
    this.cluster = new CloudhsmV2Cluster(this, 'Cluster', {
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      subnetIds: subnets.map(({ subnet }) => subnet.id),
      tags: { Name: name },
      lifecycle: { preventDestroy: true },
    });
    const modules = subnets.map(
      ({ subnet }, index) =>
        new CloudhsmV2Hsm(this, `Hsm-${index}`, {
          clusterId: this.cluster.clusterId,
          subnetId: subnet.id,
        }),
    );
    this.store =
      activated === undefined
        ? undefined
        : new KmsCustomKeyStore(this, 'KeyStore', {
            customKeyStoreName: name,
            customKeyStoreType: 'AWS_CLOUDHSM',
            cloudHsmClusterId: this.cluster.clusterId,
            trustAnchorCertificate: activated.trustAnchorCertificate,
            keyStorePassword: activated.keyStorePassword,
            dependsOn: modules,
          });
  }
}
