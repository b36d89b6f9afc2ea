import { expect, test } from 'vitest';
import { analyseNetwork } from '../../../src/analyse/network/index.ts';
import type { ValueObject } from '../../../src/model/index.ts';
import type { SecurityRuleFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, nothingDeclared, partly, reference, unknown } from '../estate.ts';

function rulesOf(...given: Given[]): readonly SecurityRuleFact[] {
  return analyseNetwork(estateOf(given), nothingDeclared).rules;
}

const group = { address: 'aws_security_group.web', tags: { 'zt:edge': 'public' }, zone: 'hub' };

function onlyRule(values: ValueObject, type = 'aws_security_group_rule'): SecurityRuleFact {
  const rule = { security_group_id: reference('aws_security_group.web'), ...values };
  const found = rulesOf(group, { address: `${type}.one`, values: rule });
  expect(found).toHaveLength(1);
  const [first] = found;
  if (first === undefined) throw new Error('no rule');
  return first;
}

test('an inline entry is a rule of its group, null-padded or not', () => {
  const padded = {
    cidr_blocks: ['10.0.0.0/8'],
    description: null,
    from_port: 443,
    ipv6_cidr_blocks: null,
    prefix_list_ids: null,
    protocol: 'tcp',
    security_groups: null,
    self: null,
    to_port: 443,
  };
  const bare = { cidr_blocks: ['0.0.0.0/0'], from_port: 0, to_port: 0, protocol: '-1' };
  expect(rulesOf({ ...group, values: { ingress: [padded], egress: [bare] } })).toEqual([
    {
      subject: 'aws_security_group.web',
      path: ['ingress', 0],
      group: 'aws_security_group.web',
      group_tags: { 'zt:edge': 'public' },
      group_tags_known: 'yes',
      group_zone: 'hub',
      exists: 'yes',
      direction: 'ingress',
      protocol: 'tcp',
      first_port: 443,
      last_port: 443,
      ports_known: 'yes',
      internet: { answer: 'no', steps: [] },
      blocks: [],
    },
    {
      subject: 'aws_security_group.web',
      path: ['egress', 0],
      group: 'aws_security_group.web',
      group_tags: { 'zt:edge': 'public' },
      group_tags_known: 'yes',
      group_zone: 'hub',
      exists: 'yes',
      direction: 'egress',
      protocol: 'all',
      first_port: 0,
      last_port: 65_535,
      ports_known: 'yes',
      internet: {
        answer: 'yes',
        steps: [{ resource: 'aws_security_group.web', path: ['egress', 0, 'cidr_blocks', 0] }],
      },
      blocks: ['0.0.0.0/0'],
    },
  ]);
});

test.each([
  ['no entries', {}],
  ['null', { ingress: null, egress: null }],
  ['empty lists', { ingress: [], egress: [] }],
] as const)('a group with %s has no rule', (_situation, values) => {
  expect(rulesOf({ ...group, values })).toEqual([]);
});

test('entries that are not known are a rule of unknown reach', () => {
  const [rule] = rulesOf({ ...group, values: { ingress: unknown() } });
  expect(rule).toMatchObject({
    path: ['ingress'],
    protocol: 'unknown',
    ports_known: 'unknown',
    internet: { answer: 'unknown', steps: [{ resource: 'aws_security_group.web', path: ['ingress'] }] },
  });
  const [second] = rulesOf({ ...group, values: { egress: [unknown()] } });
  expect(second).toMatchObject({ path: ['egress', 0], internet: { answer: 'unknown' } });
});

test.each([
  ['a name', 'tcp', 22, 22, ['tcp', 22, 22, 'yes']],
  ['a name in capitals', 'TCP', 22, 22, ['tcp', 22, 22, 'yes']],
  ['a number as text', '6', 22, 80, ['tcp', 22, 80, 'yes']],
  ['a number', 17, 53, 53, ['udp', 53, 53, 'yes']],
  ['all as -1', '-1', 0, 0, ['all', 0, 65_535, 'yes']],
  ['all as a number', -1, 0, 0, ['all', 0, 65_535, 'yes']],
  ['all by name', 'all', null, null, ['all', 0, 65_535, 'yes']],
  ['all, ports not known', '-1', unknown(), unknown(), ['all', 0, 65_535, 'yes']],
  ['icmp types are no ports', 'icmp', 8, 0, ['icmp', 0, 65_535, 'yes']],
  ['icmp by number', '1', -1, -1, ['icmp', 0, 65_535, 'yes']],
  ['icmpv6 without type', '58', null, null, ['icmpv6', 0, 65_535, 'yes']],
  ['another protocol has every port', '50', 0, 0, ['50', 0, 65_535, 'yes']],
  ['ports as text', 'tcp', '22', '22', ['tcp', 22, 22, 'yes']],
  ['every TCP port as -1', 'tcp', -1, -1, ['tcp', 0, 65_535, 'yes']],
  ['port 0 is a port', 'tcp', 0, 0, ['tcp', 0, 0, 'yes']],
  ['a port not known', 'tcp', unknown(), 22, ['tcp', 0, 65_535, 'unknown']],
  ['no ports', 'tcp', null, null, ['tcp', 0, 65_535, 'unknown']],
  ['one port missing', 'tcp', 22, null, ['tcp', 0, 65_535, 'unknown']],
  ['ports backwards', 'tcp', 80, 22, ['tcp', 0, 65_535, 'unknown']],
  ['a protocol not known', unknown(), 22, 22, ['unknown', 0, 65_535, 'unknown']],
  ['no protocol', null, 22, 22, ['unknown', 0, 65_535, 'unknown']],
] as const)('protocol and ports: %s', (_situation, protocol, from_port, to_port, expected) => {
  const rule = onlyRule({ type: 'ingress', protocol, from_port, to_port, cidr_blocks: ['10.0.0.0/8'] });
  expect([rule.protocol, rule.first_port, rule.last_port, rule.ports_known]).toEqual(expected);
});

test.each([
  ['aws_vpc_security_group_ingress_rule', 'ingress'],
  ['aws_vpc_security_group_egress_rule', 'egress'],
] as const)('%s is a rule of its own', (type, direction) => {
  const rule = onlyRule({ cidr_ipv6: '::/0', ip_protocol: 'tcp', from_port: 443, to_port: 443 }, type);
  expect(rule).toMatchObject({
    subject: `${type}.one`,
    path: [],
    group: 'aws_security_group.web',
    group_tags: { 'zt:edge': 'public' },
    direction,
    protocol: 'tcp',
    internet: { answer: 'yes', steps: [{ resource: `${type}.one`, path: ['cidr_ipv6'] }] },
    blocks: ['::/0'],
  });
});

test('a rule of unknown type may be of either direction', () => {
  const found = rulesOf(group, {
    address: 'aws_security_group_rule.one',
    values: { type: unknown(), protocol: '-1', cidr_blocks: ['0.0.0.0/0'] },
  });
  expect(found.map(({ direction, exists }) => [direction, exists])).toEqual([
    ['ingress', 'unknown'],
    ['egress', 'unknown'],
  ]);
});

test.each([
  ['by reference', reference('aws_security_group.web'), 'aws_security_group.web', 'yes'],
  ['by a known id', 'sg-1', 'aws_security_group.web', 'yes'],
  ['by an id that is elsewhere', 'sg-2', '', 'unknown'],
  ['by nothing known', unknown(), '', 'unknown'],
  [
    'through another resource',
    reference('aws_instance.i', 'vpc_security_group_ids[0]'),
    'aws_security_group.web',
    'yes',
  ],
  [
    'default group of a VPC, adopted',
    reference('aws_vpc.main', 'default_security_group_id'),
    'aws_default_security_group.d',
    'yes',
  ],
  ['default group of a VPC, left alone', reference('aws_vpc.other', 'default_security_group_id'), '', 'unknown'],
  [
    'a data source, whose tags are a filter',
    reference('data.aws_security_group.old'),
    'data.aws_security_group.old',
    'unknown',
  ],
  [
    'default group that a data source finds by its name',
    reference('data.aws_security_group.default'),
    'aws_default_security_group.d',
    'yes',
  ],
  [
    'default group that a data source finds by a filter',
    reference('data.aws_security_group.filtered'),
    'aws_default_security_group.d',
    'yes',
  ],
  ['default group of a VPC that is not known', reference('data.aws_security_group.any'), '', 'unknown'],
  ['a data source with a name that is not known', reference('data.aws_security_group.open'), '', 'unknown'],
] as const)('the group is found %s', (_situation, security_group_id, id, tagsKnown) => {
  const mainVpc = { vpc_id: reference('aws_vpc.main') };
  const found = rulesOf(
    { address: 'data.aws_security_group.default', values: { name: 'default', ...mainVpc } },
    {
      address: 'data.aws_security_group.filtered',
      values: { filter: [{ name: 'group-name', values: ['default'] }], ...mainVpc },
    },
    { address: 'data.aws_security_group.any', values: { name: 'default', vpc_id: unknown() } },
    { address: 'data.aws_security_group.open', values: { name: unknown(), ...mainVpc } },
    { ...group, values: { id: 'sg-1' } },
    { address: 'data.aws_security_group.old', tags: { Name: 'old' } },
    { address: 'aws_vpc.main' },
    { address: 'aws_vpc.other' },
    { address: 'aws_default_security_group.d', values: { vpc_id: reference('aws_vpc.main') } },
    { address: 'aws_instance.i', values: { vpc_security_group_ids: [reference('aws_security_group.web')] } },
    { address: 'aws_security_group_rule.one', values: { type: 'ingress', security_group_id } },
  );
  expect(found.map((rule) => [rule.group, rule.group_tags_known])).toEqual([[id, tagsKnown]]);
});

test.each([
  ['its address', { address: 'aws_security_group.web' }, true],
  ['a pattern', { address: 'aws_security_group.*' }, true],
  ['a pattern with two stars', { address: '*group*eb' }, true],
  ['its stack', { stack: 'hub', address: '*' }, true],
  ['another address', { address: 'aws_security_group.we' }, false],
  ['another stack', { stack: 'spoke' }, false],
  ['a pattern that overlaps itself', { address: 'aws_security_group.w*web' }, false],
] as const)('a group is a declared edge by %s', (_situation, match, edge) => {
  const estate = estateOf([
    {
      address: 'aws_security_group.web',
      stack: 'hub',
      tags: { Name: 'web' },
      values: { ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/0'] }] },
    },
  ]);
  const { rules } = analyseNetwork(estate, { ...nothingDeclared, edges: [{ match, reason: 'public web site' }] });
  expect(rules.map((rule) => rule.group_tags)).toEqual([edge ? { Name: 'web', 'zt:edge': 'public' } : { Name: 'web' }]);
});

test.each([
  ['an IPv4 host', partly(unknown(), '/32'), 'cidr_blocks', 'no'],
  ['a /16 whatever its address', partly('10.', unknown(), '.0.0/16'), 'cidr_blocks', 'no'],
  ['a /15', partly(unknown(), '/15'), 'cidr_blocks', 'unknown'],
  ['a prefix that may be 0', partly('0.0.0.0/', unknown()), 'cidr_blocks', 'unknown'],
  ['a prefix known in part', partly('8.0.0.0/1', unknown()), 'cidr_blocks', 'unknown'],
  ['a prefix too long', partly(unknown(), '/33'), 'cidr_blocks', 'unknown'],
  ['an IPv6 /48', partly(unknown(), '/48'), 'ipv6_cidr_blocks', 'no'],
  ['an IPv6 /17', partly(unknown(), '/17'), 'ipv6_cidr_blocks', 'unknown'],
  ['the block of a VPC', reference('aws_vpc.main', 'cidr_block'), 'cidr_blocks', 'no'],
  ['the IPv6 block of a VPC', reference('aws_vpc.main', 'ipv6_cidr_block'), 'ipv6_cidr_blocks', 'no'],
  ['the block of a peer’s VPC', reference('data.aws_vpc_peering_connection.p', 'peer_cidr_block'), 'cidr_blocks', 'no'],
  ['the block of something else', reference('aws_eip.e', 'cidr_block'), 'cidr_blocks', 'unknown'],
  ['the address of something', partly(reference('aws_eip.e', 'public_ip'), '/32'), 'cidr_blocks', 'no'],
  ['a typing error', '0.0.0.0/O', 'cidr_blocks', 'unknown'],
  ['a prefix that no block has', '10.0.0.0/33', 'cidr_blocks', 'unknown'],
  ['a bare address', '0.0.0.0', 'cidr_blocks', 'unknown'],
] as const)('a block that is not known in full: %s', (_situation, block, attribute, answer) => {
  const found = rulesOf(
    { address: 'aws_vpc.main' },
    { address: 'data.aws_vpc_peering_connection.p' },
    { address: 'aws_eip.e' },
    { ...group, values: { ingress: [{ protocol: 'tcp', from_port: 22, to_port: 22, [attribute]: [block] }] } },
  );
  expect(found.map(({ internet }) => internet.answer)).toEqual([answer]);
});

test.each([
  ['a VPC', { $ref: 'aws_vpc.main', $attribute: 'cidr_block' }, 0, 'no'],
  ['a subnet', { $ref: 'aws_subnet.a', $attribute: 'cidr_block' }, 0, 'no'],
  ['something else', { $ref: 'aws_eip.e', $attribute: 'cidr_block' }, 0, 'unknown'],
  ['a VPC, at another place', { $ref: 'aws_vpc.main', $attribute: 'cidr_block' }, 1, 'unknown'],
] as const)('a block that is not known, but was taken from %s', (_situation, origin, index, answer) => {
  const ingress = [{ protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: [unknown()] }];
  const origins = { [`/ingress/0/cidr_blocks/${index}`]: origin };
  const given = [{ address: 'aws_vpc.main' }, { address: 'aws_subnet.a' }, { address: 'aws_eip.e' }];
  const found = rulesOf(...given, { ...group, values: { ingress }, origins });
  expect(found.map(({ internet }) => internet.answer)).toEqual([answer]);
});

test.each([
  ['not set', null, 'no'],
  ['of a gateway endpoint', reference('aws_vpc_endpoint.s3', 'prefix_list_id'), 'no'],
  ['of an AWS service, by data source', reference('data.aws_prefix_list.s3'), 'no'],
  ['of an AWS service, by name', reference('data.aws_ec2_managed_prefix_list.dynamodb'), 'no'],
  ['of an AWS service, by a name known in part', reference('data.aws_ec2_managed_prefix_list.partly'), 'no'],
  ['of an AWS service, by filter', reference('data.aws_ec2_managed_prefix_list.filter'), 'no'],
  ['of somebody, by name', reference('data.aws_ec2_managed_prefix_list.corporate'), 'unknown'],
  ['of this run, private', reference('aws_ec2_managed_prefix_list.private'), 'no'],
  ['of this run, wide', reference('aws_ec2_managed_prefix_list.wide'), 'yes'],
  ['of this run, wide by a separate entry', reference('aws_ec2_managed_prefix_list.joined'), 'yes'],
  ['of this run, with an entry not known', reference('aws_ec2_managed_prefix_list.open'), 'unknown'],
  ['of this run, with an entry that may not exist', reference('aws_ec2_managed_prefix_list.doubtful'), 'unknown'],
  ['an id', 'pl-63a5400a', 'unknown'],
  ['not known', unknown(), 'unknown'],
] as const)('a prefix list %s', (_situation, prefix_list_id, answer) => {
  const list = (name: string, ...entry: ValueObject[]): Given => ({
    address: `aws_ec2_managed_prefix_list.${name}`,
    values: { address_family: 'IPv4', entry },
  });
  const entry = (name: string, owner: string, cidr: string): Given => ({
    address: `aws_ec2_managed_prefix_list_entry.${name}`,
    values: { cidr, prefix_list_id: reference(`aws_ec2_managed_prefix_list.${owner}`) },
  });
  const data = (name: string, values: ValueObject): Given => ({
    address: `data.aws_ec2_managed_prefix_list.${name}`,
    values,
  });
  const found = rulesOf(
    group,
    { address: 'aws_vpc_endpoint.s3' },
    { address: 'data.aws_prefix_list.s3' },
    data('dynamodb', { name: 'com.amazonaws.eu-west-1.dynamodb' }),
    data('partly', { name: partly('com.amazonaws.', unknown(), '.s3') }),
    data('filter', { filter: [{ name: 'prefix-list-name', values: ['com.amazonaws.eu-west-1.s3'] }] }),
    data('corporate', { name: 'corporate' }),
    list('private', { cidr: '10.0.0.0/8' }),
    list('wide', { cidr: '10.0.0.0/8' }, { cidr: '0.0.0.0/0' }),
    list('joined', { cidr: '10.0.0.0/8' }),
    entry('e', 'joined', '0.0.0.0/1'),
    list('open', { cidr: unknown() }),
    list('doubtful'),
    { ...entry('f', 'doubtful', '0.0.0.0/0'), exists: 'unknown' },
    {
      address: 'aws_vpc_security_group_egress_rule.one',
      values: { security_group_id: reference('aws_security_group.web'), ip_protocol: '-1', prefix_list_id },
    },
  );
  expect(found.map(({ internet }) => internet.answer)).toEqual([answer]);
});

test('a wide prefix list is shown where it is named and where it is written', () => {
  const [rule] = rulesOf(
    { address: 'aws_ec2_managed_prefix_list.wide', values: { entry: [{ cidr: '::/0' }] } },
    {
      ...group,
      values: { egress: [{ protocol: '-1', prefix_list_ids: [reference('aws_ec2_managed_prefix_list.wide')] }] },
    },
  );
  expect(rule?.internet.steps).toEqual([
    { resource: 'aws_security_group.web', path: ['egress', 0, 'prefix_list_ids', 0] },
    { resource: 'aws_ec2_managed_prefix_list.wide', path: ['entry', 0, 'cidr'] },
  ]);
  expect(rule?.blocks).toEqual(['::/0']);
});

test('security groups and the group itself are not the internet', () => {
  const rule = onlyRule({ type: 'ingress', protocol: '-1', self: true, source_security_group_id: unknown() });
  expect(rule.internet).toEqual({ answer: 'no', steps: [] });
});

test('entries of lists that are not known are looked at one by one while they are few, and leave more open when they are many', () => {
  const answerOf = (entries: number) => {
    const given = Array.from(
      { length: entries },
      (_, at): Given => ({
        address: `aws_ec2_managed_prefix_list_entry.e${at}`,
        values: { cidr: '10.0.0.0/24', prefix_list_id: unknown() },
      }),
    );
    const list = { address: 'aws_ec2_managed_prefix_list.l', values: { address_family: 'IPv4' } };
    const values = { type: 'ingress', protocol: 'tcp', from_port: 22, to_port: 22 };
    const rule = { ...values, prefix_list_ids: [reference('aws_ec2_managed_prefix_list.l')] };
    const [found] = rulesOf(list, ...given, { address: 'aws_security_group_rule.r', values: rule });
    return found?.internet;
  };
  expect(answerOf(64)).toEqual({ answer: 'no', steps: [] });
  const { answer, steps } = answerOf(65) ?? {};
  expect(answer).toBe('unknown');
  expect(steps).toHaveLength(2);
});
