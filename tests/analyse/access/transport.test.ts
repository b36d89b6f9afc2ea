import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value } from '../../../src/model/index.ts';
import type { BucketFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, partly, reference, unknown } from '../estate.ts';

type Transport = BucketFact['transport'];

function transportOf(policy: Value, name: Value = 'data', ...others: Given[]): Transport {
  const { transport } = analyseAccess(
    estateOf([
      { address: 'aws_s3_bucket.b', values: { bucket: name } },
      { address: 'aws_s3_bucket.c', values: { bucket: 'other' } },
      { address: 'aws_s3_bucket_policy.p', values: { bucket: reference('aws_s3_bucket.b'), policy } },
      { address: 'data.aws_partition.p' },
      ...others,
    ]),
  );
  const found = transport.get('aws_s3_bucket.b');
  if (found === undefined) throw new Error('no bucket');
  return found;
}

const insecure = { Bool: { 'aws:SecureTransport': 'false' } };
const both = ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'];
const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: both, Condition: insecure };

function write(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

test('the usual statement denies plaintext and is shown', () => {
  expect(transportOf(write({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: both }, deny))).toEqual(
    {
      declared_by: 'aws_s3_bucket_policy.p',
      denies_plaintext: {
        answer: 'yes',
        steps: [{ resource: 'aws_s3_bucket_policy.p', path: ['policy'] }],
      },
      minimum_tls: '',
    },
  );
});

test.each([
  ['every action there is', { Action: '*' }],
  ['in capitals', { Action: 'S3:*' }],
  ['all actions but those of another service', { Action: undefined, NotAction: 'iam:*' }],
  ['everybody in AWS', { Principal: { AWS: '*' } }],
  ['every resource', { Resource: '*' }],
  ['every bucket', { Resource: 'arn:aws:s3:::*' }],
  ['a pattern that takes in both', { Resource: 'arn:aws:s3:::data*' }],
  ['of another partition', { Resource: ['arn:aws-us-gov:s3:::data', 'arn:aws-us-gov:s3:::data/*'] }],
  ['all resources but those of another bucket', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }],
  ['IfExists', { Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
  ['a boolean', { Condition: { Bool: { 'AWS:securetransport': false } } }],
  [
    'with a condition on what plaintext has not',
    { Condition: { ...insecure, NumericLessThanIfExists: { 's3:TlsVersion': 1.2 } } },
  ],
  ['with the key said to be there', { Condition: { ...insecure, Null: { 'aws:SecureTransport': 'false' } } }],
  ['by what plaintext has not', { Condition: { Null: { 's3:TlsVersion': 'true' } } }],
  [
    'with a condition that always holds',
    { Condition: { ...insecure, StringLikeIfExists: { 'aws:PrincipalArn': '*' } } },
  ],
  ['whatever the condition', { Condition: {} }],
] as const)('denies plaintext: %s', (_situation, changes) => {
  expect(transportOf(write({ ...deny, ...changes })).denies_plaintext.answer).toBe('yes');
});

test.each([
  ['an Allow that asks for TLS', { Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ['the objects only', { Resource: 'arn:aws:s3:::data/*' }],
  ['the bucket only', { Resource: 'arn:aws:s3:::data' }],
  ['some objects', { Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/public/*'] }],
  ['another bucket', { Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }],
  ['all but this bucket', { Resource: undefined, NotResource: both }],
  ['some actions', { Action: ['s3:Get*', 's3:Put*'] }],
  ['all actions but one', { Action: undefined, NotAction: 's3:ListBucket' }],
  ['an account', { Principal: { AWS: '111122223333' } }],
  ['all but an account', { Principal: undefined, NotPrincipal: { AWS: '111122223333' } }],
  ['any account, by a star that AWS refuses', { Principal: { AWS: 'arn:aws:iam::*:root' } }],
  ['requests with TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  [
    'requests from outside a network',
    { Condition: { ...insecure, NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } },
  ],
  ['requests from inside a network', { Condition: { ...insecure, IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }],
  ['old TLS as well', { Condition: { ...insecure, NumericLessThan: { 's3:TlsVersion': '1.2' } } }],
  ['whom a pattern takes in, if anybody', { Condition: { ...insecure, StringLike: { 'aws:PrincipalArn': '*' } } }],
] as const)('does not deny plaintext: %s', (_situation, changes) => {
  expect(transportOf(write({ ...deny, ...changes })).denies_plaintext).toMatchObject({ answer: 'no' });
});

test.each([
  ['an operator of another type', { Condition: { StringEquals: { 'aws:SecureTransport': 'false' } } }],
  ['an operator that IAM has not', { Condition: { Boolean: { 'aws:SecureTransport': 'false' } } }],
  ['the owner of the bucket', { Condition: { ...insecure, StringEquals: { 'aws:ResourceAccount': '111122223333' } } }],
] as const)('cannot be told: %s', (_situation, changes) => {
  expect(transportOf(write({ ...deny, ...changes })).denies_plaintext.answer).toBe('unknown');
});

test('two statements may deny one of the two each', () => {
  const [ofBucket, ofObjects] = both.map((Resource) => ({ ...deny, Resource }));
  expect(transportOf(write(ofBucket ?? {}, ofObjects ?? {})).denies_plaintext).toEqual({
    answer: 'yes',
    steps: [{ resource: 'aws_s3_bucket_policy.p', path: ['policy'] }],
  });
});

/** A Deny whose resources are written by hand, holes and all. */
function withResources(...pieces: (string | Value)[]): Value {
  return partly(
    '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}, "Resource": [',
    ...pieces,
    ']}}',
  );
}

const arn = reference('aws_s3_bucket.b', 'arn');
const otherArn = reference('aws_s3_bucket.c', 'arn');
const id = reference('aws_s3_bucket.b');
const partition = reference('data.aws_partition.p', 'partition');
const partlyNamed = partly('data-', reference('data.aws_caller_identity.c', 'account_id'));

test.each([
  ['by reference', 'data', ['"', arn, '", "', arn, '/*"'], 'yes'],
  ['by reference, without quotes', 'data', [arn, ', "', arn, '/*"'], 'yes'],
  ['by reference, of a name that is not known', unknown(), ['"', arn, '", "', arn, '/*"'], 'yes'],
  ['by reference, of a name that AWS gives', null, ['"', arn, '", "', arn, '/*"'], 'yes'],
  ['by id', 'data', ['"arn:aws:s3:::', id, '", "arn:aws:s3:::', id, '/*"'], 'yes'],
  [
    'by id and partition',
    'data',
    ['"arn:', partition, ':s3:::', id, '", "arn:', partition, ':s3:::', id, '/*"'],
    'yes',
  ],
  ['by reference and by name', 'data', ['"', arn, '", "arn:aws:s3:::data/*"'], 'yes'],
  [
    'by a name known in part',
    partlyNamed,
    ['"arn:aws:s3:::data-', reference('data.aws_caller_identity.c', 'account_id'), '*"'],
    'yes',
  ],
  ['the bucket alone', 'data', ['"', arn, '"'], 'no'],
  ['the bucket alone, of a name that is not known', unknown(), ['"', arn, '"'], 'no'],
  ['another bucket', 'data', ['"', otherArn, '", "', otherArn, '/*"'], 'no'],
  ['another bucket, of a name that is not known', unknown(), ['"', otherArn, '", "', otherArn, '/*"'], 'no'],
  ['by name, where the name is not known', unknown(), ['"arn:aws:s3:::data", "arn:aws:s3:::data/*"'], 'unknown'],
  ['what is not known', 'data', ['"', unknown(), '"'], 'unknown'],
  [
    'a bucket that is not known',
    'data',
    ['"arn:aws:s3:::', unknown(), '", "arn:aws:s3:::', unknown(), '/*"'],
    'unknown',
  ],
  ['objects below what is not known', 'data', ['"', arn, '", "', arn, '/', unknown(), '"'], 'unknown'],
] as const)('resources %s', (_situation, name, pieces, answer) => {
  expect(transportOf(withResources(...pieces), name).denies_plaintext.answer).toBe(answer);
});

test.each([
  ['a document that is not known', unknown(), 'unknown', 'unknown'],
  ['statements that are not known', partly('{"Statement": ', unknown(), '}'), 'unknown', 'unknown'],
  ['what is no document', 'deny everything', 'no', ''],
  ['no statement', '{"Statement": []}', 'no', ''],
] as const)('%s', (_situation, policy, answer, tls) => {
  expect(transportOf(policy)).toMatchObject({ denies_plaintext: { answer }, minimum_tls: tls });
});

describe('which policy is the bucket', () => {
  const buckets: Given[] = [{ address: 'aws_s3_bucket.b', values: { bucket: 'data' } }];
  const policyOf = (bucket: Value, policy: Value, exists: Given['exists'] = 'yes'): Given => ({
    address: 'aws_s3_bucket_policy.p',
    values: { bucket, policy },
    exists,
  });
  const answer = (...given: Given[]) => analyseAccess(estateOf(given)).transport.get('aws_s3_bucket.b');

  test.each([
    ['none', [], '', 'no'],
    ['that of another', [policyOf('other', write(deny))], '', 'no'],
    ['perhaps its own', [policyOf(unknown(), write(deny))], '', 'unknown'],
    [
      'perhaps its own, of no use to it',
      [policyOf(unknown(), write({ ...deny, Resource: 'arn:aws:s3:::other' }))],
      '',
      'no',
    ],
    ['its own, if that exists', [policyOf('data', write(deny), 'unknown')], 'aws_s3_bucket_policy.p', 'unknown'],
  ] as const)('%s', (_situation, given, declared_by, denies) => {
    expect(answer(...buckets, ...given)).toMatchObject({ declared_by, denies_plaintext: { answer: denies } });
  });

  test('an attribute of the bucket', () => {
    expect(answer({ address: 'aws_s3_bucket.b', values: { bucket: 'data', policy: write(deny) } })).toMatchObject({
      declared_by: 'aws_s3_bucket.b',
      denies_plaintext: { answer: 'yes', steps: [{ resource: 'aws_s3_bucket.b', path: ['policy'] }] },
    });
  });
});

const older = (condition: object): object => ({ ...deny, Condition: condition });

test.each([
  ['older than 1.2', [older({ NumericLessThan: { 's3:TlsVersion': '1.2' } })], '1.2'],
  ['older than 1.3, as a number', [older({ NumericLessThan: { 's3:TlsVersion': 1.3 } })], '1.3'],
  ['up to 1.1', [older({ NumericLessThanEquals: { 's3:TlsVersion': '1.1' } })], '1.2'],
  ['whatever is not 1.3', [older({ NumericNotEquals: { 's3:TlsVersion': '1.3' } })], '1.3'],
  ['the two old ones by name', [older({ NumericEquals: { 's3:TlsVersion': ['1.0', '1.1'] } })], '1.2'],
  [
    'the better of two',
    [older({ NumericLessThan: { 's3:TlsVersion': '1.3' } }), older({ NumericLessThan: { 's3:TlsVersion': '1.2' } })],
    '1.3',
  ],
  [
    'the two old ones one by one',
    [older({ NumericEquals: { 's3:TlsVersion': 1 } }), older({ NumericEquals: { 's3:TlsVersion': 1.1 } })],
    '1.2',
  ],
  ['all of it', [older({ Bool: { 'aws:SecureTransport': 'true' } })], '1.3'],
  ['a new one only', [older({ NumericEquals: { 's3:TlsVersion': '1.3' } })], ''],
  ['plaintext only', [deny], ''],
  [
    'old ones without TLS, which there are not',
    [older({ ...insecure, NumericLessThan: { 's3:TlsVersion': '1.2' } })],
    '',
  ],
  [
    'old ones from somewhere',
    [older({ NumericLessThan: { 's3:TlsVersion': '1.2' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } })],
    '',
  ],
  ['old ones by a word', [older({ NumericLessThan: { 's3:TlsVersion': 'modern' } })], ''],
] as const)('denied: %s', (_situation, statements, tls) => {
  expect(transportOf(write(...statements)).minimum_tls).toBe(tls);
});

test('a version that is not known leaves the oldest open', () => {
  const policy = partly(
    '{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"NumericLessThan": {"s3:TlsVersion": "',
    unknown(),
    '"}}}}',
  );
  expect(transportOf(policy).minimum_tls).toBe('unknown');
});

/** A tiny world: two principals, two actions, the bucket and one object, with or without TLS. */
const principals = ['111122223333', '123456789012'] as const;
const actions = ['s3:GetObject', 's3:ListBucket', 's3:x'] as const;
const targets = ['arn:aws:s3:::data', 'arn:aws:s3:::data/k', 'arn:aws:s3:::data/j'] as const;

const statements = fc.record({
  Effect: fc.constantFrom('Deny', 'Deny', 'Allow'),
  Principal: fc.constantFrom<unknown[]>('*', { AWS: '*' }, { AWS: principals[0] }),
  Action: fc.constantFrom<unknown[]>('*', 's3:*', 's3:Get*', ['s3:Get*', 's3:List*']),
  Resource: fc.constantFrom<unknown[]>('*', targets[0], 'arn:aws:s3:::data/*', both, 'arn:aws:s3:::data/k'),
  Condition: fc.constantFrom<unknown[]>(
    insecure,
    {},
    { Bool: { 'aws:SecureTransport': 'true' } },
    { ...insecure, StringEquals: { 'aws:PrincipalAccount': principals[0] } },
    { ...insecure, StringNotEqualsIfExists: { 'aws:PrincipalAccount': principals[0] } },
  ),
});

interface Written {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition: unknown;
}

/** A direct reading of IAM for requests without TLS: does an explicit Deny meet this one? */
function isDenied(all: readonly Written[], principal: string, action: string, target: string): boolean {
  const like = (pattern: string, text: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text);
  return all.some(({ Effect, Principal, Action, Resource, Condition }) => {
    const named = JSON.stringify(Principal);
    const condition = JSON.stringify(Condition);
    const account = condition.includes('StringEquals"')
      ? principal === principals[0]
      : !condition.includes('StringNotEquals') || principal !== principals[0];
    return (
      Effect === 'Deny' &&
      (named.includes('*') || named.includes(principal)) &&
      [Action].flat().some((pattern) => like(String(pattern), action)) &&
      [Resource].flat().some((pattern) => like(String(pattern), target)) &&
      !condition.includes('"true"') &&
      account
    );
  });
}

test('a claim to deny plaintext holds for every request', () => {
  fc.assert(
    fc.property(fc.array(statements, { minLength: 1, maxLength: 4 }), (written) => {
      const { answer } = transportOf(write(...written)).denies_plaintext;
      const all = principals.every((principal) =>
        actions.every((action) => targets.every((target) => isDenied(written, principal, action, target))),
      );
      if (answer === 'yes') expect(all).toBe(true);
      // Several statements may add up to what no one of them denies; that is not claimed.
      if (written.length === 1) expect(answer).toBe(all ? 'yes' : 'no');
    }),
    { numRuns: 2_000 },
  );
});

test('the order of statements, and saying them twice, changes nothing', () => {
  fc.assert(
    fc.property(fc.array(statements, { maxLength: 4 }), (written) => {
      const once = transportOf(write(...written));
      const again = transportOf(write(...[...written].reverse(), ...written));
      expect([again.denies_plaintext.answer, again.minimum_tls]).toEqual([
        once.denies_plaintext.answer,
        once.minimum_tls,
      ]);
    }),
    { numRuns: 500 },
  );
});
