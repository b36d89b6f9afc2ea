import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { S3AccessPoint } from '@cdktf/provider-aws/lib/s3-access-point/index.js';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketAbac } from '@cdktf/provider-aws/lib/s3-bucket-abac/index.js';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification/index.js';
import type { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { Construct } from 'constructs';
import { PrivateBucket } from '../../src/constructs/index.ts';
import type { Consumer, Environment } from '../environment.ts';
import { bucketName } from './endpoint-statements.ts';
import { perimeterStatements, throughAccessPoints } from './perimeter-statements.ts';

export interface VaultBucketProps {
  readonly environment: Environment;
  readonly content: 'weights' | 'checkpoints';
  readonly keyArn: string;
  readonly accessLogs: S3Bucket;
  /** The vault's own endpoint for S3. */
  readonly endpointId: string;
}

/** Inference reads weights; training reads and writes checkpoints. */
const consumersOf = {
  weights: { zone: 'inference', actions: ['s3:GetObject', 's3:GetObjectVersion'] },
  checkpoints: { zone: 'training', actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'] },
} as const;

/** A locked bucket that is read from named VPCs alone, each through an access point of its own. */
export class VaultBucket extends Construct {
  readonly bucket: S3Bucket;
  readonly versioning: S3BucketVersioningA;

  constructor(scope: Construct, id: string, props: VaultBucketProps) {
    super(scope, id);
    const { environment, content, keyArn } = props;
    const { zone, actions } = consumersOf[content];
    const consumers = environment.vault.consumers.filter((consumer) => consumer.zone === zone);
    const name = bucketName(environment, content);
    const { bucket, versioning } = new PrivateBucket(this, 'Bucket', {
      name,
      dataClass: content === 'weights' ? 'weights' : 'checkpoint',
      keyArn,
      lockDays: environment.vault.lockDays,
      accessLogs: props.accessLogs,
      statements: [
        ...perimeterStatements({ ...props, name, consumers }),
        ...(consumers.length === 0 ? [] : [throughAccessPoints({ ...props, name, consumers, actions })]),
      ],
    });
    this.bucket = bucket;
    this.versioning = versioning;
    new S3BucketNotification(this, 'Events', { bucket: bucket.id, eventbridge: true });
    new S3BucketAbac(this, 'Abac', { bucket: bucket.bucket, abacStatus: [{ status: 'Enabled' }] });
    consumers.forEach((consumer, index) => {
      this.point(`${environment.name}-${content}-${zone}-${index}`, consumer, actions, environment);
    });
  }

  private point(name: string, { vpcId, roles }: Consumer, actions: readonly string[], environment: Environment): void {
    const { accounts, region } = environment;
    const document = new DataAwsIamPolicyDocument(this, `PolicyDocument-${name}`, {
      statement: [
        {
          sid: 'NamedRoles',
          actions: [...actions],
          resources: [`arn:aws:s3:${region}:${accounts.weights}:accesspoint/${name}/object/*`],
          principals: [{ type: 'AWS', identifiers: [...roles] }],
        },
      ],
    });
    new S3AccessPoint(this, `AccessPoint-${name}`, {
      name,
      bucket: this.bucket.id,
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
}
