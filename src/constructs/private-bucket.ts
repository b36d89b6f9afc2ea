import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging/index.js';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { Construct } from 'constructs';
import type { DataClass } from './tag-contract.ts';

export interface PrivateBucketProps {
  readonly name: string;
  readonly dataClass: DataClass;
  /** ARN of the key that encrypts every object: access to it can be withdrawn without touching another bucket. */
  readonly keyArn: string;
  /** Days that no one, root included, can delete an object version. Irreversible once an object is written. */
  readonly lockDays?: number;
  /** Receives server access logs: same account and Region, and without Object Lock, or S3 does not deliver. */
  readonly accessLogs?: S3Bucket;
  /** Lowest TLS version. @default 1.3 for weights, 1.2 otherwise */
  readonly minimumTls?: '1.2' | '1.3';
  /** Denies and grants of the bucket's own; the transport statements come on top. */
  readonly statements?: readonly DataAwsIamPolicyDocumentStatement[];
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * One S3 bucket key for many objects: fewer KMS calls, and KMS no longer logs each object.
   * @default false for weights, where every read must be seen; true otherwise
   */
  readonly bucketKey?: boolean;
}

/**
 * A bucket that no ACL and no bucket policy can make public, encrypted with a key of its own, versioned, and closed to plaintext.
 * Satisfies the policies on public access, encryption, versioning, object lock and transport by shape.
 */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;
  readonly versioning: S3BucketVersioningA;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { dataClass, lockDays } = props;
    this.bucket = new S3Bucket(this, 'Resource', {
      bucket: props.name,
      forceDestroy: false,
      objectLockEnabled: lockDays !== undefined,
      tags: { 'zt:data-class': dataClass, ...props.tags },
      lifecycle: {
        preventDestroy: dataClass === 'weights' || dataClass === 'checkpoint',
      },
    });
    const bucket = this.bucket.id;
    const access = new S3BucketPublicAccessBlock(this, 'PublicAccessBlock', {
      bucket,
      ...everythingBlocked,
    });
    new S3BucketOwnershipControls(this, 'Ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    this.versioning = new S3BucketVersioningA(this, 'Versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    this.encrypt(props);
    if (lockDays !== undefined) {
      new S3BucketObjectLockConfigurationA(this, 'ObjectLock', {
        bucket,
        rule: { defaultRetention: { mode: 'COMPLIANCE', days: lockDays } },
      });
    }
    if (props.accessLogs !== undefined) {
      new S3BucketLoggingA(this, 'AccessLogs', {
        bucket,
        targetBucket: props.accessLogs.id,
        targetPrefix: `${props.name}/`,
      });
    }
    const minimumTls = props.minimumTls ?? (dataClass === 'weights' ? '1.3' : '1.2');
    const document = new DataAwsIamPolicyDocument(this, 'PolicyDocument', {
      statement: [...transportDenies(this.bucket, minimumTls), ...(props.statements ?? [])],
    });
    new S3BucketPolicy(this, 'Policy', {
      bucket,
      policy: document.json,
      dependsOn: [access],
    });
  }

  private encrypt({ keyArn, dataClass, bucketKey }: PrivateBucketProps): void {
    const weights = dataClass === 'weights' || dataClass === 'checkpoint';
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket: this.bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: weights ? 'aws:kms:dsse' : 'aws:kms',
            kmsMasterKeyId: keyArn,
          },
          bucketKeyEnabled: bucketKey ?? !weights,
          blockedEncryptionTypes: ['SSE-C'],
        },
      ],
    });
  }
}

const everythingBlocked = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
} as const;

/** Two statements, because the conditions of one are joined by AND: a request is refused for either fault alone. */
function transportDenies(bucket: S3Bucket, minimumTls: string): DataAwsIamPolicyDocumentStatement[] {
  const everyone = [{ type: '*', identifiers: ['*'] }];
  const resources = [bucket.arn, `${bucket.arn}/*`];
  return [
    {
      sid: 'DenyPlaintext',
      effect: 'Deny',
      actions: ['s3:*'],
      resources,
      principals: everyone,
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    },
    {
      sid: 'DenyOldTls',
      effect: 'Deny',
      actions: ['s3:*'],
      resources,
      principals: everyone,
      condition: [
        {
          test: 'NumericLessThan',
          variable: 's3:TlsVersion',
          values: [minimumTls],
        },
      ],
    },
  ];
}
