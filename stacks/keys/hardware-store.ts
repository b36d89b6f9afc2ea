import type { TerraformOutputConfig, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { type ClassKeyProps, ExternalKeyStore, HsmKeyStore, type SegmentedVpc } from '../../src/constructs/index.ts';
import type { CloudHsmPlan, Environment, ExternalStorePlan } from '../environment.ts';

export interface HardwareStoreProps {
  readonly environment: Environment;
  /** With a tier `store`. */
  readonly network: SegmentedVpc;
  /** Declares an input of the stack that Terraform shows to nobody. */
  readonly variable: (name: string, description: string) => TerraformVariable;
}

/** Where keys for weights are made: CloudHSM or an external key manager, as far as the steps by hand have come (README). */
export class HardwareStore extends Construct {
  /** Where each key is made; `undefined` until somebody has connected the store, which KMS demands before it makes a key there. */
  readonly connected:
    | Readonly<Record<'weights' | 'checkpoint', Pick<ClassKeyProps, 'customKeyStoreId' | 'xksKeyId'>>>
    | undefined;
  /** What the next step by hand needs to know. */
  readonly toDoByHand: Readonly<Record<string, TerraformOutputConfig>>;

  constructor(scope: Construct, id: string, props: HardwareStoreProps) {
    super(scope, id);
    const plan = props.environment.keys.store;
    const made = 'external' in plan ? this.external(plan.external, props) : this.cloudHsm(plan.cloudhsm, props);
    this.connected = made.connected;
    this.toDoByHand = made.toDoByHand;
  }

  private cloudHsm({ stage }: CloudHsmPlan, { environment, network, variable }: HardwareStoreProps) {
    const activated = () => ({
      trustAnchorCertificate: variable(
        'trust_anchor_certificate',
        'Certificate that the cluster was initialised with (customerCA.crt)',
      ).stringValue,
      keyStorePassword: variable('key_store_password', 'Password of the kmsuser crypto user').stringValue,
    });
    const { cluster, store } = new HsmKeyStore(this, 'CloudHsm', {
      name: `${environment.name}-hsm`,
      subnets: network.tier('store'),
      ...(stage === 'foundation' ? {} : { activated: activated() }),
    });
    const where = store === undefined ? {} : { customKeyStoreId: store.id };
    return {
      connected: stage === 'connected' ? { weights: where, checkpoint: where } : undefined,
      toDoByHand: {
        'cluster-id': { value: cluster.clusterId, description: 'To initialise and activate' },
        ...(store === undefined ? {} : { 'key-store-id': { value: store.id, description: 'To connect' } }),
      },
    };
  }

  private external(plan: ExternalStorePlan, { environment, network, variable }: HardwareStoreProps) {
    const verified = () => ({
      proxyPath: plan.proxyPath,
      accessKeyId: plan.accessKeyId,
      rawSecretAccessKey: variable('xks_secret_access_key', 'Raw secret access key of the XKS proxy').stringValue,
    });
    const { service, store } = new ExternalKeyStore(this, 'External', {
      name: `${environment.name}-external`,
      network,
      tier: 'store',
      region: environment.region,
      proxyAddresses: plan.proxyAddresses,
      proxyDomain: plan.proxyDomain,
      ...(plan.stage === 'foundation' ? {} : { verified: verified() }),
    });
    const proof = service.privateDnsNameConfiguration.get(0);
    const at = (xksKeyId: string) => (store === undefined ? {} : { customKeyStoreId: store.id, xksKeyId });
    return {
      connected:
        plan.stage === 'connected'
          ? { weights: at(plan.keys.weights), checkpoint: at(plan.keys.checkpoint) }
          : undefined,
      toDoByHand: {
        'domain-verification': {
          value: `${proof.name}.${plan.proxyDomain} ${proof.type} ${proof.value}`,
          description: 'DNS record that proves the domain',
        },
        ...(store === undefined ? {} : { 'key-store-id': { value: store.id, description: 'To connect' } }),
      },
    };
  }
}
