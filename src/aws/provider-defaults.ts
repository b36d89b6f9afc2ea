/**
 * What holds where an attribute is left out: the one table. Each entry is the provider's own default (`Default:` in its schema,
 * "Defaults to" on the resource's page), or, marked with a page of AWS, what the service does when the provider sends nothing. The
 * source of a row is thus the argument of that name on the page of its type (`defaultsPages`). What depends on the account, the
 * engine or what else is set is not known, and told with the reason (`depends`). Inside a nested block
 * (`metadata_options.http_endpoint`) a default holds only where the block stands.
 */
import type { Value } from '../model/index.ts';
import { isList, isObject } from '../model/index.ts';
import { providerVersion } from './provider-schema.ts';

type Fixed = boolean | number | string | readonly string[];

/** Not the same for everybody. */
interface Dependent {
  /** Why it cannot be told: the end of "it is not known: ...". */
  readonly because: string;
  /** Of the same resource: the attributes that make it so, and what holds where none of them is set. Always so without them. */
  readonly where?: { readonly set: readonly string[]; readonly otherwise: Fixed };
}

interface TypeDefaults {
  /** Attribute, with a dot inside a nested block -> value. */
  readonly values: Readonly<Record<string, Fixed | Dependent>>;
  /** Page of AWS that says so, for the attributes of which the provider's page does not. */
  readonly aws?: string;
  /** `true` where the row was written from knowledge of the page and has not been held against it yet. */
  readonly unchecked?: true;
}

function depends(because: string): Dependent {
  return { because };
}

function unless(set: readonly string[], because: string, otherwise: Fixed): Dependent {
  return { because, where: { set, otherwise } };
}

const copied = 'what is made from a snapshot, a backup or another database is encrypted as that is';
const ebsEncryption = 'EBS encrypts where the account says so for the region, or where the snapshot is encrypted';

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
  aws_api_gateway_method: { values: { api_key_required: false }, unchecked: true },
  aws_api_gateway_rest_api: {
    values: { disable_execute_api_endpoint: false },
    aws: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html',
    unchecked: true,
  },
  aws_api_gateway_stage: { values: { xray_tracing_enabled: false }, unchecked: true },
  aws_apigatewayv2_api: { values: { disable_execute_api_endpoint: false }, unchecked: true },
  aws_apigatewayv2_route: { values: { api_key_required: false, authorization_type: 'NONE' }, unchecked: true },
  aws_cloudfront_distribution: {
    values: {
      http_version: 'http2',
      is_ipv6_enabled: false,
      retain_on_delete: false,
      wait_for_deployment: true,
      'viewer_certificate.minimum_protocol_version': 'TLSv1',
    },
    unchecked: true,
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
  aws_cloudwatch_log_group: { values: { retention_in_days: 0, skip_destroy: false }, unchecked: true },
  aws_cloudwatch_metric_alarm: { values: { actions_enabled: true, treat_missing_data: 'missing' }, unchecked: true },
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
    unchecked: true,
  },
  aws_codepipeline: { values: { pipeline_type: 'V1' }, unchecked: true },
  aws_cognito_user_pool: { values: { mfa_configuration: 'OFF' }, unchecked: true },
  aws_db_instance: {
    values: {
      auto_minor_version_upgrade: true,
      backup_retention_period: 0,
      copy_tags_to_snapshot: false,
      delete_automated_backups: true,
      deletion_protection: false,
      iam_database_authentication_enabled: false,
      monitoring_interval: 0,
      performance_insights_enabled: false,
      publicly_accessible: false,
      skip_final_snapshot: false,
      storage_encrypted: unless(
        ['replicate_source_db', 'restore_to_point_in_time', 'snapshot_identifier'],
        copied,
        false,
      ),
    },
  },
  aws_default_security_group: { values: { 'egress.self': false, 'ingress.self': false }, unchecked: true },
  aws_docdb_cluster: {
    values: {
      backup_retention_period: 1,
      storage_encrypted: unless(['restore_to_point_in_time', 'snapshot_identifier'], copied, false),
    },
  },
  aws_dynamodb_table: {
    values: { billing_mode: 'PROVISIONED', deletion_protection_enabled: false, table_class: 'STANDARD' },
  },
  aws_ebs_encryption_by_default: { values: { enabled: true }, unchecked: true },
  aws_ebs_snapshot_copy: { values: { encrypted: depends(ebsEncryption) } },
  aws_ebs_volume: {
    values: { encrypted: depends(ebsEncryption) },
    aws: 'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
  },
  aws_ec2_serial_console_access: { values: { enabled: true }, unchecked: true },
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
    unchecked: true,
  },
  aws_eks_cluster: {
    values: {
      bootstrap_self_managed_addons: true,
      'vpc_config.endpoint_private_access': false,
      'vpc_config.endpoint_public_access': true,
      'vpc_config.public_access_cidrs': ['0.0.0.0/0'],
    },
  },
  aws_elasticache_replication_group: {
    values: {
      at_rest_encryption_enabled: unless(
        ['engine', 'global_replication_group_id'],
        'it is on for Valkey and off for Redis',
        'false',
      ),
      auto_minor_version_upgrade: 'true',
      automatic_failover_enabled: false,
      multi_az_enabled: false,
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
    unchecked: true,
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
  aws_fsx_lustre_file_system: { values: { deployment_type: 'SCRATCH_1', storage_type: 'SSD' }, unchecked: true },
  aws_guardduty_detector: { values: { enable: true }, unchecked: true },
  aws_iam_access_key: { values: { status: 'Active' }, unchecked: true },
  aws_iam_policy: { values: { path: '/' }, unchecked: true },
  aws_iam_role: { values: { force_detach_policies: false, max_session_duration: 3600, path: '/' } },
  aws_iam_user: { values: { force_destroy: false, path: '/' }, unchecked: true },
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
      'ebs_block_device.encrypted': depends(ebsEncryption),
      'enclave_options.enabled': false,
      'metadata_options.http_endpoint': 'enabled',
      'metadata_options.http_tokens': depends(
        'IMDSv2 is asked for where the image, or the account for the region, says so',
      ),
      'metadata_options.instance_metadata_tags': 'disabled',
      'root_block_device.delete_on_termination': true,
      'root_block_device.encrypted': depends(ebsEncryption),
    },
    aws: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-options-order-of-precedence.html',
  },
  aws_kinesis_firehose_delivery_stream: {
    values: { 'server_side_encryption.enabled': false, 'server_side_encryption.key_type': 'AWS_OWNED_CMK' },
    unchecked: true,
  },
  aws_kinesis_stream: {
    values: { encryption_type: 'NONE', enforce_consumer_deletion: false, retention_period: 24 },
    unchecked: true,
  },
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
  aws_mq_broker: {
    values: {
      deployment_mode: 'SINGLE_INSTANCE',
      'encryption_options.use_aws_owned_key': true,
      'logs.audit': 'false',
      'logs.general': false,
    },
  },
  aws_msk_cluster: {
    values: {
      enhanced_monitoring: 'DEFAULT',
      'encryption_info.encryption_in_transit.client_broker': 'TLS',
      'encryption_info.encryption_in_transit.in_cluster': true,
    },
  },
  aws_nat_gateway: { values: { connectivity_type: 'public' }, unchecked: true },
  aws_neptune_cluster: {
    values: {
      backup_retention_period: 1,
      iam_database_authentication_enabled: false,
      storage_encrypted: unless(['replication_source_identifier', 'snapshot_identifier'], copied, false),
    },
  },
  aws_network_acl_rule: { values: { egress: false }, unchecked: true },
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
      'cognito_options.enabled': false,
      'domain_endpoint_options.enforce_https': true,
      'log_publishing_options.enabled': true,
      'software_update_options.auto_software_update_enabled': false,
    },
  },
  aws_organizations_account: { values: { close_on_deletion: false }, unchecked: true },
  aws_organizations_organization: { values: { feature_set: 'ALL' }, unchecked: true },
  aws_organizations_policy: { values: { type: 'SERVICE_CONTROL_POLICY' }, unchecked: true },
  aws_ram_resource_share: { values: { allow_external_principals: false }, unchecked: true },
  aws_rds_cluster: {
    values: {
      backup_retention_period: 1,
      copy_tags_to_snapshot: false,
      deletion_protection: false,
      iam_database_authentication_enabled: false,
      skip_final_snapshot: false,
      storage_encrypted: unless(
        [
          'engine_mode',
          'global_cluster_identifier',
          'replication_source_identifier',
          'restore_to_point_in_time',
          'snapshot_identifier',
        ],
        'it is on for the serverless engine mode, and as in what the cluster is made from or joins',
        false,
      ),
    },
  },
  aws_rds_cluster_instance: {
    values: { auto_minor_version_upgrade: true, monitoring_interval: 0, promotion_tier: 0 },
    unchecked: true,
  },
  aws_rolesanywhere_profile: {
    values: { duration_seconds: 3600 },
    aws: 'https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html',
    unchecked: true,
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
    unchecked: true,
  },
  aws_s3_bucket_object_lock_configuration: { values: { object_lock_enabled: 'Enabled' }, unchecked: true },
  aws_s3_bucket_public_access_block: publicAccessBlock,
  aws_s3_bucket_server_side_encryption_configuration: {
    values: { 'rule.bucket_key_enabled': false },
    aws: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html',
    unchecked: true,
  },
  aws_sagemaker_domain: { values: { app_network_access_type: 'PublicInternetOnly' } },
  aws_sagemaker_model: { values: { enable_network_isolation: false }, unchecked: true },
  aws_sagemaker_notebook_instance: { values: { direct_internet_access: 'Enabled', root_access: 'Enabled' } },
  aws_secretsmanager_secret: {
    values: { force_overwrite_replica_secret: false, recovery_window_in_days: 30 },
    unchecked: true,
  },
  aws_security_group: {
    values: {
      description: 'Managed by Terraform',
      revoke_rules_on_delete: false,
      'egress.self': false,
      'ingress.self': false,
    },
    unchecked: true,
  },
  aws_security_group_rule: { values: { self: false }, unchecked: true },
  aws_securityhub_account: { values: { auto_enable_controls: true, enable_default_standards: true } },
  aws_sfn_state_machine: { values: { type: 'STANDARD' }, unchecked: true },
  aws_sns_topic: { values: { content_based_deduplication: false, fifo_topic: false }, unchecked: true },
  aws_sqs_queue: {
    values: {
      content_based_deduplication: false,
      fifo_queue: false,
      message_retention_seconds: 345600,
      sqs_managed_sse_enabled: unless(
        ['kms_master_key_id'],
        'SQS encrypts with the KMS key that is named, or with its own',
        true,
      ),
    },
    aws: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html',
  },
  aws_ssm_maintenance_window: { values: { allow_unassociated_targets: false, enabled: true }, unchecked: true },
  aws_ssoadmin_permission_set: { values: { session_duration: 'PT1H' }, unchecked: true },
  aws_subnet: {
    values: {
      assign_ipv6_address_on_creation: false,
      enable_dns64: false,
      enable_resource_name_dns_a_record_on_launch: false,
      enable_resource_name_dns_aaaa_record_on_launch: false,
      ipv6_native: false,
      map_public_ip_on_launch: false,
    },
    unchecked: true,
  },
  aws_verifiedaccess_instance: { values: { fips_enabled: false }, unchecked: true },
  aws_vpc: { values: { enable_dns_hostnames: false, enable_dns_support: true, instance_tenancy: 'default' } },
  aws_vpc_endpoint: { values: { private_dns_enabled: false, vpc_endpoint_type: 'Gateway' } },
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
  for (const { steps, value } of defaultsOf(type)) fill(values, steps, defaultIn(value, values), '', filled);
  return filled;
}

interface Default {
  readonly steps: readonly string[];
  readonly value: Fixed | Dependent;
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

function defaultIn(value: Fixed | Dependent, resource: Readonly<Record<string, Value>>): Value {
  if (typeof value !== 'object' || !('because' in value)) return value;
  const { because, where } = value;
  if (where === undefined || where.set.some((name) => Object.hasOwn(resource, name))) return { $unknown: because };
  return where.otherwise;
}

function fill(
  object: Record<string, Value>,
  steps: readonly string[],
  value: Value,
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
