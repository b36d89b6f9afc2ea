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
import { accessLogDelivery, transportDenies } from './bucket-statements.ts';
import type { DataClass } from './tag-contract.ts';

export interface PrivateBucketProps {
  /** Three to 63 characters, unique in all of AWS: put the account's id in it. */
  readonly name: string;
  readonly dataClass: DataClass;
  /** ARN of the key that encrypts every object; absent only where the bucket receives access logs. */
  readonly keyArn?: string;
  /** Days that no one, root included, can delete an object version. Irreversible once an object is written. */
  readonly lockDays?: number;
  /** Receives server access logs: same account and Region, and a bucket made with `receivesAccessLogsOf`. */
  readonly accessLogs?: S3Bucket;
  /**
   * Account whose buckets send their access logs here. S3 delivers to no bucket that has Object Lock or a KMS key, so this one has
   * neither, and the tag `zt:role` = `access-log` says why.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
   */
  readonly receivesAccessLogsOf?: string;
  /** Lowest TLS version. @default 1.3 for weights and checkpoints, 1.2 otherwise */
  readonly minimumTls?: '1.2' | '1.3';
  /** Denies and grants of the bucket's own; the transport statements come on top. */
  readonly statements?: readonly DataAwsIamPolicyDocumentStatement[];
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * One S3 bucket key for many objects: fewer KMS calls, and KMS no longer logs each object.
   * @default false for weights and checkpoints, where every read must be seen; true otherwise
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
    insist(props);
    const { lockDays, receivesAccessLogsOf } = props;
    this.bucket = new S3Bucket(this, 'Resource', {
      bucket: props.name,
      forceDestroy: false,
      objectLockEnabled: lockDays !== undefined,
      tags: {
        'zt:data-class': props.dataClass,
        ...(receivesAccessLogsOf === undefined ? {} : { 'zt:role': 'access-log' }),
        ...props.tags,
      },
      lifecycle: { preventDestroy: isPrecious(props) },
    });
    const bucket = this.bucket.id;
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
    this.close(props);
  }

  private encrypt(props: PrivateBucketProps): void {
    const { keyArn, bucketKey = !isPrecious(props) } = props;
    const sseAlgorithm = isPrecious(props) ? 'aws:kms:dsse' : 'aws:kms';
    const rule =
      keyArn === undefined
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
        : {
            applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId: keyArn },
            bucketKeyEnabled: bucketKey,
          };
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket: this.bucket.id,
      rule: [{ ...rule, blockedEncryptionTypes: ['SSE-C'] }],
    });
  }

  private close(props: PrivateBucketProps): void {
    const bucket = this.bucket.id;
    const access = new S3BucketPublicAccessBlock(this, 'PublicAccessBlock', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const account = props.receivesAccessLogsOf;
    const document = new DataAwsIamPolicyDocument(this, 'PolicyDocument', {
      statement: [
        ...transportDenies(this.bucket.arn, props.minimumTls ?? (isPrecious(props) ? '1.3' : '1.2')),
        ...(account === undefined ? [] : [accessLogDelivery(this.bucket.arn, account)]),
        ...(props.statements ?? []),
      ],
    });
    new S3BucketPolicy(this, 'Policy', {
      bucket,
      policy: document.json,
      dependsOn: [access],
    });
  }
}

function isPrecious({ dataClass }: PrivateBucketProps): boolean {
  return dataClass === 'weights' || dataClass === 'checkpoint';
}

function insist(props: PrivateBucketProps): void {
  const { name, keyArn, lockDays, receivesAccessLogsOf } = props;
  const refuse = (fault: string): never => {
    throw new Error(`bucket \`${name}\` ${fault}`);
  };
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    refuse('must have 3 to 63 characters, of a-z, 0-9, dot and hyphen');
  }
  if (lockDays !== undefined && (!Number.isInteger(lockDays) || lockDays < 1)) {
    refuse(`cannot be locked for ${lockDays} days: give a whole number of at least 1`);
  }
  if (isPrecious(props) && lockDays === undefined)
    refuse(`holds ${props.dataClass}: give lockDays, so that nobody can delete it`);
  if (receivesAccessLogsOf === undefined && keyArn === undefined) refuse('has no key: give keyArn');
  if (receivesAccessLogsOf !== undefined && (keyArn !== undefined || lockDays !== undefined)) {
    refuse('receives access logs: S3 delivers to none with keyArn or lockDays');
  }
}
