import { AcmpcaCertificateAuthority } from '@cdktf/provider-aws/lib/acmpca-certificate-authority/index.js';
import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy/index.js';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation/index.js';
import { TerraformOutput, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import {
  byRoles,
  ClassKey,
  decryptWhenAttested,
  ExternalKeyStore,
  HsmKeyStore,
  SegmentedVpc,
  ServiceEndpoints,
  useByLogs,
  useThroughService,
  WorkloadBoundary,
} from '../../src/constructs/index.ts';
import type { Environment, ExternalStorePlan } from '../environment.ts';
import { ZoneStack } from '../zone-stack.ts';

interface StoreOfKeys {
  readonly id: string;
  /** Ids in the external key manager; none in CloudHSM, where KMS makes the key. */
  readonly external?: ExternalStorePlan['keys'];
}

/** ST-05: the root of trust. Keys for weights and checkpoints never leave hardware; every class of data has a key of its own. */
export class Keys extends ZoneStack {
  /** Encrypts the weights buckets; `undefined` until the key store has been activated. */
  readonly weights: ClassKey | undefined;
  readonly checkpoint: ClassKey | undefined;
  readonly network: SegmentedVpc;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, 'keys', environment.accounts.keys);
    const { keys, name, region, accounts, availabilityZones, organization, hub } = environment;
    const logs = this.classKey('logs', 'log', [useByLogs(region, accounts.keys)]);
    const boundary = new WorkloadBoundary(this, 'Boundary', {
      name: `${name}-keys-boundary`,
      region,
      ceiling: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    });
    this.network = new SegmentedVpc(this, 'Network', {
      name: `${name}-keys`,
      ...keys.network,
      availabilityZones,
      logKeyArn: logs.key.arn,
      permissionsBoundary: boundary.policy.arn,
    });
    new ServiceEndpoints(this, 'Endpoints', {
      network: this.network,
      tier: 'endpoints',
      region,
      services: ['kms', 'logs', 'secretsmanager'],
      organizationId: organization.id,
      clients: [keys.network.cidrBlock, ...hub.zoneBlocks],
    });
    const store = this.keyStore();
    if (store !== undefined) {
      this.weights = this.hardwareKey('weights', store);
      this.checkpoint = this.hardwareKey('checkpoint', store);
    }
    this.wrappingKey();
    this.dataKeys();
    this.privateCa();
    this.secret();
  }

  private classKey(
    name: string,
    dataClass: string,
    uses: readonly DataAwsIamPolicyDocumentStatement[],
    store?: StoreOfKeys,
    xksKeyId?: string,
  ): ClassKey {
    const { environment } = this;
    return new ClassKey(this, `Key-${name}`, {
      alias: `${environment.name}-${name}`,
      description: `Data class ${dataClass}: ${name}`,
      account: environment.accounts.keys,
      administrators: environment.keys.administrators,
      uses,
      tags: { 'zt:data-class': dataClass },
      ...(store === undefined ? {} : { customKeyStoreId: store.id }),
      ...(xksKeyId === undefined ? {} : { xksKeyId }),
    });
  }

  private keyStore(): StoreOfKeys | undefined {
    const { keys, name, region } = this.environment;
    if (keys.store.kind === 'external') {
      const secret = this.secretVariable('xks_secret_access_key', 'Raw secret access key of the XKS proxy');
      const { store } = new ExternalKeyStore(this, 'ExternalKeyStore', {
        name: `${name}-external`,
        network: this.network,
        tier: 'hsm',
        region,
        ...keys.store,
        credential: {
          accessKeyId: keys.store.accessKeyId,
          rawSecretAccessKey: secret.stringValue,
        },
      });
      return { id: store.id, external: keys.store.keys };
    }
    const activated = keys.store.activated
      ? {
          trustAnchorCertificate: new TerraformVariable(this, 'trust_anchor_certificate', {
            type: 'string',
            description: 'Certificate that the cluster was initialised with (customerCA.crt)',
          }).stringValue,
          keyStorePassword: this.secretVariable('key_store_password', 'Password of the kmsuser crypto user')
            .stringValue,
        }
      : undefined;
    const { cluster, store } = new HsmKeyStore(this, 'HsmKeyStore', {
      name: `${name}-hsm`,
      subnets: this.network.tier('hsm'),
      ...(activated === undefined ? {} : { activated }),
    });
    new TerraformOutput(this, 'cluster-id', {
      value: cluster.clusterId,
      description: 'To initialise and activate by hand',
    });
    return store === undefined ? undefined : { id: store.id };
  }

  private secretVariable(name: string, description: string): TerraformVariable {
    return new TerraformVariable(this, name, {
      type: 'string',
      sensitive: true,
      nullable: false,
      description,
    });
  }

  /** S3 asks KMS without an attestation document, so a bucket's key cannot demand one: the wrapping key does. */
  private hardwareKey(name: 'weights' | 'checkpoint', store: StoreOfKeys): ClassKey {
    const { region, organization } = this.environment;
    const uses = [
      useThroughService({
        sid: 'WritersThroughS3',
        roles: this.writers(),
        services: ['s3'],
        region,
        organizationId: organization.id,
        actions: ['kms:DescribeKey', 'kms:GenerateDataKey'],
      }),
      useThroughService({
        sid: 'ReadersThroughS3',
        roles: this.readers(),
        services: ['s3'],
        region,
        organizationId: organization.id,
        actions: ['kms:Decrypt', 'kms:DescribeKey'],
      }),
    ];
    return this.classKey(name, name, uses, store, store.external?.[name]);
  }

  /** Who adds weights: the producers, and the vault's own release pipeline and replication. */
  private writers(): readonly string[] {
    const { keys, accounts, name } = this.environment;
    return [...keys.producers, `arn:aws:iam::${accounts.weights}:role/${name}-weights-publisher`];
  }

  private readers(): readonly string[] {
    const { keys, accounts, name } = this.environment;
    return [...keys.consumers, `arn:aws:iam::${accounts.weights}:role/${name}-weights-replication`];
  }

  private wrappingKey(): void {
    const { keys } = this.environment;
    this.classKey('weights-wrap', 'secret', [
      {
        sid: 'ProducersWrapAndNeverUnwrap',
        actions: ['kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
        resources: ['*'],
        ...byRoles(keys.producers),
      },
      decryptWhenAttested(keys.consumers, keys.enclaveImageSha384),
    ]);
  }

  private dataKeys(): void {
    const { keys, region, organization, accounts } = this.environment;
    const deployers = [`arn:aws:iam::${accounts.keys}:role/sallyport-deploy`];
    const through = (service: string, roles: readonly string[]) => [
      useThroughService({
        sid: 'NamedPrincipalsThroughService',
        roles,
        services: [service],
        region,
        organizationId: organization.id,
      }),
    ];
    this.classKey('training-data', 'training-data', through('s3', keys.producers));
    this.classKey('backup', 'secret', through('backup', deployers));
    this.classKey('state', 'secret', through('s3', deployers));
  }

  private privateCa(): void {
    const { name } = this.environment;
    new AcmpcaCertificateAuthority(this, 'PrivateCa', {
      type: 'ROOT',
      usageMode: 'SHORT_LIVED_CERTIFICATE',
      keyStorageSecurityStandard: 'FIPS_140_2_LEVEL_3_OR_HIGHER',
      permanentDeletionTimeInDays: 30,
      certificateAuthorityConfiguration: {
        keyAlgorithm: 'EC_secp384r1',
        signingAlgorithm: 'SHA384WITHECDSA',
        subject: { commonName: `${name} workload identity` },
      },
    });
  }

  /** The crypto officer's credential: what is left when the cluster must be recovered by hand. */
  private secret(): void {
    const { name, keys, region, organization, accounts } = this.environment;
    const key = this.classKey('secrets', 'secret', [
      useThroughService({
        sid: 'AdministratorsThroughSecretsManager',
        roles: keys.administrators,
        services: ['secretsmanager'],
        region,
        organizationId: organization.id,
      }),
    ]);
    const secret = new SecretsmanagerSecret(this, 'RecoverySecret', {
      name: `${name}/key-store/recovery`,
      kmsKeyId: key.key.arn,
      recoveryWindowInDays: 30,
      tags: { 'zt:data-class': 'secret' },
    });
    new SecretsmanagerSecretRotation(this, 'RecoverySecretRotation', {
      secretId: secret.id,
      rotationLambdaArn: keys.rotationFunctionArn,
      rotationRules: { automaticallyAfterDays: 30 },
    });
    const document = new DataAwsIamPolicyDocument(this, 'RecoverySecretDocument', {
      statement: [
        {
          sid: 'OnlyThisAccount',
          effect: 'Deny',
          actions: ['secretsmanager:*'],
          resources: ['*'],
          principals: [{ type: '*', identifiers: ['*'] }],
          condition: [
            {
              test: 'StringNotEquals',
              variable: 'aws:PrincipalAccount',
              values: [accounts.keys],
            },
            {
              test: 'BoolIfExists',
              variable: 'aws:PrincipalIsAWSService',
              values: ['false'],
            },
          ],
        },
      ],
    });
    new SecretsmanagerSecretPolicy(this, 'RecoverySecretPolicy', {
      secretArn: secret.arn,
      policy: document.json,
      blockPublicPolicy: true,
    });
  }
}
