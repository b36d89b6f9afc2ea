/** Logs, alarms, queues and streams. */
import { type Defaults, unless } from './default.ts';

export const operations: Defaults = {
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
  aws_cloudwatch_log_group: {
    values: {
      retention_in_days: unless(['log_group_class'], 'CloudWatch keeps logs of the class DELIVERY for 2 days', 0),
      skip_destroy: false,
    },
  },
  aws_cloudwatch_metric_alarm: { values: { actions_enabled: true, treat_missing_data: 'missing' } },
  aws_guardduty_detector: { values: { enable: true } },
  aws_kinesis_firehose_delivery_stream: {
    values: { 'server_side_encryption.enabled': false, 'server_side_encryption.key_type': 'AWS_OWNED_CMK' },
  },
  aws_kinesis_stream: {
    values: { encryption_type: 'NONE', enforce_consumer_deletion: false, retention_period: 24 },
  },
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
  aws_securityhub_account: { values: { auto_enable_controls: true, enable_default_standards: true } },
  aws_sfn_state_machine: { values: { type: 'STANDARD' } },
  aws_sns_topic: { values: { content_based_deduplication: false, fifo_topic: false } },
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
  aws_ssm_maintenance_window: { values: { allow_unassociated_targets: false, enabled: true } },
};
