/** What the constructs write where no policy of this bundle looks, and that the provider has every attribute of it. */
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { describe, expect, test } from 'vitest';
import {
  ClassKey,
  DnsFirewall,
  ExternalKeyStore,
  HsmKeyStore,
  InspectionFirewall,
  OrganizationShare,
  PrivateAuthority,
  PrivateBucket,
  RotatedSecret,
  ServiceEndpoints,
  ZoneTransit,
} from '../../src/constructs/index.ts';
import { unknownAttributes } from '../stacks/unknown-attributes.ts';
import { account, deployer, type Judged, judgeStack, keyArn, networkIn, region, tier } from './judge-stack.ts';

const only = ({ resources }: Judged, type: string) => {
  const found = resources[type] ?? [];
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};

describe('SegmentedVpc', () => {
  const judged = judgeStack('hub', (stack) => {
    networkIn(stack, [tier('inner', 0), { ...tier('outer', 1), peers: ['10.9.0.0/16'], internet: true }]);
  });
  const [inner, outer] = judged.resources['aws_network_acl'] ?? [];
  const all = { action: 'allow', protocol: '-1', from_port: 0, to_port: 0 };

  test('a tier talks to its own VPC and to nobody else', () => {
    const within = [expect.objectContaining({ ...all, cidr_block: '10.0.0.0/16' })];
    expect(inner).toMatchObject({ ingress: within, egress: within });
  });

  test('a tier with peers and the internet takes answers in, and asks web ports', () => {
    const within = [
      expect.objectContaining({ ...all, cidr_block: '10.0.0.0/16' }),
      expect.objectContaining({ ...all, cidr_block: '10.9.0.0/16' }),
    ];
    const web = (from: number, to: number, action = 'allow') =>
      expect.objectContaining({
        action,
        protocol: 'tcp',
        cidr_block: '0.0.0.0/0',
        from_port: from,
        to_port: to,
      });
    expect(outer).toMatchObject({
      ingress: [...within, web(3389, 3389, 'deny'), web(1024, 65_535)],
      egress: [...within, web(80, 80), web(443, 443)],
    });
  });

  test('what is default is empty, and stays so', () => {
    expect(only(judged, 'aws_default_security_group')).toMatchObject({ ingress: [], egress: [] });
    expect(only(judged, 'aws_default_network_acl')).not.toHaveProperty('ingress');
    expect(only(judged, 'aws_default_route_table')).toMatchObject({ route: [] });
  });

  test('its flow logs are written in the name of this account alone', () => {
    expect(judged.text).toContain('"aws:SourceAccount"');
    expect(judged.text).toContain(`arn:aws:ec2:${region}:${account}:vpc-flow-log/*`);
  });
});

test('DnsFirewall: what is not named does not exist, and a firewall that fails lets nothing through', () => {
  const judged = judgeStack('hub', (stack) => {
    new DnsFirewall(stack, 'Dns', {
      name: 'dns',
      network: networkIn(stack),
      allowedDomains: ['example.com', '*.example.com'],
      logKeyArn: keyArn,
    });
  });
  const rules = judged.resources['aws_route53_resolver_firewall_rule'] ?? [];
  const last = rules.toSorted((left, right) => Number(right['priority']) - Number(left['priority']))[0];
  expect(last).toMatchObject({ action: 'BLOCK', block_response: 'NXDOMAIN' });
  expect(String(last?.['firewall_domain_list_id'])).toContain('Everything');
  expect(only(judged, 'aws_route53_resolver_firewall_config')).toMatchObject({ firewall_fail_open: 'DISABLED' });
  expect(only(judged, 'aws_route53_resolver_firewall_rule_group_association')).toMatchObject({
    mutation_protection: 'ENABLED',
  });
  expect(judged.resources['aws_route53_resolver_query_log_config_association']).toHaveLength(1);
});

describe('ZoneTransit', () => {
  const judged = judgeStack('hub', (stack) => {
    new ZoneTransit(stack, 'Transit', {
      name: 'transit',
      inspection: networkIn(stack),
      tier: 'only',
      zones: ['training', 'inference'],
      attachments: [{ zone: 'training', id: 'tgw-attach-0a1b2c3d' }],
    });
  });

  test('accepts, associates and propagates nothing by itself', () => {
    expect(only(judged, 'aws_ec2_transit_gateway')).toMatchObject({
      auto_accept_shared_attachments: 'disable',
      default_route_table_association: 'disable',
      default_route_table_propagation: 'disable',
    });
    for (const type of ['aws_ec2_transit_gateway_vpc_attachment', 'aws_ec2_transit_gateway_vpc_attachment_accepter']) {
      expect(only(judged, type)).toMatchObject({
        transit_gateway_default_route_table_association: false,
        transit_gateway_default_route_table_propagation: false,
      });
    }
  });

  test('an accepted zone has the table of its zone, and only inspection learns of it', () => {
    const associations = judged.resources['aws_ec2_transit_gateway_route_table_association'] ?? [];
    const ofZone = associations.filter(({ transit_gateway_attachment_id }) =>
      /accepter/.test(String(transit_gateway_attachment_id)),
    );
    expect(ofZone.map(({ transit_gateway_route_table_id }) => transit_gateway_route_table_id)).toEqual([
      expect.stringContaining('Table-training'),
    ]);
    expect(only(judged, 'aws_ec2_transit_gateway_route_table_propagation')).toMatchObject({
      transit_gateway_route_table_id: expect.stringContaining('InspectionTable'),
    });
  });

  test('each zone has one route, and it leads to inspection', () => {
    const routes = judged.resources['aws_ec2_transit_gateway_route'] ?? [];
    expect(routes).toHaveLength(2);
    for (const route of routes) {
      expect(route).toMatchObject({ destination_cidr_block: '0.0.0.0/0' });
      expect(String(route['transit_gateway_attachment_id'])).toContain('aws_ec2_transit_gateway_vpc_attachment.');
    }
  });
});

test('OrganizationShare: with nobody outside', () => {
  const judged = judgeStack('hub', (stack) => {
    new OrganizationShare(stack, 'Share', {
      name: 'share',
      organizationArn: 'arn:aws:organizations::111122223333:organization/o-exampleorgid',
      resources: { Gateway: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-1' },
    });
  });
  expect(only(judged, 'aws_ram_resource_share')).toMatchObject({ allow_external_principals: false });
  expect(only(judged, 'aws_ram_principal_association')).toMatchObject({
    principal: 'arn:aws:organizations::111122223333:organization/o-exampleorgid',
  });
});

test('PrivateAuthority: it holds a certificate of its own, without which it signs nothing', () => {
  const judged = judgeStack('keys', (stack) => {
    new PrivateAuthority(stack, 'Ca', { commonName: 'test' });
  });
  expect(only(judged, 'aws_acmpca_certificate')).toMatchObject({
    template_arn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
    validity: { type: 'YEARS', value: '10' },
  });
  expect(String(only(judged, 'aws_acmpca_certificate_authority_certificate')['certificate'])).toContain(
    'aws_acmpca_certificate.',
  );
  expect(only(judged, 'aws_acmpca_certificate_authority')).not.toHaveProperty('revocation_configuration');
});

test('RotatedSecret: no value in the state, rotated, and of this account alone', () => {
  const judged = judgeStack('keys', (stack) => {
    new RotatedSecret(stack, 'Secret', {
      name: 'recovery',
      keyArn,
      account,
      rotationFunctionArn: `arn:aws:lambda:${region}:${account}:function:rotate`,
    });
  });
  expect(judged.resources).not.toHaveProperty('aws_secretsmanager_secret_version');
  expect(only(judged, 'aws_secretsmanager_secret')).toMatchObject({ kms_key_id: keyArn, recovery_window_in_days: 30 });
  expect(only(judged, 'aws_secretsmanager_secret_rotation')).toMatchObject({
    rotate_immediately: false,
    rotation_rules: { automatically_after_days: 30 },
  });
  expect(only(judged, 'aws_secretsmanager_secret_policy')).toMatchObject({ block_public_policy: true });
});

test('HsmKeyStore: one HSM until the cluster is activated', () => {
  const judged = judgeStack('keys', (stack) => {
    new HsmKeyStore(stack, 'Store', { name: 'hsm', subnets: networkIn(stack).tier('only') });
  });
  expect(judged.resources['aws_cloudhsm_v2_hsm']).toHaveLength(1);
  expect(judged.resources).not.toHaveProperty('aws_kms_custom_key_store');
});

test('ServiceEndpoints: private DNS for S3 needs no gateway endpoint, and names are told as they resolve', () => {
  let domains: readonly string[] = [];
  const judged = judgeStack('hub', (stack) => {
    domains = new ServiceEndpoints(stack, 'Endpoints', {
      network: networkIn(stack),
      tier: 'only',
      region,
      services: ['s3', 'kms', 'ecr.api', 'ecr.dkr'],
      organizationId: 'o-exampleorgid',
      clients: ['10.0.0.0/16'],
    }).domains;
  });
  const s3 = judged.resources['aws_vpc_endpoint']?.find(({ service_name }) => /\.s3$/.test(String(service_name)));
  expect(s3).toMatchObject({ dns_options: { private_dns_only_for_inbound_resolver_endpoint: false } });
  expect(domains).toEqual([
    's3.us-east-1.amazonaws.com',
    '*.s3.us-east-1.amazonaws.com',
    '*.s3-accesspoint.us-east-1.amazonaws.com',
    '*.s3-control.us-east-1.amazonaws.com',
    'kms.us-east-1.amazonaws.com',
    'api.ecr.us-east-1.amazonaws.com',
    '*.dkr.ecr.us-east-1.amazonaws.com',
  ]);
});

test('InspectionFirewall: rules come in order, and what is neither TCP nor web is dropped before a connection can stand', () => {
  const judged = judgeStack('hub', (stack) => {
    new InspectionFirewall(stack, 'Firewall', {
      name: 'egress',
      network: networkIn(stack),
      tier: 'only',
      allowedDomains: ['.example.com'],
      inspected: ['10.1.0.0/16'],
      keyArn,
      logKeyArn: keyArn,
    });
  });
  const { firewall_policy: policy } = only(judged, 'aws_networkfirewall_firewall_policy');
  // AWS refuses actions of the two families together.
  expect(policy).toMatchObject({
    stateful_default_actions: ['aws:drop_established_app_layer', 'aws:alert_established_app_layer'],
    stateful_rule_group_reference: [
      { priority: 10, resource_arn: expect.stringContaining('WebOnly') },
      { priority: 100, resource_arn: expect.stringContaining('AllowedDomains') },
    ],
  });
  expect(policy).not.toHaveProperty('tls_inspection_configuration_arn');
  const logged = JSON.stringify(only(judged, 'aws_networkfirewall_logging_configuration'));
  expect(logged).toContain('"ALERT"');
  expect(logged).toContain('"FLOW"');
  expect(logged).not.toContain('"TLS"');
});

test('the provider has every attribute that any of them writes', () => {
  const { text } = judgeStack('hub', (stack) => {
    const network = networkIn(stack, [tier('only', 0), { ...tier('outer', 1), internet: true }]);
    new InternetGateway(stack, 'Gateway', { vpcId: network.vpc.id });
    new ClassKey(stack, 'Key', { alias: 'k', description: 'k', account, deployer, uses: [] });
    new PrivateBucket(stack, 'Logs', { name: 'logs-1', dataClass: 'log', receivesAccessLogsOf: account });
    new PrivateBucket(stack, 'Weights', { name: 'weights-1', dataClass: 'weights', keyArn, lockDays: 30 });
    new PrivateAuthority(stack, 'Ca', { commonName: 'test' });
    new InspectionFirewall(stack, 'Firewall', {
      name: 'egress',
      network,
      tier: 'only',
      allowedDomains: ['.example.com'],
      inspected: ['10.1.0.0/16'],
      tlsInspection: { authorityArn: `arn:aws:acm:${region}:${account}:certificate/1`, sources: ['10.1.0.0/24'] },
      keyArn,
      logKeyArn: keyArn,
    });
    new ExternalKeyStore(stack, 'Store', {
      name: 'external',
      network,
      tier: 'only',
      region,
      proxyAddresses: ['10.0.0.4'],
      proxyDomain: 'xks.example.com',
      verified: { proxyPath: '/kms/xks/v1', accessKeyId: 'A'.repeat(20), rawSecretAccessKey: '${var.secret}' },
    });
  });
  expect(unknownAttributes(JSON.parse(text))).toEqual([]);
});
