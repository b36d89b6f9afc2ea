/** Identities, accounts, keys and secrets. */
import type { Defaults } from './default.ts';

export const identity: Defaults = {
  aws_cognito_user_pool: { values: { mfa_configuration: 'OFF' } },
  aws_iam_access_key: { values: { status: 'Active' } },
  aws_iam_policy: { values: { path: '/' } },
  aws_iam_role: { values: { force_detach_policies: false, max_session_duration: 3600, path: '/' } },
  aws_iam_user: { values: { force_destroy: false, path: '/' } },
  aws_kms_custom_key_store: {
    values: { custom_key_store_type: 'AWS_CLOUDHSM' },
    aws: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html',
  },
  aws_kms_external_key: {
    values: { bypass_policy_lockout_safety_check: false, deletion_window_in_days: 30, multi_region: false },
  },
  aws_kms_grant: { values: { retire_on_delete: false } },
  aws_kms_key: {
    values: {
      bypass_policy_lockout_safety_check: false,
      customer_master_key_spec: 'SYMMETRIC_DEFAULT',
      deletion_window_in_days: 30,
      enable_key_rotation: false,
      is_enabled: true,
      key_usage: 'ENCRYPT_DECRYPT',
      multi_region: false,
      rotation_period_in_days: 365,
    },
    aws: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html',
  },
  aws_kms_key_policy: { values: { bypass_policy_lockout_safety_check: false } },
  aws_kms_replica_external_key: {
    values: { bypass_policy_lockout_safety_check: false, deletion_window_in_days: 30 },
  },
  aws_kms_replica_key: {
    values: { bypass_policy_lockout_safety_check: false, deletion_window_in_days: 30, enabled: true },
  },
  aws_organizations_account: { values: { close_on_deletion: false } },
  aws_organizations_organization: { values: { feature_set: 'ALL' } },
  aws_organizations_policy: { values: { type: 'SERVICE_CONTROL_POLICY' } },
  aws_ram_resource_share: { values: { allow_external_principals: false } },
  aws_rolesanywhere_profile: {
    values: { duration_seconds: 3600 },
    aws: 'https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html',
  },
  aws_secretsmanager_secret: {
    values: { force_overwrite_replica_secret: false, recovery_window_in_days: 30 },
  },
  aws_ssoadmin_permission_set: { values: { session_duration: 'PT1H' } },
};
