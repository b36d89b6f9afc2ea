/**
 * What holds where an attribute is left out: the one table. Each entry is the provider's own default (`Default:` in its schema,
 * "Defaults to" on the resource's page), or, marked with a page of AWS, what the service does when the provider sends nothing.
 * The page of a type is `defaultsPage(type)`. What depends on the account, the region or other attributes has no place here: it
 * is not known from the configuration. Inside a nested block (`metadata_options.http_endpoint`) a default holds only where
 * the block stands.
 */
import type { Value } from '../model/index.ts';
import { isList, isObject } from '../model/index.ts';
import { providerVersion } from './provider-schema.ts';

type Scalar = boolean | number | string;

interface TypeDefaults {
  /** Attribute, with a dot inside a nested block -> value. */
  readonly values: Readonly<Record<string, Scalar>>;
  /** Page of AWS that says so, for the attributes of which the provider's page does not. */
  readonly aws?: string;
}

const loadBalancer: TypeDefaults = {
  values: {
    client_keep_alive: 3600,
    desync_mitigation_mode: 'defensive',
    drop_invalid_header_fields: false,
    enable_cross_zone_load_balancing: false,
    enable_deletion_protection: false,
    enable_http2: true,
    enable_waf_fail_open: false,
    idle_timeout: 60,
    internal: false,
    load_balancer_type: 'application',
    preserve_host_header: false,
    xff_header_processing_mode: 'append',
    'access_logs.enabled': false,
    'connection_logs.enabled': false,
  },
};

const publicAccessBlock: TypeDefaults = {
  values: {
    block_public_acls: false,
    block_public_policy: false,
    ignore_public_acls: false,
    restrict_public_buckets: false,
  },
};

const table: Readonly<Record<string, TypeDefaults>> = {
  aws_alb: loadBalancer,
  aws_api_gateway_method: { values: { api_key_required: false } },
  aws_api_gateway_rest_api: {
    values: { disable_execute_api_endpoint: false },
    aws: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html',
  },
  aws_api_gateway_stage: { values: { xray_tracing_enabled: false } },
  aws_apigatewayv2_api: { values: { disable_execute_api_endpoint: false } },
  aws_apigatewayv2_route: { values: { api_key_required: false, authorization_type: 'NONE' } },
  aws_cloudfront_distribution: {
    values: {
      http_version: 'http2',
      is_ipv6_enabled: false,
      retain_on_delete: false,
      wait_for_deployment: true,
      'viewer_certificate.minimum_protocol_version': 'TLSv1',
    },
  },
  aws_cloudtrail: {
    values: {
      enable_log_file_validation: false,
      enable_logging: true,
      include_global_service_events: true,
      is_multi_region_trail: false,
      is_organization_trail: false,
      'event_selector.include_management_events': true,
      'event_selector.read_write_type': 'All',
    },
  },
  aws_cloudtrail_event_data_store: {
    values: {
      billing_mode: 'EXTENDABLE_RETENTION_PRICING',
      multi_region_enabled: true,
      organization_enabled: false,
      retention_period: 2555,
      termination_protection_enabled: true,
    },
  },
  aws_cloudwatch_log_group: { values: { retention_in_days: 0, skip_destroy: false } },
  aws_cloudwatch_metric_alarm: { values: { actions_enabled: true, treat_missing_data: 'missing' } },
  aws_codebuild_project: {
    values: {
      project_visibility: 'PRIVATE',
      'artifacts.encryption_disabled': false,
      'environment.privileged_mode': false,
      'environment.environment_variable.type': 'PLAINTEXT',
      'logs_config.cloudwatch_logs.status': 'ENABLED',
      'logs_config.s3_logs.encryption_disabled': false,
      'logs_config.s3_logs.status': 'DISABLED',
    },
  },
  aws_codepipeline: { values: { pipeline_type: 'V1' } },
  aws_cognito_user_pool: { values: { mfa_configuration: 'OFF' } },
  aws_db_instance: {
    values: {
      auto_minor_version_upgrade: true,
      copy_tags_to_snapshot: false,
      delete_automated_backups: true,
      deletion_protection: false,
      iam_database_authentication_enabled: false,
      monitoring_interval: 0,
      performance_insights_enabled: false,
      publicly_accessible: false,
      skip_final_snapshot: false,
      storage_encrypted: false,
    },
  },
  aws_default_security_group: { values: { 'egress.self': false, 'ingress.self': false } },
  aws_docdb_cluster: { values: { backup_retention_period: 1, storage_encrypted: false } },
  aws_dynamodb_table: {
    values: { billing_mode: 'PROVISIONED', deletion_protection_enabled: false, table_class: 'STANDARD' },
  },
  aws_ebs_encryption_by_default: { values: { enabled: true } },
  aws_ec2_serial_console_access: { values: { enabled: true } },
  aws_ec2_transit_gateway: {
    values: {
      amazon_side_asn: 64512,
      auto_accept_shared_attachments: 'disable',
      default_route_table_association: 'enable',
      default_route_table_propagation: 'enable',
      dns_support: 'enable',
      multicast_support: 'disable',
      security_group_referencing_support: 'disable',
      vpn_ecmp_support: 'enable',
    },
  },
  aws_ec2_transit_gateway_vpc_attachment: {
    values: {
      appliance_mode_support: 'disable',
      dns_support: 'enable',
      ipv6_support: 'disable',
      transit_gateway_default_route_table_association: true,
      transit_gateway_default_route_table_propagation: true,
    },
  },
  aws_ecr_repository: {
    values: { image_tag_mutability: 'MUTABLE', 'encryption_configuration.encryption_type': 'AES256' },
  },
  aws_ecr_repository_creation_template: {
    values: { image_tag_mutability: 'MUTABLE', 'encryption_configuration.encryption_type': 'AES256' },
  },
  aws_ecs_service: { values: { enable_execute_command: false, 'network_configuration.assign_public_ip': false } },
  aws_efs_file_system: {
    values: { encrypted: false },
    aws: 'https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html',
  },
  aws_eks_cluster: {
    values: {
      bootstrap_self_managed_addons: true,
      'vpc_config.endpoint_private_access': false,
      'vpc_config.endpoint_public_access': true,
    },
  },
  aws_elb: {
    values: {
      connection_draining: false,
      cross_zone_load_balancing: true,
      desync_mitigation_mode: 'defensive',
      idle_timeout: 60,
      'access_logs.enabled': true,
    },
  },
  aws_flow_log: {
    values: {
      log_destination_type: 'cloud-watch-logs',
      max_aggregation_interval: 600,
      'destination_options.file_format': 'plain-text',
      'destination_options.hive_compatible_partitions': false,
      'destination_options.per_hour_partition': false,
    },
  },
  aws_fsx_lustre_file_system: { values: { deployment_type: 'SCRATCH_1', storage_type: 'SSD' } },
  aws_guardduty_detector: { values: { enable: true } },
  aws_iam_access_key: { values: { status: 'Active' } },
  aws_iam_policy: { values: { path: '/' } },
  aws_iam_role: { values: { force_detach_policies: false, max_session_duration: 3600, path: '/' } },
  aws_iam_user: { values: { force_destroy: false, path: '/' } },
  aws_imagebuilder_image_pipeline: {
    values: {
      enhanced_image_metadata_enabled: true,
      status: 'ENABLED',
      'image_tests_configuration.image_tests_enabled': true,
    },
  },
  aws_instance: {
    values: {
      get_password_data: false,
      source_dest_check: true,
      'ebs_block_device.delete_on_termination': true,
      'root_block_device.delete_on_termination': true,
    },
  },
  aws_kinesis_firehose_delivery_stream: {
    values: { 'server_side_encryption.enabled': false, 'server_side_encryption.key_type': 'AWS_OWNED_CMK' },
  },
  aws_kinesis_stream: { values: { encryption_type: 'NONE', enforce_consumer_deletion: false, retention_period: 24 } },
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
  aws_lambda_function: {
    values: { memory_size: 128, package_type: 'Zip', publish: false, reserved_concurrent_executions: -1, timeout: 3 },
  },
  aws_lb: loadBalancer,
  aws_msk_cluster: {
    values: {
      enhanced_monitoring: 'DEFAULT',
      'encryption_info.encryption_in_transit.client_broker': 'TLS',
      'encryption_info.encryption_in_transit.in_cluster': true,
    },
  },
  aws_nat_gateway: { values: { connectivity_type: 'public' } },
  aws_neptune_cluster: {
    values: { backup_retention_period: 1, iam_database_authentication_enabled: false, storage_encrypted: false },
  },
  aws_network_acl_rule: { values: { egress: false } },
  aws_networkfirewall_firewall: {
    values: { delete_protection: false, firewall_policy_change_protection: false, subnet_change_protection: false },
  },
  aws_networkfirewall_firewall_policy: {
    values: {
      'firewall_policy.stateful_engine_options.rule_order': 'DEFAULT_ACTION_ORDER',
      'firewall_policy.stateful_engine_options.stream_exception_policy': 'DROP',
    },
    aws: 'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulEngineOptions.html',
  },
  aws_opensearch_domain: {
    values: {
      'advanced_security_options.internal_user_database_enabled': false,
      'domain_endpoint_options.enforce_https': true,
    },
  },
  aws_organizations_account: { values: { close_on_deletion: false } },
  aws_organizations_organization: { values: { feature_set: 'ALL' } },
  aws_organizations_policy: { values: { type: 'SERVICE_CONTROL_POLICY' } },
  aws_ram_resource_share: { values: { allow_external_principals: false } },
  aws_rds_cluster: {
    values: {
      backup_retention_period: 1,
      copy_tags_to_snapshot: false,
      deletion_protection: false,
      iam_database_authentication_enabled: false,
      skip_final_snapshot: false,
    },
  },
  aws_rds_cluster_instance: { values: { auto_minor_version_upgrade: true, monitoring_interval: 0, promotion_tier: 0 } },
  aws_rolesanywhere_profile: {
    values: { duration_seconds: 3600 },
    aws: 'https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html',
  },
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
      object_lock_enabled: false,
      'versioning.enabled': false,
      'versioning.mfa_delete': false,
    },
    aws: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html',
  },
  aws_s3_bucket_object_lock_configuration: { values: { object_lock_enabled: 'Enabled' } },
  aws_s3_bucket_public_access_block: publicAccessBlock,
  aws_s3_bucket_server_side_encryption_configuration: {
    values: { 'rule.bucket_key_enabled': false },
    aws: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html',
  },
  aws_sagemaker_domain: { values: { app_network_access_type: 'PublicInternetOnly' } },
  aws_sagemaker_model: { values: { enable_network_isolation: false } },
  aws_sagemaker_notebook_instance: { values: { direct_internet_access: 'Enabled', root_access: 'Enabled' } },
  aws_secretsmanager_secret: { values: { force_overwrite_replica_secret: false, recovery_window_in_days: 30 } },
  aws_security_group: {
    values: {
      description: 'Managed by Terraform',
      revoke_rules_on_delete: false,
      'egress.self': false,
      'ingress.self': false,
    },
  },
  aws_security_group_rule: { values: { self: false } },
  aws_securityhub_account: { values: { auto_enable_controls: true, enable_default_standards: true } },
  aws_sfn_state_machine: { values: { type: 'STANDARD' } },
  aws_sns_topic: { values: { content_based_deduplication: false, fifo_topic: false } },
  aws_sqs_queue: {
    values: { content_based_deduplication: false, fifo_queue: false, message_retention_seconds: 345600 },
  },
  aws_ssm_maintenance_window: { values: { allow_unassociated_targets: false, enabled: true } },
  aws_ssoadmin_permission_set: { values: { session_duration: 'PT1H' } },
  aws_subnet: {
    values: {
      assign_ipv6_address_on_creation: false,
      enable_dns64: false,
      enable_resource_name_dns_a_record_on_launch: false,
      enable_resource_name_dns_aaaa_record_on_launch: false,
      ipv6_native: false,
      map_public_ip_on_launch: false,
    },
  },
  aws_verifiedaccess_instance: { values: { fips_enabled: false } },
  aws_vpc: { values: { enable_dns_support: true, instance_tenancy: 'default' } },
  aws_vpc_endpoint: { values: { vpc_endpoint_type: 'Gateway' } },
};

/** Types that have defaults, for the test that holds the table against the schema. */
export const typesWithDefaults: readonly string[] = Object.keys(table);

/** Where the provider's documentation says so, and the page of AWS for what the service decides. */
export function defaultsPages(type: string): readonly string[] {
  const { aws } = table[type] ?? {};
  const docs = `https://registry.terraform.io/providers/hashicorp/aws/${providerVersion}/docs/resources`;
  return [`${docs}/${type.replace(/^aws_/, '')}`, ...(aws === undefined ? [] : [aws])];
}

/** Fills in what is left out, in place, and gives the attributes it filled in Terraform's notation. */
export function fillDefaults(type: string, values: Record<string, Value>): string[] {
  const filled: string[] = [];
  for (const { steps, value } of defaultsOf(type)) fill(values, steps, value, '', filled);
  return filled;
}

interface Default {
  readonly steps: readonly string[];
  readonly value: Scalar;
}

const parsed = new Map<string, readonly Default[]>();

function defaultsOf(type: string): readonly Default[] {
  let defaults = parsed.get(type);
  if (defaults === undefined) {
    const { values = {} } = table[type] ?? {};
    defaults = Object.entries(values).map(([path, value]) => ({ steps: path.split('.'), value }));
    parsed.set(type, defaults);
  }
  return defaults;
}

function fill(
  object: Record<string, Value>,
  steps: readonly string[],
  value: Scalar,
  at: string,
  filled: string[],
): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (rest.length === 0) {
    if (Object.hasOwn(object, step)) return;
    object[step] = value;
    filled.push(at + step);
    return;
  }
  const blocks = object[step];
  if (!isList(blocks)) return;
  for (const [index, block] of blocks.entries()) {
    // INVARIANT: normalised objects are our own, so that they may still be written to.
    if (isObject(block)) fill(block as Record<string, Value>, rest, value, `${at}${step}[${index}].`, filled);
  }
}
