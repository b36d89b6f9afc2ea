import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration/index.js';
import { Construct } from 'constructs';
import type { Environment, Replica } from '../environment.ts';
import type { VaultBucket } from './vault-bucket.ts';

export interface VaultReplicationProps {
  readonly environment: Environment;
  readonly source: VaultBucket;
  readonly sourceKeyArn: string;
  readonly replica: Replica;
  readonly permissionsBoundary: string;
}

/** A second copy of every version in another account, under a key there; deletions are not copied. */
export class VaultReplication extends Construct {
  constructor(scope: Construct, id: string, props: VaultReplicationProps) {
    super(scope, id);
    const { source, replica } = props;
    const role = this.role(props);
    const document = new DataAwsIamPolicyDocument(this, 'PolicyDocument', { statement: permissions(props) });
    const policy = new IamRolePolicy(this, 'Policy', { role: role.id, policy: document.json });
    new S3BucketReplicationConfigurationA(this, 'Resource', {
      bucket: source.bucket.id,
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
      dependsOn: [source.versioning, policy],
    });
  }

  private role({ environment, permissionsBoundary }: VaultReplicationProps): IamRole {
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['s3.amazonaws.com'] }],
          condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [environment.accounts.weights] }],
        },
      ],
    });
    return new IamRole(this, 'Role', {
      name: `${environment.name}-weights-replication`,
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3600,
      permissionsBoundary,
    });
  }
}

/**
 * What replication of encrypted and locked objects into another account takes.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
function permissions(props: VaultReplicationProps): DataAwsIamPolicyDocumentStatement[] {
  const { source, sourceKeyArn, replica, environment } = props;
  const throughS3 = [
    { test: 'StringEquals', variable: 'kms:ViaService', values: [`s3.${environment.region}.amazonaws.com`] },
  ];
  return [
    {
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [source.bucket.arn],
    },
    {
      actions: [
        's3:GetObjectLegalHold',
        's3:GetObjectRetention',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
      ],
      resources: [`${source.bucket.arn}/*`],
    },
    {
      actions: ['s3:ObjectOwnerOverrideToBucketOwner', 's3:ReplicateObject', 's3:ReplicateTags'],
      resources: [`${replica.bucketArn}/*`],
    },
    { actions: ['kms:Decrypt'], resources: [sourceKeyArn], condition: throughS3 },
    { actions: ['kms:Encrypt', 'kms:GenerateDataKey'], resources: [replica.keyArn], condition: throughS3 },
  ];
}
