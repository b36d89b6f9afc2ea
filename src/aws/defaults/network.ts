/** Networks, load balancers, gateways and front doors. */
import { type Defaults, type TypeDefaults, unless } from './default.ts';

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

const openApiEndpoint = unless(
  ['body'],
  'the OpenAPI document in `body` can disable the endpoint (`x-amazon-apigateway-endpoint-configuration`)',
  false,
);

export const network: Defaults = {
  aws_alb: loadBalancer,
  aws_api_gateway_method: { values: { api_key_required: false } },
  aws_api_gateway_rest_api: {
    values: { disable_execute_api_endpoint: openApiEndpoint },
    aws: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html',
  },
  aws_api_gateway_stage: { values: { xray_tracing_enabled: false } },
  aws_apigatewayv2_api: {
    values: { disable_execute_api_endpoint: openApiEndpoint },
    aws: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html',
  },
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
  aws_default_security_group: { values: { 'egress.self': false, 'ingress.self': false } },
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
  aws_elb: {
    values: {
      connection_draining: false,
      cross_zone_load_balancing: true,
      desync_mitigation_mode: 'defensive',
      idle_timeout: 60,
      'access_logs.enabled': true,
    },
  },
  aws_default_subnet: {
    values: {
      assign_ipv6_address_on_creation: false,
      enable_dns64: false,
      enable_resource_name_dns_a_record_on_launch: false,
      enable_resource_name_dns_aaaa_record_on_launch: false,
      force_destroy: false,
      ipv6_native: false,
      map_public_ip_on_launch: true,
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
  aws_lb: loadBalancer,
  aws_nat_gateway: { values: { connectivity_type: 'public' } },
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
  aws_security_group: {
    values: {
      description: 'Managed by Terraform',
      revoke_rules_on_delete: false,
      'egress.self': false,
      'ingress.self': false,
    },
  },
  aws_security_group_rule: { values: { self: false } },
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
  aws_vpc: { values: { enable_dns_hostnames: false, enable_dns_support: true, instance_tenancy: 'default' } },
  aws_vpc_endpoint: { values: { private_dns_enabled: false, vpc_endpoint_type: 'Gateway' } },
};
