import { BackupLogicallyAirGappedVault } from '@cdktf/provider-aws/lib/backup-logically-air-gapped-vault/index.js';
import { CloudtrailEventDataStore } from '@cdktf/provider-aws/lib/cloudtrail-event-data-store/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { Macie2Account } from '@cdktf/provider-aws/lib/macie2-account/index.js';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block/index.js';
import type { Construct } from 'constructs';
import {
  ClassKey,
  DnsFirewall,
  flowLogActions,
  PipelineRole,
  PrivateBucket,
  SegmentedVpc,
  ServiceEndpoints,
  useByLogs,
  useThroughAccount,
  WorkloadBoundary,
} from '../../src/constructs/index.ts';
import type { Environment } from '../environment.ts';
import type { Keys } from '../keys/stack.ts';
import { tiersOf, ZoneStack } from '../zone-stack.ts';
import { endpointStatements } from './endpoint-statements.ts';
import { useByEventStore } from './event-store-key.ts';
import { VaultBucket } from './vault-bucket.ts';
import { VaultReplication } from './vault-replication.ts';

/** ST-06: the weights. No compute, no internet gateway, no NAT: storage, its perimeter, and what watches it. */
export class WeightsVault extends ZoneStack {
  readonly #boundary: WorkloadBoundary;
  readonly #logKey: ClassKey;

  constructor(scope: Construct, id: string, environment: Environment, keys: Keys) {
    super(scope, id, environment, 'weights', environment.accounts.weights);
    this.#logKey = this.#key();
    this.#boundary = this.#ceiling();
    new S3AccountPublicAccessBlock(this, 'AccountPublicAccessBlock', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const endpoints = this.#network();
    if (keys.weights !== undefined && keys.checkpoint !== undefined) {
      this.#store(endpoints, keys.weights, keys.checkpoint);
    }
    this.#watchAccount();
  }

  #key(): ClassKey {
    const { name, region } = this.environment;
    return new ClassKey(this, 'LogKey', {
      alias: `${name}-vault-logs`,
      description: 'Flow logs and events of the weights vault',
      account: this.account,
      deployer: this.deployer,
      uses: [
        useByLogs(region, this.account),
        useByEventStore(region, this.account),
        ...useThroughAccount({ account: this.account, services: ['cloudtrail'], region }),
      ],
      tags: { 'zt:data-class': 'log' },
    });
  }

  /** The most that the roles of flow logs, of replication and of the release pipeline may do together. */
  #ceiling(): WorkloadBoundary {
    const { name, region } = this.environment;
    return new WorkloadBoundary(this, 'Boundary', {
      name: `${name}-vault-boundary`,
      region,
      ceiling: [
        ...flowLogActions,
        's3:GetReplicationConfiguration',
        's3:ListBucket',
        's3:GetObject*',
        's3:PutObject',
        's3:Replicate*',
        's3:ObjectOwnerOverrideToBucketOwner',
        'kms:Decrypt',
        'kms:Encrypt',
        'kms:GenerateDataKey',
      ],
    });
  }

  #network(): ServiceEndpoints {
    const { name, vault, availabilityZones, region, organization } = this.environment;
    const network = new SegmentedVpc(this, 'Network', {
      name: `${name}-vault`,
      account: this.account,
      region,
      cidrBlock: vault.network.cidrBlock,
      tiers: tiersOf(vault.network),
      availabilityZones,
      logKeyArn: this.#logKey.key.arn,
      permissionsBoundary: this.#boundary.policy.arn,
    });
    const endpoints = new ServiceEndpoints(this, 'Endpoints', {
      network,
      tier: 'endpoints',
      region,
      services: ['s3', 'kms', 'logs'],
      organizationId: organization.id,
      clients: [vault.network.cidrBlock],
      statements: { s3: endpointStatements(this.environment) },
    });
    new DnsFirewall(this, 'Dns', {
      name: `${name}-vault-dns`,
      network,
      allowedDomains: endpoints.domains,
      logKeyArn: this.#logKey.key.arn,
    });
    return endpoints;
  }

  #store(endpoints: ServiceEndpoints, weightsKey: ClassKey, checkpointKey: ClassKey): void {
    const { name, vault } = this.environment;
    const accessLogs = new PrivateBucket(this, 'AccessLogs', {
      name: `${name}-weights-access-logs-${this.account}`,
      dataClass: 'log',
      receivesAccessLogsOf: this.account,
    });
    const common = {
      environment: this.environment,
      accessLogs: accessLogs.bucket,
      endpointId: endpoints.of('s3').id,
    };
    const weights = new VaultBucket(this, 'Weights', {
      ...common,
      content: 'weights',
      keyArn: weightsKey.key.arn,
    });
    const checkpoints = new VaultBucket(this, 'Checkpoints', {
      ...common,
      content: 'checkpoints',
      keyArn: checkpointKey.key.arn,
    });
    this.#publisher(weights, weightsKey);
    if (vault.replica !== undefined) {
      new VaultReplication(this, 'Replication', {
        environment: this.environment,
        source: weights,
        sourceKeyArn: weightsKey.key.arn,
        replica: vault.replica,
        permissionsBoundary: this.#boundary.policy.arn,
      });
    }
    this.#recordCalls([weights, checkpoints]);
  }

  /** The release pipeline adds weights and can neither read nor delete them. */
  #publisher(weights: VaultBucket, key: ClassKey): void {
    const { vault, name } = this.environment;
    const provider = new IamOpenidConnectProvider(this, 'PipelineIssuer', {
      url: `https://${vault.publisher.issuer}`,
      clientIdList: [vault.publisher.audience],
    });
    new PipelineRole(this, 'Publisher', {
      name: `${name}-weights-publisher`,
      provider,
      ...vault.publisher,
      permissionsBoundary: this.#boundary.policy.arn,
      statements: [
        {
          sid: 'Add',
          actions: ['s3:PutObject'],
          resources: [`${weights.bucket.arn}/releases/*`],
        },
        {
          sid: 'EncryptAndJoinParts',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [key.key.arn],
        },
      ],
    });
  }

  /** Who read or wrote which object, in a store of its own that nobody can delete in passing. */
  #recordCalls(vaulted: readonly VaultBucket[]): void {
    const { name } = this.environment;
    new CloudtrailEventDataStore(this, 'DataEvents', {
      name: `${name}-weights-data-events`,
      kmsKeyId: this.#logKey.key.arn,
      multiRegionEnabled: false,
      retentionPeriod: 365,
      terminationProtectionEnabled: true,
      advancedEventSelector: [
        {
          name: 'every call on objects of the vault',
          fieldSelector: [
            { field: 'eventCategory', equalTo: ['Data'] },
            { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
            {
              field: 'resources.ARN',
              startsWith: vaulted.map(({ bucket }) => `${bucket.arn}/`),
            },
          ],
        },
      ],
      lifecycle: { preventDestroy: true },
    });
  }

  #watchAccount(): void {
    const { name, vault } = this.environment;
    new Macie2Account(this, 'Macie', {
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      status: 'ENABLED',
    });
    // Under a key of AWS's, so that no account of ours can lock us out of what must outlive it.
    new BackupLogicallyAirGappedVault(this, 'AirGap', {
      name: `${name}-weights-air-gap`,
      minRetentionDays: vault.lockDays,
      maxRetentionDays: Math.max(365, vault.lockDays * 4),
      lifecycle: { preventDestroy: true },
    });
  }
}
