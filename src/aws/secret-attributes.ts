import { isSecretName } from '../model/index.ts';

/**
 * Attributes that the AWS provider's schema marks as sensitive and that no name gives away (see `isSecretName`). The typings that the
 * rest of the schema is made of (write-provider-schema.ts) do not carry the mark, so this table is kept by hand.
 *
 * @see `Sensitive: true` in the schemas of hashicorp/terraform-provider-aws; `terraform providers schema -json` shows it as `sensitive`
 */
const sensitive: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_api_key: ['value'],
  aws_appconfig_hosted_configuration_version: ['content'],
  aws_appflow_connector_profile: ['connector_profile_config.connector_profile_credentials'],
  aws_appsync_api_key: ['key'],
  aws_directory_service_shared_directory: ['notes'],
  aws_dms_certificate: ['certificate_pem', 'certificate_wallet'],
  aws_dx_macsec_key_association: ['cak'],
  aws_glue_connection: ['connection_properties'],
  aws_grafana_workspace_api_key: ['key'],
  aws_grafana_workspace_service_account_token: ['key'],
  aws_iam_virtual_mfa_device: ['base_32_string_seed', 'qr_code_png'],
  aws_iot_ca_certificate: ['ca_certificate_pem', 'verification_certificate_pem'],
  aws_iot_certificate: ['certificate_pem', 'ca_pem', 'public_key'],
  aws_kinesis_firehose_delivery_stream: [
    'http_endpoint_configuration.access_key',
    'snowflake_configuration.key_passphrase',
    'splunk_configuration.hec_token',
  ],
  aws_kms_ciphertext: ['plaintext'],
  aws_kms_custom_key_store: ['xks_proxy_authentication_credential.access_key_id'],
  aws_kms_external_key: ['key_material_base64'],
  aws_kms_replica_external_key: ['key_material_base64'],
  aws_kms_secrets: ['plaintext'],
  aws_mwaa_environment: ['airflow_configuration_options'],
  aws_pinpoint_adm_channel: ['client_id'],
  aws_pinpoint_apns_channel: ['bundle_id', 'certificate', 'team_id', 'token_key', 'token_key_id'],
  aws_pinpoint_apns_sandbox_channel: ['bundle_id', 'certificate', 'team_id', 'token_key', 'token_key_id'],
  aws_pinpoint_gcm_channel: ['service_json'],
  aws_redshiftserverless_namespace: ['admin_username'],
  aws_s3_object_copy: ['customer_key', 'source_customer_key', 'kms_encryption_context'],
  aws_sns_platform_application: ['platform_credential', 'platform_principal'],
  aws_ssm_parameter: ['value'],
  aws_ssm_parameters_by_path: ['values'],
  aws_transfer_server: ['host_key', 'pre_authentication_login_banner', 'post_authentication_login_banner'],
  aws_transfer_certificate: ['certificate', 'certificate_chain'],
  aws_vpn_connection: ['customer_gateway_configuration'],
};

/** RFC 6901 pointers of what is sensitive in every resource of a type, without indices. */
export function secretPointers(type: string): readonly string[] {
  const paths = Object.hasOwn(sensitive, type) ? sensitive[type] : undefined;
  return (paths ?? []).map((path) => `/${path.replaceAll('.', '/')}`);
}

/** True for an attribute of a resource or a data source that is a secret, by its name or by the table. */
export function isSecretAttribute(type: string, name: string): boolean {
  return isSecretName(name) || (Object.hasOwn(sensitive, type) && sensitive[type]?.includes(name) === true);
}
