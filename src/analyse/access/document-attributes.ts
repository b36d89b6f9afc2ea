import type { DocumentFact } from '../../shapes/index.ts';

/** An attribute that holds a policy document. */
export interface DocumentAttribute {
  readonly type: string;
  /** Names from the resource down; what is a block on the way is a list of them. */
  readonly path: readonly string[];
  readonly kind: DocumentFact['kind'];
  /** The attribute that names what the document governs, and the types that it may be; without it, the resource itself. */
  readonly owner?: { readonly attribute: string; readonly types: readonly string[] };
}

function on(type: string, path: string, kind: DocumentFact['kind'] = 'resource'): DocumentAttribute {
  return { type, path: path.split('.'), kind };
}

function of(
  type: string,
  path: string,
  attribute: string,
  types: readonly string[],
  kind: DocumentFact['kind'] = 'resource',
): DocumentAttribute {
  return { ...on(type, path, kind), owner: { attribute, types } };
}

const kmsKeys = ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'];

/**
 * Where the AWS provider takes documents in the IAM policy language (documentation of provider 6). Left out are the
 * documents of other languages that share the word: lifecycle, redrive, filter and stack policies, Cedar, and those of
 * OpenSearch Serverless, Network Manager and log account policies.
 */
export const documentAttributes: readonly DocumentAttribute[] = [
  on('aws_iam_policy', 'policy', 'identity'),
  of('aws_iam_role_policy', 'policy', 'role', ['aws_iam_role'], 'identity'),
  of('aws_iam_user_policy', 'policy', 'user', ['aws_iam_user'], 'identity'),
  of('aws_iam_group_policy', 'policy', 'group', ['aws_iam_group'], 'identity'),
  on('aws_iam_role', 'inline_policy.policy', 'identity'),
  of(
    'aws_ssoadmin_permission_set_inline_policy',
    'inline_policy',
    'permission_set_arn',
    ['aws_ssoadmin_permission_set'],
    'identity',
  ),
  on('aws_iot_policy', 'policy', 'identity'),
  on('aws_iam_role', 'assume_role_policy', 'trust'),
  on('aws_rolesanywhere_profile', 'session_policy', 'session'),
  on('aws_transfer_user', 'policy', 'session'),
  on('aws_transfer_access', 'policy', 'session'),
  on('aws_organizations_policy', 'content', 'organization'),
  on('aws_vpc_endpoint', 'policy', 'endpoint'),
  of('aws_vpc_endpoint_policy', 'policy', 'vpc_endpoint_id', ['aws_vpc_endpoint'], 'endpoint'),

  on('aws_s3_bucket', 'policy'),
  of('aws_s3_bucket_policy', 'policy', 'bucket', ['aws_s3_bucket', 'aws_s3_directory_bucket']),
  on('aws_s3_access_point', 'policy'),
  of('aws_s3control_access_point_policy', 'policy', 'access_point_arn', ['aws_s3_access_point']),
  of('aws_s3control_bucket_policy', 'policy', 'bucket', ['aws_s3control_bucket']),
  on('aws_s3control_multi_region_access_point_policy', 'details.policy'),
  of('aws_s3control_object_lambda_access_point_policy', 'policy', 'name', ['aws_s3control_object_lambda_access_point']),
  on('aws_s3control_access_grants_instance_resource_policy', 'policy'),
  of('aws_s3tables_table_bucket_policy', 'resource_policy', 'table_bucket_arn', ['aws_s3tables_table_bucket']),
  of('aws_s3tables_table_policy', 'resource_policy', 'name', ['aws_s3tables_table']),
  of('aws_s3vectors_vector_bucket_policy', 'policy', 'vector_bucket_arn', ['aws_s3vectors_vector_bucket']),
  on('aws_fsx_s3_access_point_attachment', 's3_access_point.policy'),

  ...kmsKeys.map((type) => on(type, 'policy')),
  of('aws_kms_key_policy', 'policy', 'key_id', kmsKeys),
  on('aws_secretsmanager_secret', 'policy'),
  of('aws_secretsmanager_secret_policy', 'policy', 'secret_arn', ['aws_secretsmanager_secret']),
  of('aws_acmpca_policy', 'policy', 'resource_arn', ['aws_acmpca_certificate_authority']),

  on('aws_sqs_queue', 'policy'),
  of('aws_sqs_queue_policy', 'policy', 'queue_url', ['aws_sqs_queue']),
  on('aws_sns_topic', 'policy'),
  of('aws_sns_topic_policy', 'policy', 'arn', ['aws_sns_topic']),
  of('aws_cloudwatch_event_bus_policy', 'policy', 'event_bus_name', ['aws_cloudwatch_event_bus']),
  on('aws_schemas_registry_policy', 'policy'),
  on('aws_cloudwatch_log_resource_policy', 'policy_document'),
  of('aws_cloudwatch_log_destination_policy', 'access_policy', 'destination_name', ['aws_cloudwatch_log_destination']),
  of('aws_cloudwatch_log_delivery_destination_policy', 'delivery_destination_policy', 'delivery_destination_name', [
    'aws_cloudwatch_log_delivery_destination',
  ]),
  of('aws_kinesis_resource_policy', 'policy', 'resource_arn', ['aws_kinesis_stream', 'aws_kinesis_stream_consumer']),
  of('aws_msk_cluster_policy', 'policy', 'cluster_arn', ['aws_msk_cluster', 'aws_msk_serverless_cluster']),
  of('aws_oam_sink_policy', 'policy', 'sink_identifier', ['aws_oam_sink']),
  on('aws_xray_resource_policy', 'policy_document'),
  of('aws_prometheus_resource_policy', 'policy_document', 'workspace_id', ['aws_prometheus_workspace']),

  of('aws_ecr_repository_policy', 'policy', 'repository', ['aws_ecr_repository']),
  on('aws_ecr_registry_policy', 'policy'),
  on('aws_ecr_repository_creation_template', 'repository_policy'),
  of('aws_ecrpublic_repository_policy', 'policy', 'repository_name', ['aws_ecrpublic_repository']),
  of('aws_codeartifact_domain_permissions_policy', 'policy_document', 'domain', ['aws_codeartifact_domain']),
  of('aws_codeartifact_repository_permissions_policy', 'policy_document', 'repository', [
    'aws_codeartifact_repository',
  ]),
  of('aws_codebuild_resource_policy', 'policy', 'resource_arn', [
    'aws_codebuild_project',
    'aws_codebuild_report_group',
  ]),

  of('aws_dynamodb_resource_policy', 'policy', 'resource_arn', ['aws_dynamodb_table']),
  of('aws_efs_file_system_policy', 'policy', 'file_system_id', ['aws_efs_file_system']),
  on('aws_glacier_vault', 'access_policy'),
  of('aws_glacier_vault_lock', 'policy', 'vault_name', ['aws_glacier_vault']),
  of('aws_backup_vault_policy', 'policy', 'backup_vault_name', ['aws_backup_vault']),
  on('aws_opensearch_domain', 'access_policies'),
  of('aws_opensearch_domain_policy', 'access_policies', 'domain_name', ['aws_opensearch_domain']),
  on('aws_elasticsearch_domain', 'access_policies'),
  of('aws_elasticsearch_domain_policy', 'access_policies', 'domain_name', ['aws_elasticsearch_domain']),
  of('aws_cloudsearch_domain_service_access_policy', 'access_policy', 'domain_name', ['aws_cloudsearch_domain']),
  of('aws_redshift_resource_policy', 'policy', 'resource_arn', ['aws_redshift_cluster']),
  of('aws_redshiftserverless_resource_policy', 'policy', 'resource_arn', ['aws_redshiftserverless_snapshot']),
  on('aws_glue_resource_policy', 'policy'),
  of('aws_media_store_container_policy', 'policy', 'container_name', ['aws_media_store_container']),
  of('aws_sagemaker_model_package_group_policy', 'resource_policy', 'model_package_group_name', [
    'aws_sagemaker_model_package_group',
  ]),

  on('aws_api_gateway_rest_api', 'policy'),
  of('aws_api_gateway_rest_api_policy', 'policy', 'rest_api_id', ['aws_api_gateway_rest_api']),
  on('aws_api_gateway_domain_name', 'policy'),
  of('aws_ses_identity_policy', 'policy', 'identity', ['aws_ses_domain_identity', 'aws_ses_email_identity']),
  of('aws_sesv2_email_identity_policy', 'policy', 'email_identity', ['aws_sesv2_email_identity']),
  of('aws_networkfirewall_resource_policy', 'policy', 'resource_arn', [
    'aws_networkfirewall_firewall_policy',
    'aws_networkfirewall_rule_group',
  ]),
  of('aws_vpclattice_auth_policy', 'policy', 'resource_identifier', [
    'aws_vpclattice_service',
    'aws_vpclattice_service_network',
  ]),
  of('aws_vpclattice_resource_policy', 'policy', 'resource_arn', [
    'aws_vpclattice_service',
    'aws_vpclattice_service_network',
  ]),
  on('aws_organizations_resource_policy', 'content'),
];
