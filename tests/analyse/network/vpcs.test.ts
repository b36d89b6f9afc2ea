import { expect, test } from 'vitest';
import { analyseNetwork, type Network } from '../../../src/analyse/network/index.ts';
import type { ValueObject } from '../../../src/model/index.ts';
import type { VpcFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, nothingDeclared, partly, reference, unknown } from '../estate.ts';

function analyse(...given: Given[]): Network {
  return analyseNetwork(estateOf(given), nothingDeclared);
}

const main: Given = { address: 'aws_vpc.main', zone: 'weights', values: { id: 'vpc-1' } };
const ofMain = { vpc_id: reference('aws_vpc.main') };

function vpc(...given: Given[]): VpcFact {
  const found = analyse(main, ...given).vpcs.find(({ id }) => id === 'aws_vpc.main');
  if (found === undefined) throw new Error('no VPC');
  return found;
}

test('a VPC alone has nothing that guards it', () => {
  expect(vpc()).toEqual({
    id: 'aws_vpc.main',
    zone: 'weights',
    exists: 'yes',
    default_security_groups: [],
    default_group_denies_all: { answer: 'no', steps: [] },
    flow_logs: [],
    maybe_logged: 'no',
    maybe_logged_by: [],
    gateways: [],
    maybe_gateway: 'no',
  });
});

const adopter = (values: ValueObject = {}, exists: Given['exists'] = 'yes'): Given => ({
  address: 'aws_default_security_group.d',
  values: { ...ofMain, ...values },
  exists,
});
const rule = (security_group_id: ValueObject[string], exists: Given['exists'] = 'yes'): Given => ({
  address: 'aws_vpc_security_group_ingress_rule.r',
  values: { security_group_id, ip_protocol: '-1' },
  exists,
});
const selfEntry = { protocol: '-1', from_port: 0, to_port: 0, self: true };

test.each([
  ['adopted without rules', [adopter()], 'yes'],
  ['adopted with empty rules', [adopter({ ingress: [], egress: [] })], 'yes'],
  ['adopted with an entry', [adopter({ ingress: [selfEntry] })], 'no'],
  ['adopted with entries that are not known', [adopter({ egress: unknown() })], 'no'],
  ['adopted, with a rule of its own', [adopter(), rule(reference('aws_default_security_group.d'))], 'no'],
  [
    'adopted, with a rule by way of the VPC',
    [adopter(), rule(reference('aws_vpc.main', 'default_security_group_id'))],
    'no',
  ],
  [
    'adopted, with a rule that may not exist',
    [adopter(), rule(reference('aws_default_security_group.d'), 'unknown')],
    'unknown',
  ],
  ['adopted, with a rule of some group', [adopter(), rule(unknown())], 'unknown'],
  ['adopted, with a rule of another group', [adopter(), rule(reference('aws_security_group.other'))], 'yes'],
  ['adopted, with a rule of a group elsewhere', [adopter(), rule('sg-2')], 'yes'],
  ['adopted by something that may not exist', [adopter({}, 'unknown')], 'unknown'],
  ['adopted by id', [adopter({ vpc_id: 'vpc-1' })], 'yes'],
  ['another VPC adopted', [adopter({ vpc_id: 'vpc-2' })], 'no'],
  ['some VPC adopted', [adopter({ vpc_id: unknown() })], 'unknown'],
] as const)('the default group, %s, denies everything: %s', (_situation, given, answer) => {
  expect(vpc({ address: 'aws_security_group.other' }, ...given).default_group_denies_all.answer).toBe(answer);
});

test('the rule that opens a default group is shown', () => {
  expect(vpc(adopter({ ingress: [selfEntry] })).default_group_denies_all.steps).toEqual([
    { resource: 'aws_default_security_group.d', path: ['ingress', 0] },
  ]);
});

test('an adopter without a VPC adopts the group of the default VPC', () => {
  const { vpcs } = analyse(main, { address: 'aws_default_vpc.d' }, { address: 'aws_default_security_group.d' });
  expect(vpcs.map((one) => [one.id, one.default_security_groups])).toEqual([
    ['aws_vpc.main', []],
    ['aws_default_vpc.d', ['aws_default_security_group.d']],
  ]);
});

const log = (values: ValueObject, exists: Given['exists'] = 'yes'): Given => ({
  address: 'aws_flow_log.l',
  values: { ...ofMain, ...values },
  exists,
});
const bucketArn = reference('aws_s3_bucket.logs', 'arn');

test.each([
  [
    'in full',
    log({ traffic_type: 'ALL', log_destination: bucketArn, max_aggregation_interval: 60 }),
    ['yes', 'yes', 60],
  ],
  ['by default', log({ traffic_type: 'ALL', log_destination: 'arn:aws:s3:::logs' }), ['yes', 'yes', 600]],
  ['rejects only', log({ traffic_type: 'REJECT', log_destination: bucketArn }), ['no', 'yes', 600]],
  ['to nowhere', log({ traffic_type: 'ALL', log_destination_type: 'cloud-watch-logs' }), ['yes', 'no', 600]],
  ['to a log group', log({ traffic_type: 'ALL', log_group_name: 'flow' }), ['yes', 'yes', 600]],
  ['without a type', log({ log_destination: bucketArn }), ['no', 'yes', 600]],
  ['of an unknown type', log({ traffic_type: unknown(), log_destination: bucketArn }), ['unknown', 'yes', 600]],
  ['to an unknown place', log({ traffic_type: 'ALL', log_destination: unknown() }), ['yes', 'unknown', 600]],
  [
    'to a place known in part',
    log({ traffic_type: 'ALL', log_destination: partly('arn:aws:s3:::', unknown()) }),
    ['yes', 'yes', 600],
  ],
  [
    'at an unknown interval',
    log({ traffic_type: 'ALL', log_destination: bucketArn, max_aggregation_interval: unknown() }),
    ['yes', 'yes', -1],
  ],
  ['perhaps', log({ traffic_type: 'ALL', log_destination: bucketArn }, 'unknown'), ['unknown', 'unknown', 600]],
] as const)('a flow log %s', (_situation, given, expected) => {
  const [first] = vpc(given).flow_logs;
  expect([first?.all_traffic.answer, first?.has_destination.answer, first?.aggregation_seconds]).toEqual(expected);
});

test.each([
  ['of a subnet', { subnet_id: reference('aws_subnet.s') }, 'no'],
  ['of another VPC', { vpc_id: 'vpc-2' }, 'no'],
  ['of a VPC read from outside', { vpc_id: reference('data.aws_vpc.old') }, 'no'],
  ['of some VPC', { vpc_id: unknown() }, 'unknown'],
  [
    'of a VPC of another stack that was not read',
    { vpc_id: reference('data.terraform_remote_state.net', 'outputs.vpc_id') },
    'unknown',
  ],
] as const)('a flow log %s is none of this VPC', (_situation, values, maybe) => {
  const found = vpc(
    { address: 'data.aws_vpc.old' },
    { address: 'aws_flow_log.l', values: { traffic_type: 'ALL', ...values } },
  );
  expect([found.flow_logs, found.maybe_logged]).toEqual([[], maybe]);
  expect(found.maybe_logged_by).toEqual(maybe === 'no' ? [] : [{ resource: 'aws_flow_log.l', path: ['vpc_id'] }]);
});

test.each([
  [
    'by itself',
    [{ address: 'aws_internet_gateway.g', values: ofMain }],
    [['aws_internet_gateway.g', 'internet', 'aws_internet_gateway.g', 'aws_vpc.main', 'weights', 'yes']],
  ],
  [
    'by an attachment',
    [
      { address: 'aws_internet_gateway.g' },
      {
        address: 'aws_internet_gateway_attachment.a',
        values: { ...ofMain, internet_gateway_id: reference('aws_internet_gateway.g') },
        exists: 'unknown',
      },
    ],
    [['aws_internet_gateway.g', 'internet', 'aws_internet_gateway_attachment.a', 'aws_vpc.main', 'weights', 'unknown']],
  ],
  [
    'by an attachment of a gateway from elsewhere',
    [{ address: 'aws_internet_gateway_attachment.a', values: { ...ofMain, internet_gateway_id: 'igw-1' } }],
    [
      [
        'aws_internet_gateway_attachment.a',
        'internet',
        'aws_internet_gateway_attachment.a',
        'aws_vpc.main',
        'weights',
        'yes',
      ],
    ],
  ],
  [
    'for IPv6, outwards only',
    [{ address: 'aws_egress_only_internet_gateway.g', values: ofMain }],
    [
      [
        'aws_egress_only_internet_gateway.g',
        'egress-only',
        'aws_egress_only_internet_gateway.g',
        'aws_vpc.main',
        'weights',
        'yes',
      ],
    ],
  ],
  ['to nothing', [{ address: 'aws_internet_gateway.g' }], [['aws_internet_gateway.g', 'internet', '', '', '', 'yes']]],
  [
    'to something unknown',
    [{ address: 'aws_internet_gateway.g', values: { vpc_id: unknown() } }],
    [
      [
        'aws_internet_gateway.g',
        'internet',
        'aws_internet_gateway.g',
        '',
        { $unknown: 'the VPC is not in this configuration, or not known' },
        'yes',
      ],
    ],
  ],
] as const)('a gateway is attached %s', (_situation, given, expected) => {
  const found = analyse(main, ...given).gateways;
  expect(found.map((one) => [one.id, one.kind, one.attached_by, one.vpc, one.zone, one.exists])).toEqual(expected);
});

const gateway = (values: ValueObject, exists: Given['exists'] = 'yes'): Given => ({
  address: 'aws_egress_only_internet_gateway.g',
  values,
  exists,
});

test.each([
  ['no gateway', [], 'no', 'no'],
  ['a gateway', [gateway(ofMain)], 'yes', 'no'],
  ['a gateway that may not exist', [gateway(ofMain, 'unknown')], 'unknown', 'no'],
  ['a gateway of another VPC', [gateway({ vpc_id: 'vpc-2' })], 'no', 'no'],
  ['a gateway of some VPC', [gateway({ vpc_id: unknown() })], 'unknown', 'unknown'],
] as const)('a subnet of a VPC with %s', (_situation, given, has, maybe) => {
  const network = analyse(main, { address: 'aws_subnet.s', zone: 'weights', values: ofMain }, ...given);
  expect(network.subnets).toEqual([{ id: 'aws_subnet.s', vpc: 'aws_vpc.main', zone: 'weights', vpc_has_gateway: has }]);
  expect(network.vpcs.map(({ maybe_gateway }) => maybe_gateway)).toEqual([maybe]);
});

test.each([
  ['of the default VPC', { address: 'aws_default_subnet.s' }, 'aws_default_vpc.d', 'yes'],
  [
    'by reference to the default VPC',
    { address: 'aws_subnet.s', values: { vpc_id: reference('aws_default_vpc.d') } },
    'aws_default_vpc.d',
    'yes',
  ],
  [
    'of a VPC read from outside',
    { address: 'aws_subnet.s', values: { vpc_id: reference('data.aws_vpc.old') } },
    'data.aws_vpc.old',
    'unknown',
  ],
  ['of a VPC elsewhere', { address: 'aws_subnet.s', values: { vpc_id: 'vpc-2' } }, '', 'unknown'],
  ['of some VPC', { address: 'aws_subnet.s', values: { vpc_id: unknown() } }, '', 'unknown'],
] as const)('a subnet %s', (_situation, subnet, vpcId, has) => {
  const { subnets } = analyse(main, { address: 'aws_default_vpc.d' }, { address: 'data.aws_vpc.old' }, subnet);
  expect(subnets.map((one) => [one.vpc, one.vpc_has_gateway])).toEqual([[vpcId, has]]);
});

test('the order of the resources changes nothing', () => {
  const given: Given[] = [
    main,
    adopter({ ingress: [selfEntry] }),
    log({ traffic_type: 'ALL' }),
    gateway(ofMain),
    { address: 'aws_subnet.s', values: ofMain },
    rule(unknown()),
  ];
  expect(analyse(...[...given].reverse())).toEqual(analyse(...given));
});
