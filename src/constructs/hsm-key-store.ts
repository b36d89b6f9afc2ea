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
   * Given once the cluster has been initialised and activated by hand. Until then there is one HSM, whose certificate request is
   * signed by hand: AWS refuses a second one before.
   */
  readonly activated?: {
    /** Certificate that the cluster was initialised with. */
    readonly trustAnchorCertificate: string;
    /** Password of `kmsuser`; a sensitive variable, for it lands in Terraform's state. */
    readonly keyStorePassword: string;
  };
}

/**
 * A CloudHSM cluster in FIPS mode and, once activated, an HSM in every Availability Zone and the KMS custom key store on them.
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
    const modules = subnets.slice(0, activated === undefined ? 1 : undefined).map(
      ({ subnet }, index) =>
        new CloudhsmV2Hsm(this, `Hsm-${index}`, {
          clusterId: this.cluster.clusterId,
          subnetId: subnet.id,
        }),
    );
    if (activated === undefined) return;
    this.store = new KmsCustomKeyStore(this, 'KeyStore', {
      customKeyStoreName: name,
      customKeyStoreType: 'AWS_CLOUDHSM',
      cloudHsmClusterId: this.cluster.clusterId,
      trustAnchorCertificate: activated.trustAnchorCertificate,
      keyStorePassword: activated.keyStorePassword,
      dependsOn: modules,
    });
  }
}
