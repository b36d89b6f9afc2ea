/** Machines, containers, functions and what builds them. */
import { type Defaults, depends } from './default.ts';

const ebsEncryption = 'EBS encrypts where the account says so for the region, or where the snapshot is encrypted';

export const compute: Defaults = {
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
  aws_ec2_serial_console_access: { values: { enabled: true } },
  aws_ecs_service: { values: { enable_execute_command: false, 'network_configuration.assign_public_ip': false } },
  aws_eks_cluster: {
    values: {
      bootstrap_self_managed_addons: true,
      'vpc_config.endpoint_private_access': false,
      'vpc_config.endpoint_public_access': true,
      'vpc_config.public_access_cidrs': ['0.0.0.0/0'],
    },
  },
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
  aws_lambda_function: {
    values: { memory_size: 128, package_type: 'Zip', publish: false, reserved_concurrent_executions: -1, timeout: 3 },
  },
  aws_sagemaker_domain: { values: { app_network_access_type: 'PublicInternetOnly' } },
  aws_sagemaker_model: {
    values: { enable_network_isolation: false },
    aws: 'https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html',
  },
  aws_sagemaker_notebook_instance: { values: { direct_internet_access: 'Enabled', root_access: 'Enabled' } },
};
