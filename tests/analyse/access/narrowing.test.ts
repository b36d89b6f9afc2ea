import { expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value } from '../../../src/model/index.ts';
import { estateOf, partly, reference, unknown } from '../estate.ts';

function narrowed(policy: Value): string | undefined {
  const { documents } = analyseAccess(estateOf([{ address: 'aws_sqs_queue.q', values: { policy } }]));
  return documents[0]?.statements[0]?.narrowed;
}

function underCondition(Condition: object): string | undefined {
  const Statement = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition };
  return narrowed(JSON.stringify({ Version: '2012-10-17', Statement }));
}

test('no condition narrows nothing', () => {
  expect(underCondition({})).toBe('no');
});

test.each([
  ['an organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ['one of two accounts', { StringEquals: { 'aws:PrincipalAccount': ['111122223333', '123456789012'] } }],
  ['an account, whatever the case of the key', { StringEquals: { 'AWS:SOURCEACCOUNT': '111122223333' } }],
  ['an account, whatever the case of the operator', { stringequals: { 'aws:SourceAccount': '111122223333' } }],
  ['a pattern without wildcard', { StringLike: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }],
  ['a star that is only a star', { StringEquals: { 'aws:SourceArn': 'arn:aws:s3:::*' } }],
  ['roles of an account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
  ['roles of an account, as text', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
  ['topics of an account in any region', { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } }],
  ['a bucket', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } }],
  [
    'access points of an account',
    { StringLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-west-2:111122223333:accesspoint/*' } },
  ],
  ['a part of an organisation', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } }],
  ['a VPC', { StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }],
  ['a small network', { IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '2600:1f00::/32'] } }],
  ['one address', { IpAddress: { 'aws:SourceIp': '8.8.8.8' } }],
  ['a /8, as S3 has it', { IpAddress: { 'aws:SourceIp': '8.0.0.0/8' } }],
  ['private addresses', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '172.16.0.0/12'] } }],
  ['a user', { StringEquals: { 'aws:userid': 'AIDACKCEVSQ6C2EXAMPLE' } }],
  [
    'callers of a key',
    { StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
  ],
  ['no value, which nobody meets', { StringEquals: { 'aws:SourceAccount': [] } }],
  ['a service', { StringEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } }],
  [
    'IfExists, with the key said to be there',
    { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' }, Null: { 'aws:SourceVpc': 'false' } },
  ],
  [
    'ForAllValues, with the key said to be there',
    { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'vpc-1' }, Null: { 'aws:SourceVpc': false } },
  ],
  [
    'one that narrows beside one that does not',
    { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
  ],
] as const)('narrows: %s', (_situation, condition) => {
  expect(underCondition(condition)).toBe('yes');
});

test.each([
  ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
  ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ['a tag that a stranger can have', { StringEquals: { 'aws:PrincipalTag/team': 'x' } }],
  ['a user name that a stranger can have', { StringEquals: { 'aws:username': 'akua' } }],
  ['any service', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }],
  ['a service on whose behalf', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }],
  ['a negated operator', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ['a negated network', { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }],
  ['IfExists', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ['ForAllValues', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  [
    'IfExists, with another key said to be there',
    { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' }, Null: { 'aws:SourceVpce': 'false' } },
  ],
  [
    'IfExists, with the key said not to be there',
    { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' }, Null: { 'aws:SourceVpc': 'true' } },
  ],
  ['only that a key is there', { Null: { 'aws:PrincipalOrgID': 'false' } }],
  ['any organisation', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
  ['a fixed account or any', { StringLike: { 'aws:PrincipalAccount': ['111122223333', '*'] } }],
  ['any VPC', { StringLike: { 'aws:SourceVpc': 'vpc-*' } }],
  ['a role of any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } }],
  ['an account that a star can run past', { StringLike: { 'aws:PrincipalArn': 'arn:*:111122223333:role/x' } }],
  ['buckets with names like that', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b*' } }],
  ['any part of any organisation', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '*/r-ab12/*' } }],
  ['more than a /8', { IpAddress: { 'aws:SourceIp': '8.0.0.0/7' } }],
  ['all addresses', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
  ['all addresses in pieces', { IpAddress: { 'aws:SourceIp': ['8.0.0.0/8', '9.0.0.0/8'] } }],
  ['addresses inside some VPC', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
  ['sessions of a role, as S3 has it', { StringLike: { 'aws:userid': 'AROAEXAMPLEID:*' } }],
  ['a value from the request', { StringEquals: { 'aws:SourceAccount': `\${aws:PrincipalAccount}` } }],
  ['a key of Object.prototype', { StringEquals: { constructor: 'x' } }],
  ['an address by a string operator', { StringEquals: { 'aws:SourceIp': '8.8.8.8' } }],
] as const)('does not narrow: %s', (_situation, condition) => {
  expect(underCondition(condition)).toBe('no');
});

test.each([
  ['an operator that IAM has not', { StringMatches: { 'aws:SourceAccount': '111122223333' } }],
  ['an address that is none', { IpAddress: { 'aws:SourceIp': '8.8.8' } }],
] as const)('cannot be told: %s', (_situation, condition) => {
  expect(underCondition(condition)).toBe('unknown');
});

test.each([
  ['a value compared for equality', ['{"StringEquals": {"aws:SourceAccount": "', unknown(), '"}}'], 'yes'],
  ['a value compared as a pattern', ['{"StringLike": {"aws:SourceAccount": "', unknown(), '"}}'], 'unknown'],
  ['a wildcard beside what is not known', ['{"StringLike": {"aws:SourceVpc": "vpc-*', unknown(), '"}}'], 'no'],
  [
    'an account by reference',
    ['{"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:', reference('data.aws_caller_identity.c', 'account_id'), ':*"}}'],
    'yes',
  ],
  ['an account by variable', ['{"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:', unknown(), ':*"}}'], 'unknown'],
  ['a region by variable', ['{"ArnLike": {"aws:SourceArn": "arn:aws:sns:', unknown(), ':111122223333:*"}}'], 'unknown'],
  ['a resource by reference', ['{"ArnEquals": {"aws:SourceArn": "', reference('aws_sns_topic.t', 'arn'), '"}}'], 'yes'],
  [
    'what is below a resource',
    ['{"ArnLike": {"aws:SourceArn": "', reference('aws_sns_topic.t', 'arn'), ':*"}}'],
    'unknown',
  ],
  ['values that are not known', ['{"StringLike": {"aws:SourceVpc": ', unknown(), '}}'], 'unknown'],
  ['a key that is not known', ['{"StringEquals": {"', unknown(), '": "x"}}'], 'unknown'],
  ['a negated key that is not known', ['{"StringNotEquals": {"', unknown(), '": "x"}}'], 'unknown'],
  ['an operator that is not known', ['{"', unknown(), '": {"aws:SourceVpc": "vpc-1"}}'], 'unknown'],
  ['an address that is not known', ['{"IpAddress": {"aws:SourceIp": ["8.8.8.8", "', unknown(), '"]}}'], 'unknown'],
  [
    'an address that is not known among too many',
    ['{"IpAddress": {"aws:SourceIp": ["0.0.0.0/0", "', unknown(), '"]}}'],
    'no',
  ],
] as const)('with holes: %s', (_situation, pieces, answer) => {
  expect(narrowed(partly('{"Statement": {"Effect": "Allow", "Principal": "*", "Condition": ', ...pieces, '}}'))).toBe(
    answer,
  );
});
