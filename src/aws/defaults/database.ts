/** Databases, caches and search. */
import { type Defaults, unless } from './default.ts';

const copied = 'what is made from a snapshot, a backup or another database is encrypted as that is';

export const database: Defaults = {
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
  aws_docdb_cluster: {
    values: {
      backup_retention_period: 1,
      storage_encrypted: unless(['restore_to_point_in_time', 'snapshot_identifier'], copied, false),
    },
  },
  aws_dynamodb_table: {
    values: { billing_mode: 'PROVISIONED', deletion_protection_enabled: false, table_class: 'STANDARD' },
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
  aws_neptune_cluster: {
    values: {
      backup_retention_period: 1,
      iam_database_authentication_enabled: false,
      storage_encrypted: unless(['replication_source_identifier', 'snapshot_identifier'], copied, false),
    },
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
  },
};
