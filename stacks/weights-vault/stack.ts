import { BackupLogicallyAirGappedVault } from '@cdktf/provider-aws/lib/backup-logically-air-gapped-vault/index.js';
import { CloudtrailEventDataStore } from '@cdktf/provider-aws/lib/cloudtrail-event-data-store/index.js';
import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Macie2Account } from '@cdktf/provider-aws/lib/macie2-account/index.js';
import { Macie2ClassificationJob } from '@cdktf/provider-aws/lib/macie2-classification-job/index.js';
import { S3AccessPoint } from '@cdktf/provider-aws/lib/s3-access-point/index.js';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block/index.js';
import { S3BucketAbac } from '@cdktf/provider-aws/lib/s3-bucket-abac/index.js';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification/index.js';
import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration/index.js';
import type { Construct } from 'constructs';
import {
  ClassKey,
  PipelineRole,
  PrivateBucket,
  SegmentedVpc,
  ServiceEndpoints,
  useByLogs,
  WorkloadBoundary,
} from '../../src/constructs/index.ts';
import type { Consumer, Environment } from '../environment.ts';
import type { Keys } from '../keys/stack.ts';
import { ZoneStack } from '../zone-stack.ts';

/** ST-06: the weights. No compute, no internet gateway, no NAT: storage, its perimeter, and what watches it. */
export class WeightsVault extends ZoneStack {
  private readonly boundary: WorkloadBoundary;
  private readonly logKey: ClassKey;
  private readonly endpoints: ServiceEndpoints;

  constructor(scope: Construct, id: string, environment: Environment, keys: Keys) {
    super(scope, id, environment, 'weights', environment.accounts.weights);
    const { name, region, accounts } = environment;
    this.logKey = new ClassKey(this, 'LogKey', {
      alias: `${name}-vault-logs`,
      description: 'Flow logs, access logs and events of the weights vault',
      account: accounts.weights,
      administrators: environment.keys.administrators,
      uses: [useByLogs(region, accounts.weights), this.deliverAccessLogs(), this.storeEvents()],
      tags: { 'zt:data-class': 'log' },
    });
    this.boundary = new WorkloadBoundary(this, 'Boundary', {
      name: `${name}-vault-boundary`,
      region,
      ceiling: [
        'logs:CreateLogStream',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
        's3:*',
        'kms:Decrypt',
        'kms:GenerateDataKey',
      ],
    });
    new S3AccountPublicAccessBlock(this, 'AccountPublicAccessBlock', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.endpoints = this.perimeter();
    if (keys.weights !== undefined && keys.checkpoint !== undefined) this.store(keys.weights, keys.checkpoint);
    this.airGap();
  }

  private perimeter(): ServiceEndpoints {
    const { name, vault, availabilityZones, region, organization } = this.environment;
    const network = new SegmentedVpc(this, 'Network', {
      name: `${name}-vault`,
      ...vault.network,
      availabilityZones,
      logKeyArn: this.logKey.key.arn,
      permissionsBoundary: this.boundary.policy.arn,
    });
    return new ServiceEndpoints(this, 'Endpoints', {
      network,
      tier: 'endpoints',
      region,
      services: ['s3', 'kms', 'logs'],
      organizationId: organization.id,
      clients: [vault.network.cidrBlock],
      statements: { s3: this.namedRolesOnly() },
    });
  }

  private namedRolesOnly(): readonly DataAwsIamPolicyDocumentStatement[] {
    const { vault, organization, name } = this.environment;
    const resources = [`arn:aws:s3:::${name}-weights*`, `arn:aws:s3:::${name}-weights*/*`];
    return [
      {
        sid: 'ReadByNamedRoles',
        actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
        resources,
        principals: [{ type: 'AWS', identifiers: ['*'] }],
        condition: [
          {
            test: 'ArnEquals',
            variable: 'aws:PrincipalArn',
            values: vault.consumers.flatMap(({ roles }) => [...roles]),
          },
          {
            test: 'StringEquals',
            variable: 'aws:PrincipalOrgID',
            values: [organization.id],
          },
        ],
      },
    ];
  }

  private store(weightsKey: ClassKey, checkpointKey: ClassKey): void {
    const { name, vault } = this.environment;
    const accessLogs = new PrivateBucket(this, 'AccessLogs', {
      name: `${name}-weights-access-logs`,
      dataClass: 'log',
      keyArn: this.logKey.key.arn,
      // S3 does not deliver access logs to a bucket with Object Lock: the role tag says why there is none.
      tags: { 'zt:role': 'access-log' },
      statements: [this.accessLogDelivery(`${name}-weights-access-logs`)],
    });
    const weights = new PrivateBucket(this, 'Weights', {
      name: `${name}-weights`,
      dataClass: 'weights',
      keyArn: weightsKey.key.arn,
      lockDays: vault.lockDays,
      accessLogs: accessLogs.bucket,
      statements: this.weightsPerimeter(`${name}-weights`),
    });
    const checkpoints = new PrivateBucket(this, 'Checkpoints', {
      name: `${name}-weights-checkpoints`,
      dataClass: 'checkpoint',
      keyArn: checkpointKey.key.arn,
      lockDays: vault.lockDays,
      minimumTls: '1.3',
      accessLogs: accessLogs.bucket,
      statements: this.weightsPerimeter(`${name}-weights-checkpoints`),
    });
    for (const [id, vaulted] of Object.entries({ weights, checkpoints })) {
      new S3BucketNotification(this, `Events-${id}`, {
        bucket: vaulted.bucket.id,
        eventbridge: true,
      });
      new S3BucketAbac(this, `Abac-${id}`, {
        bucket: vaulted.bucket.bucket,
        abacStatus: [{ status: 'Enabled' }],
      });
    }
    for (const consumer of vault.consumers) this.accessPoint(weights, consumer);
    this.publisher(weights, weightsKey);
    if (vault.replica !== undefined) this.replicate(weights, weightsKey, vault.replica);
    this.watch(weights, checkpoints);
  }

  /** What is refused whoever asks: outside the organisation, off the endpoint, under another key, with an old presigned URL. */
  private weightsPerimeter(bucket: string): readonly DataAwsIamPolicyDocumentStatement[] {
    const { organization } = this.environment;
    const everyone = [{ type: '*', identifiers: ['*'] }];
    const objects = [`arn:aws:s3:::${bucket}/*`];
    const resources = [`arn:aws:s3:::${bucket}`, ...objects];
    // Replication, Backup and Macie call S3 as AWS services: without the guard the vault would lock them out as well.
    const notForAws = [
      {
        test: 'BoolIfExists',
        variable: 'aws:PrincipalIsAWSService',
        values: ['false'],
      },
      {
        test: 'BoolIfExists',
        variable: 'aws:ViaAWSService',
        values: ['false'],
      },
    ];
    const endpoint = this.endpoints.endpoints.get('s3');
    if (endpoint === undefined) throw new Error('the vault has no endpoint for s3');
    return [
      {
        sid: 'DenyOutsideOrganization',
        effect: 'Deny',
        actions: ['s3:*'],
        resources,
        principals: everyone,
        condition: [
          {
            test: 'StringNotEqualsIfExists',
            variable: 'aws:PrincipalOrgID',
            values: [organization.id],
          },
          ...notForAws,
        ],
      },
      {
        sid: 'DenyReadOffEndpoint',
        effect: 'Deny',
        actions: ['s3:GetObject*'],
        resources: objects,
        principals: everyone,
        condition: [
          {
            test: 'StringNotEqualsIfExists',
            variable: 'aws:SourceVpce',
            values: [endpoint.id],
          },
          {
            test: 'StringNotEqualsIfExists',
            variable: 'aws:SourceVpc',
            values: this.environment.vault.consumers.map(({ vpcId }) => vpcId),
          },
          ...notForAws,
        ],
      },
      {
        sid: 'DenyOldPresignedUrls',
        effect: 'Deny',
        actions: ['s3:*'],
        resources: objects,
        principals: everyone,
        condition: [
          {
            test: 'NumericGreaterThan',
            variable: 's3:signatureAge',
            values: ['600000'],
          },
        ],
      },
      {
        sid: 'DenyOtherEncryption',
        effect: 'Deny',
        actions: ['s3:PutObject'],
        resources: objects,
        principals: everyone,
        condition: [
          {
            test: 'StringNotEqualsIfExists',
            variable: 's3:x-amz-server-side-encryption',
            values: ['aws:kms:dsse'],
          },
          {
            test: 'Null',
            variable: 's3:x-amz-server-side-encryption',
            values: ['false'],
          },
        ],
      },
    ];
  }

  private accessPoint(weights: PrivateBucket, { zone, vpcId, roles }: Consumer): void {
    const { accounts, region, name } = this.environment;
    const point = `${name}-weights-${zone}`;
    const document = new DataAwsIamPolicyDocument(this, `AccessPointDocument-${zone}`, {
      statement: [
        {
          sid: 'ReadByNamedRoles',
          actions: ['s3:GetObject', 's3:GetObjectVersion'],
          resources: [`arn:aws:s3:${region}:${accounts.weights}:accesspoint/${point}/object/*`],
          principals: [{ type: 'AWS', identifiers: [...roles] }],
        },
      ],
    });
    new S3AccessPoint(this, `AccessPoint-${zone}`, {
      name: point,
      bucket: weights.bucket.id,
      vpcConfiguration: { vpcId },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      policy: document.json,
    });
  }

  /** The release pipeline adds weights and can neither read nor delete them. */
  private publisher(weights: PrivateBucket, key: ClassKey): void {
    const { vault, name } = this.environment;
    const provider = new IamOpenidConnectProvider(this, 'PipelineIssuer', {
      url: `https://${vault.publisher.issuer}`,
      clientIdList: [vault.publisher.audience],
    });
    new PipelineRole(this, 'Publisher', {
      name: `${name}-weights-publisher`,
      provider,
      ...vault.publisher,
      permissionsBoundary: this.boundary.policy.arn,
      statements: [
        {
          sid: 'Add',
          actions: ['s3:PutObject'],
          resources: [`${weights.bucket.arn}/releases/*`],
        },
        {
          sid: 'Encrypt',
          actions: ['kms:GenerateDataKey'],
          resources: [key.key.arn],
        },
      ],
    });
  }

  private replicate(
    weights: PrivateBucket,
    key: ClassKey,
    replica: NonNullable<Environment['vault']['replica']>,
  ): void {
    const { name, region } = this.environment;
    const trust = new DataAwsIamPolicyDocument(this, 'ReplicationTrust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['s3.amazonaws.com'] }],
        },
      ],
    });
    const role = new IamRole(this, 'ReplicationRole', {
      name: `${name}-weights-replication`,
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3600,
      permissionsBoundary: this.boundary.policy.arn,
    });
    const document = new DataAwsIamPolicyDocument(this, 'ReplicationDocument', {
      statement: [
        {
          actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
          resources: [weights.bucket.arn],
        },
        {
          actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
          resources: [`${weights.bucket.arn}/*`],
        },
        {
          actions: ['s3:ReplicateObject', 's3:ReplicateTags'],
          resources: [`${replica.bucketArn}/*`],
        },
        {
          actions: ['kms:Decrypt'],
          resources: [key.key.arn],
          condition: [
            {
              test: 'StringEquals',
              variable: 'kms:ViaService',
              values: [`s3.${region}.amazonaws.com`],
            },
          ],
        },
        { actions: ['kms:GenerateDataKey'], resources: [replica.keyArn] },
      ],
    });
    new IamRolePolicy(this, 'ReplicationPolicy', {
      role: role.id,
      policy: document.json,
    });
    new S3BucketReplicationConfigurationA(this, 'Replication', {
      bucket: weights.bucket.id,
      role: role.arn,
      rule: [
        {
          id: 'vault-copy',
          status: 'Enabled',
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Disabled' },
          sourceSelectionCriteria: {
            sseKmsEncryptedObjects: { status: 'Enabled' },
          },
          destination: {
            bucket: replica.bucketArn,
            account: replica.account,
            accessControlTranslation: { owner: 'Destination' },
            encryptionConfiguration: { replicaKmsKeyId: replica.keyArn },
          },
        },
      ],
      // S3 refuses replication before versioning stands.
      dependsOn: [weights.versioning],
    });
  }

  /** Who read which object, kept in a store of its own; and whether anything but weights has found its way in. */
  private watch(...vaulted: readonly PrivateBucket[]): void {
    const { name, accounts } = this.environment;
    new CloudtrailEventDataStore(this, 'DataEvents', {
      name: `${name}-weights-data-events`,
      kmsKeyId: this.logKey.key.arn,
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
    });
    const macie = new Macie2Account(this, 'Macie', {
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      status: 'ENABLED',
    });
    new Macie2ClassificationJob(this, 'Classification', {
      name: `${name}-weights`,
      jobType: 'SCHEDULED',
      scheduleFrequency: { weeklySchedule: 'MONDAY' },
      s3JobDefinition: {
        bucketDefinitions: [
          {
            accountId: accounts.weights,
            buckets: vaulted.map(({ bucket }) => bucket.id),
          },
        ],
      },
      dependsOn: [macie],
    });
  }

  private airGap(): void {
    const { name, vault } = this.environment;
    new BackupLogicallyAirGappedVault(this, 'AirGap', {
      name: `${name}-weights-air-gap`,
      minRetentionDays: vault.lockDays,
      maxRetentionDays: Math.max(365, vault.lockDays * 4),
    });
  }

  private accessLogDelivery(bucket: string): DataAwsIamPolicyDocumentStatement {
    const { accounts } = this.environment;
    return {
      sid: 'AccessLogDelivery',
      actions: ['s3:PutObject'],
      resources: [`arn:aws:s3:::${bucket}/*`],
      principals: [{ type: 'Service', identifiers: ['logging.s3.amazonaws.com'] }],
      condition: [
        {
          test: 'StringEquals',
          variable: 'aws:SourceAccount',
          values: [accounts.weights],
        },
      ],
    };
  }

  private deliverAccessLogs(): DataAwsIamPolicyDocumentStatement {
    const { accounts } = this.environment;
    return {
      sid: 'AccessLogDelivery',
      actions: ['kms:GenerateDataKey'],
      resources: ['*'],
      principals: [{ type: 'Service', identifiers: ['logging.s3.amazonaws.com'] }],
      condition: [
        {
          test: 'StringEquals',
          variable: 'aws:SourceAccount',
          values: [accounts.weights],
        },
      ],
    };
  }

  private storeEvents(): DataAwsIamPolicyDocumentStatement {
    const { accounts, region } = this.environment;
    return {
      sid: 'EventDataStore',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      principals: [{ type: 'Service', identifiers: ['cloudtrail.amazonaws.com'] }],
      condition: [
        {
          test: 'ArnLike',
          variable: 'aws:SourceArn',
          values: [`arn:aws:cloudtrail:${region}:${accounts.weights}:eventdatastore/*`],
        },
      ],
    };
  }
}
