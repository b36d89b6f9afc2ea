/** Buckets, volumes, file systems and images. */
import { type Defaults, depends, type TypeDefaults, unless } from './default.ts';

const publicAccessBlock: TypeDefaults = {
  values: {
    block_public_acls: false,
    block_public_policy: false,
    ignore_public_acls: false,
    restrict_public_buckets: false,
  },
};

const ebsEncryption = 'EBS encrypts where the account says so for the region, or where the snapshot is encrypted';

export const storage: Defaults = {
  aws_ebs_encryption_by_default: { values: { enabled: true } },
  aws_ebs_snapshot_copy: { values: { encrypted: depends(ebsEncryption) } },
  aws_ebs_volume: {
    values: { encrypted: depends(ebsEncryption) },
    aws: 'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
  },
  aws_ecr_repository: {
    values: { image_tag_mutability: 'MUTABLE', 'encryption_configuration.encryption_type': 'AES256' },
  },
  aws_ecr_repository_creation_template: {
    values: { image_tag_mutability: 'MUTABLE', 'encryption_configuration.encryption_type': 'AES256' },
  },
  aws_efs_file_system: {
    values: { encrypted: false },
    aws: 'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
  },
  aws_fsx_lustre_file_system: { values: { deployment_type: 'SCRATCH_1', storage_type: 'SSD' } },
  aws_s3_access_point: {
    values: {
      'public_access_block_configuration.block_public_acls': true,
      'public_access_block_configuration.block_public_policy': true,
      'public_access_block_configuration.ignore_public_acls': true,
      'public_access_block_configuration.restrict_public_buckets': true,
    },
  },
  aws_s3_account_public_access_block: publicAccessBlock,
  aws_s3_bucket: {
    values: {
      force_destroy: false,
      object_lock_enabled: unless(
        ['object_lock_configuration'],
        'the block object_lock_configuration says whether it is on',
        false,
      ),
      'versioning.enabled': false,
      'versioning.mfa_delete': false,
    },
    aws: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html',
  },
  aws_s3_bucket_object_lock_configuration: { values: { object_lock_enabled: 'Enabled' } },
  aws_s3_bucket_public_access_block: publicAccessBlock,
  aws_s3_bucket_server_side_encryption_configuration: {
    values: { 'rule.bucket_key_enabled': false },
    aws: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html',
  },
};
