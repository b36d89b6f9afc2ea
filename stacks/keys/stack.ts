import { TerraformOutput, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import {
  byRoles,
  ClassKey,
  type ClassKeyProps,
  type DataClass,
  DnsFirewall,
  decryptWhenAttested,
  denyUseOutside,
  flowLogActions,
  PrivateAuthority,
  RotatedSecret,
  SegmentedVpc,
  ServiceEndpoints,
  useByLogs,
  useThroughAccount,
  useThroughService,
  WorkloadBoundary,
} from '../../src/constructs/index.ts';
import { type Environment, rolesOf } from '../environment.ts';
import { tiersOf, ZoneStack } from '../zone-stack.ts';
import { HardwareStore } from './hardware-store.ts';

type Uses = ClassKeyProps['uses'];
type Material = Pick<ClassKeyProps, 'customKeyStoreId' | 'xksKeyId'>;

/** ST-05: the root of trust. Keys for weights and checkpoints never leave hardware; every class of data has a key of its own. */
export class Keys extends ZoneStack {
  /** Encrypts the weights bucket; `undefined` until the key store is connected. */
  readonly weights: ClassKey | undefined;
  readonly checkpoint: ClassKey | undefined;
  readonly network: SegmentedVpc;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, 'keys', environment.accounts.keys);
    const logs = this.#key('logs', 'log', [useByLogs(environment.region, this.account)]);
    this.network = this.#vpc(logs);
    this.#services(logs);
    const store = new HardwareStore(this, 'Store', {
      environment,
      network: this.network,
      variable: (name, description) => this.#secretVariable(name, description),
    });
    for (const [name, output] of Object.entries(store.toDoByHand)) new TerraformOutput(this, name, output);
    if (store.connected !== undefined) {
      this.weights = this.#weightsKey(store.connected.weights);
      this.checkpoint = this.#checkpointKey(store.connected.checkpoint);
    }
    this.#wrappingKey();
    this.#dataKeys();
    new PrivateAuthority(this, 'PrivateCa', { commonName: `${environment.name} workload identity` });
    this.#recoverySecret();
  }

  #key(name: string, dataClass: DataClass, uses: Uses, material: Material = {}): ClassKey {
    return new ClassKey(this, `Key-${name}`, {
      alias: `${this.environment.name}-${name}`,
      description: `Data class ${dataClass}: ${name}`,
      account: this.account,
      deployer: this.deployer,
      administrators: this.environment.keys.administrators,
      uses,
      tags: { 'zt:data-class': dataClass },
      ...material,
    });
  }

  #vpc(logs: ClassKey): SegmentedVpc {
    const { keys, name, region, availabilityZones } = this.environment;
    const boundary = new WorkloadBoundary(this, 'Boundary', {
      name: `${name}-keys-boundary`,
      region,
      ceiling: flowLogActions,
    });
    return new SegmentedVpc(this, 'Network', {
      name: `${name}-keys`,
      account: this.account,
      region,
      cidrBlock: keys.network.cidrBlock,
      tiers: tiersOf(keys.network),
      availabilityZones,
      logKeyArn: logs.key.arn,
      permissionsBoundary: boundary.policy.arn,
    });
  }

  /** What the key manager's hosts in the VPC may call and resolve: three services, and nothing else in the world. */
  #services(logs: ClassKey): void {
    const { keys, name, region, organization } = this.environment;
    const endpoints = new ServiceEndpoints(this, 'Endpoints', {
      network: this.network,
      tier: 'endpoints',
      region,
      services: ['kms', 'logs', 'secretsmanager'],
      organizationId: organization.id,
      clients: [keys.network.cidrBlock],
    });
    new DnsFirewall(this, 'Dns', {
      name: `${name}-keys-dns`,
      network: this.network,
      allowedDomains: endpoints.domains,
      logKeyArn: logs.key.arn,
    });
  }

  #secretVariable(name: string, description: string): TerraformVariable {
    return new TerraformVariable(this, name, {
      type: 'string',
      sensitive: true,
      nullable: false,
      description,
    });
  }

  /** S3 asks KMS without an attestation document, so a bucket's key cannot demand one: the wrapping key does. */
  #weightsKey(material: Material): ClassKey {
    const { vault, name } = this.#vaultRoles();
    return this.#key(
      'weights',
      'weights',
      [
        // A part of a multipart upload is decrypted when S3 joins it to the others, so who writes must be let decrypt; reading takes s3:GetObject too.
        this.#throughS3(
          'WritersThroughS3',
          [`${vault}/${name}-weights-publisher`],
          ['kms:Decrypt', 'kms:GenerateDataKey'],
        ),
        this.#throughS3(
          'ReadersThroughS3',
          [...rolesOf(this.environment, 'inference'), `${vault}/${name}-weights-replication`],
          ['kms:Decrypt'],
        ),
        denyUseOutside(this.environment.organization.id),
      ],
      material,
    );
  }

  #checkpointKey(material: Material): ClassKey {
    return this.#key(
      'checkpoint',
      'checkpoint',
      [
        this.#throughS3('TrainingThroughS3', rolesOf(this.environment, 'training'), [
          'kms:Decrypt',
          'kms:GenerateDataKey',
        ]),
        denyUseOutside(this.environment.organization.id),
      ],
      material,
    );
  }

  /** For envelopes on the client's side: who makes weights wraps and never unwraps, who serves them unwraps inside an enclave. */
  #wrappingKey(): void {
    const { keys, organization } = this.environment;
    const { vault, name } = this.#vaultRoles();
    this.#key('weights-wrap', 'secret', [
      {
        sid: 'ProducersWrapAndNeverUnwrap',
        actions: ['kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
        resources: ['*'],
        ...byRoles([...rolesOf(this.environment, 'training'), `${vault}/${name}-weights-publisher`]),
      },
      decryptWhenAttested(rolesOf(this.environment, 'inference'), keys.enclaveImageSha384),
      denyUseOutside(organization.id),
    ]);
  }

  #dataKeys(): void {
    const { region, accounts, state } = this.environment;
    this.#key('training-data', 'training-data', [
      this.#throughS3('TrainingThroughS3', rolesOf(this.environment, 'training')),
    ]);
    this.#key('backup', 'secret', useThroughAccount({ account: accounts.weights, services: ['backup'], region }));
    this.#key('state', 'secret', [this.#throughS3('PipelinesThroughS3', state.roles)]);
  }

  /** The crypto officer's credential: what is left when the key store must be recovered by hand. */
  #recoverySecret(): void {
    const { name, keys, region, organization } = this.environment;
    const { officers, rotationRole, rotationFunctionArn } = keys.recovery;
    const key = this.#key('secrets', 'secret', [
      useThroughService({
        sid: 'OfficersThroughSecretsManager',
        roles: [...officers, rotationRole],
        services: ['secretsmanager'],
        region,
        organizationId: organization.id,
      }),
    ]);
    new RotatedSecret(this, 'RecoverySecret', {
      name: `${name}/key-store/recovery`,
      keyArn: key.key.arn,
      account: this.account,
      rotationFunctionArn,
    });
  }

  #throughS3(sid: string, roles: readonly string[], actions?: readonly string[]) {
    const { region, organization } = this.environment;
    return useThroughService({
      sid,
      roles,
      services: ['s3'],
      region,
      organizationId: organization.id,
      ...(actions === undefined ? {} : { actions: [...actions, 'kms:DescribeKey'] }),
    });
  }

  /** The vault's own roles come later than its key, and are known by name. */
  #vaultRoles() {
    const { accounts, name } = this.environment;
    return { vault: `arn:aws:iam::${accounts.weights}:role`, name };
  }
}
