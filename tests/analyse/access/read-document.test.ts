import { expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value } from '../../../src/model/index.ts';
import type { DocumentFact, StatementFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, partly, reference, unknown } from '../estate.ts';

function documentsOf(...given: Given[]): readonly DocumentFact[] {
  return analyseAccess(estateOf(given)).documents;
}

function read(policy: Value): DocumentFact {
  const [first] = documentsOf({ address: 'aws_iam_policy.p', values: { policy } }, { address: 'aws_iam_role.r' });
  if (first === undefined) throw new Error('no document');
  return first;
}

function statementOf(statement: object): StatementFact {
  const [first] = read(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })).statements;
  if (first === undefined) throw new Error('no statement');
  return first;
}

test('a document is read with everything in it', () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Sid: 'One',
      Effect: 'Deny',
      NotPrincipal: { AWS: ['111122223333', 'arn:aws:iam::123456789012:root'], Service: 'ec2.amazonaws.com' },
      Action: 's3:GetObject',
      NotResource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
      Condition: {
        'ForAnyValue:StringLikeIfExists': { 'AWS:TagKeys': ['a*'] },
        bool: { 'aws:SecureTransport': false },
        NumericLessThan: { 's3:TlsVersion': 1.2 },
      },
    },
  });
  const pattern = (text: string) => ({ text, known: 'yes' });
  expect(read(policy)).toEqual({
    subject: 'aws_iam_policy.p',
    path: ['policy'],
    kind: 'identity',
    exists: 'yes',
    owner: 'aws_iam_policy.p',
    read: 'yes',
    because: '',
    statements: [
      {
        path: ['policy', 'Statement'],
        sid: 'One',
        effect: 'Deny',
        not_actions: false,
        actions: [pattern('s3:GetObject')],
        not_resources: true,
        resources: [pattern('arn:aws:s3:::b'), pattern('arn:aws:s3:::b/*')],
        not_principals: true,
        principals: [
          { type: 'AWS', ...pattern('111122223333'), resource: '' },
          { type: 'AWS', ...pattern('arn:aws:iam::123456789012:root'), resource: '' },
          { type: 'Service', ...pattern('ec2.amazonaws.com'), resource: '' },
        ],
        conditions: [
          {
            operator: 'StringLike',
            qualifier: 'ForAnyValue',
            if_exists: true,
            key: 'aws:tagkeys',
            values: [pattern('a*')],
          },
          { operator: 'Bool', qualifier: '', if_exists: false, key: 'aws:securetransport', values: [pattern('false')] },
          {
            operator: 'NumericLessThan',
            qualifier: '',
            if_exists: false,
            key: 's3:tlsversion',
            values: [pattern('1.2')],
          },
        ],
        every_action: 'no',
        every_resource: 'no',
        anyone: 'no',
        narrowed: 'no',
      },
    ],
  });
});

test('a reference in a principal is kept as the resource', () => {
  const policy = partly(
    '{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "',
    reference('aws_iam_role.r', 'arn'),
    '"}, "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::',
    unknown(),
    ':role/x"}]}',
  );
  const found = read(policy);
  expect([found.read, found.because]).toEqual(['yes', '']);
  expect(found.statements[0]).toMatchObject({
    principals: [{ type: 'AWS', text: '', known: 'unknown', resource: 'aws_iam_role.r' }],
    resources: [{ text: `arn:aws:iam::\${?}:role/x`, known: 'unknown' }],
    anyone: 'no',
  });
});

test('elements that are not known are known to be there', () => {
  const policy = partly(
    '{"Statement": [{"Effect": ',
    unknown(),
    ', "Principal": ',
    unknown(),
    ', "Action": [',
    unknown(),
    '], "Resource": "*", "Condition": ',
    unknown(),
    '}]}',
  );
  expect(read(policy)).toMatchObject({
    read: 'yes',
    statements: [
      {
        effect: 'unknown',
        principals: [{ type: '', text: '', known: 'unknown', resource: '' }],
        actions: [{ text: '', known: 'unknown' }],
        conditions: [{ operator: 'unknown', key: '' }],
        every_action: 'unknown',
        every_resource: 'yes',
        anyone: 'unknown',
        narrowed: 'unknown',
      },
    ],
  });
});

const allUnknown = {
  effect: 'unknown',
  every_action: 'unknown',
  every_resource: 'unknown',
  anyone: 'unknown',
  narrowed: 'unknown',
};

test.each([
  ['a whole document', unknown('variable `policy` has no value'), [], 'variable `policy` has no value'],
  [
    'a reference',
    reference('data.aws_iam_policy_document.d', 'json'),
    [],
    'data.aws_iam_policy_document.d.json is known only after apply',
  ],
  ['its statements', partly('{"Statement": ', unknown('why'), '}'), [allUnknown], 'why'],
  [
    'one of its statements',
    partly('{"Statement": [', unknown('why'), ', {"Effect": "Deny"}]}'),
    [allUnknown, { effect: 'Deny' }],
    'why',
  ],
  ['a key of a statement', partly('{"Statement": [{"', unknown('why'), '": "Allow"}]}'), [allUnknown], 'why'],
  ['a key of the document', partly('{"', unknown('why'), '": []}'), [allUnknown], 'why'],
  ['its structure', partly('{"Statement": [{"Effect": "Allow" ', unknown('why'), '}]}'), [], 'why'],
] as const)('%s that is not known leaves the document unread', (_situation, policy, statements, because) => {
  expect(read(policy)).toMatchObject({ read: 'unknown', because, statements });
});

test.each([
  ['no JSON', 'allow everything', 'a value is missing at line 1, column 1'],
  ['a list', '[]', 'it is not an object'],
  ['no statement', '{"Version": "2012-10-17"}', 'it has no `Statement`'],
  ['a statement that is a word', '{"Statement": ["Allow"]}', 'a statement is not an object'],
  ['another effect', '{"Statement": [{"Effect": "Permit"}]}', 'the effect "Permit" is neither "Allow" nor "Deny"'],
  [
    'both of a pair',
    '{"Statement": [{"Effect": "Allow", "Action": "*", "NotAction": "*"}]}',
    'a statement has both `Action` and `NotAction`',
  ],
  [
    'an action that is an object',
    '{"Statement": [{"Effect": "Allow", "Action": {}}]}',
    '`Action` is neither a string nor a list of strings',
  ],
  [
    'a principal that is a number',
    '{"Statement": [{"Effect": "Allow", "Principal": 1}]}',
    '`Principal` is neither a string nor an object',
  ],
  [
    'a condition that is a list',
    '{"Statement": [{"Effect": "Allow", "Condition": []}]}',
    '`Condition` is not an object',
  ],
  [
    'a condition operator without keys',
    '{"Statement": [{"Effect": "Allow", "Condition": {"Bool": "x"}}]}',
    'the condition "Bool" is not an object',
  ],
  [
    'the same element twice',
    '{"Statement": [{"Effect": "Deny", "Effect": "Allow"}]}',
    'the key "Effect" stands twice at line 1, column 43',
  ],
  ['no string', true, 'it is not a string'],
] as const)('%s is no policy document', (_situation, policy, because) => {
  expect(read(policy)).toMatchObject({ read: 'no', because, statements: [] });
});

test.each([
  ['null', null],
  ['the empty string', ''],
] as const)('%s is no document at all', (_situation, policy) => {
  expect(documentsOf({ address: 'aws_iam_policy.p', values: { policy } })).toEqual([]);
});

test.each([
  ['no effect', '{"Statement": {"Action": "*", "Resource": "*", "Principal": "*"}}'],
  [
    'a comma after the last',
    '{"Statement": [{"Effect": "Allow", "Action": ["*",], "Resource": "*", "Principal": "*",},],}',
  ],
  [
    'a list of principals',
    '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": ["x", "*"]}}',
  ],
] as const)('what AWS refuses, and is plain all the same, is read: %s', (_situation, policy) => {
  const found = read(policy);
  expect(found.read).toBe('yes');
  expect(found.statements[0]).toMatchObject({
    effect: 'Allow',
    every_action: 'yes',
    every_resource: 'yes',
    anyone: 'yes',
  });
});

test('names of elements count in any case of letters', () => {
  const [first] = read('{"statement": {"effect": "allow", "ACTION": "*", "resource": "*"}}').statements;
  expect(first).toMatchObject({ effect: 'Allow', every_action: 'yes', every_resource: 'yes' });
});

test.each([
  ['a star', { Action: '*' }, 'yes'],
  ['a star in a list', { Action: ['s3:GetObject', '*'] }, 'yes'],
  ['a star on both sides', { Action: '*:*' }, 'yes'],
  ['two stars', { Action: '**' }, 'yes'],
  ['a star and a question mark', { Action: '*:?*' }, 'yes'],
  ['every action of a service', { Action: 's3:*' }, 'no'],
  ['every action of every service we think of', { Action: ['s3:*', 'ec2:*', 'iam:*'] }, 'no'],
  ['every name that starts so', { Action: '*:Get*' }, 'no'],
  ['all but some', { NotAction: ['iam:*', 'organizations:*'] }, 'yes'],
  ['all but everything', { NotAction: '*' }, 'no'],
  ['a Deny of all but some', { Effect: 'Deny', NotAction: ['iam:*'] }, 'no'],
  ['a Deny of everything', { Effect: 'Deny', Action: '*' }, 'yes'],
  ['nothing, which IAM refuses', {}, 'unknown'],
  ['an empty list', { Action: [] }, 'no'],
] as const)('every action: %s', (_situation, elements, answer) => {
  expect(statementOf({ Effect: 'Allow', Resource: '*', ...elements }).every_action).toBe(answer);
});

test.each([
  ['a star', { Resource: '*' }, 'yes'],
  ['two stars', { Resource: ['arn:aws:s3:::b', '**'] }, 'yes'],
  ['every ARN', { Resource: 'arn:*' }, 'yes'],
  ['every ARN of the partition', { Resource: 'arn:aws:*' }, 'yes'],
  ['every ARN of another partition', { Resource: 'arn:aws-us-gov:*:*:*:*' }, 'yes'],
  ['every ARN, field by field', { Resource: 'arn:*:*:*:*:*' }, 'yes'],
  ['everything of a service', { Resource: 'arn:aws:s3:::*' }, 'no'],
  ['everything of an account', { Resource: 'arn:aws:*:*:111122223333:*' }, 'no'],
  ['everything under a variable', { Resource: `arn:aws:s3:::\${aws:username}*` }, 'no'],
  ['one thing', { Resource: 'arn:aws:s3:::b' }, 'no'],
  ['all but some', { NotResource: 'arn:aws:s3:::b' }, 'yes'],
  ['all but everything', { NotResource: '*' }, 'no'],
  ['a Deny of all but some', { Effect: 'Deny', NotResource: 'arn:aws:s3:::b' }, 'no'],
  ['nothing, as in a trust policy', {}, 'no'],
] as const)('every resource: %s', (_situation, elements, answer) => {
  expect(statementOf({ Effect: 'Allow', Action: '*', ...elements }).every_resource).toBe(answer);
});

test.each([
  ['what is not known', ['"Resource": "', unknown(), '"'], 'unknown'],
  ['a star and what is not known', ['"Resource": "*', unknown(), '"'], 'unknown'],
  ['something below what is not known', ['"Resource": "', unknown(), '/*"'], 'no'],
  [
    'a partition that is not known by name',
    ['"Resource": "arn:', reference('data.aws_partition.p', 'partition'), ':*"'],
    'yes',
  ],
  ['everything below an ARN', ['"Resource": "', reference('aws_iam_role.r', 'arn'), '*"'], 'no'],
  ['all of a region', ['"Resource": "arn:aws:*:', reference('data.aws_region.r', 'region'), ':*"'], 'no'],
  ['a bucket whose name is not known', ['"Resource": "arn:aws:s3:::', unknown(), '"'], 'no'],
  ['all but what is not known', ['"NotResource": "', unknown(), '"'], 'unknown'],
] as const)('every resource, with holes: %s', (_situation, pieces, answer) => {
  const policy = partly('{"Statement": {"Effect": "Allow", "Action": "*", ', ...pieces, '}}');
  expect(read(policy).statements[0]?.every_resource).toBe(answer);
});

test.each([
  ['the star', { Principal: '*' }, 'yes'],
  ['the star for AWS', { Principal: { AWS: '*' } }, 'yes'],
  ['the star in a list', { Principal: { AWS: ['111122223333', '*'] } }, 'yes'],
  ['a role of any account', { Principal: { AWS: 'arn:aws:iam::*:role/x' } }, 'yes'],
  ['all but one', { NotPrincipal: { AWS: '111122223333' } }, 'yes'],
  ['an account', { Principal: { AWS: '111122223333' } }, 'no'],
  ['a root', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'no'],
  ['users of an account, which AWS refuses', { Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }, 'no'],
  ['a service', { Principal: { Service: 'ec2.amazonaws.com' } }, 'no'],
  ['every service, which there is not', { Principal: { Service: '*' } }, 'no'],
  ['a canonical user', { Principal: { CanonicalUser: '79a5' } }, 'no'],
  ['nobody', {}, 'no'],
  ['a Deny of everybody', { Effect: 'Deny', Principal: '*' }, 'yes'],
  ['a Deny of all but one', { Effect: 'Deny', NotPrincipal: { AWS: '111122223333' } }, 'no'],
  [
    'a Deny of any account by a star that AWS refuses',
    { Effect: 'Deny', Principal: { AWS: 'arn:aws:iam::*:root' } },
    'no',
  ],
] as const)('anyone: %s', (_situation, elements, answer) => {
  expect(statementOf({ Effect: 'Allow', Action: '*', Resource: '*', ...elements }).anyone).toBe(answer);
});

test.each([
  ['what is not known', ['"', unknown(), '"'], 'unknown'],
  ['an account that is not known', ['"arn:aws:iam::', unknown(), ':root"'], 'unknown'],
  ['this account', ['"arn:aws:iam::', reference('data.aws_caller_identity.c', 'account_id'), ':root"'], 'no'],
  ['a role whose name is not known', ['"arn:aws:iam::111122223333:role/', unknown(), '"'], 'no'],
  ['a role by reference, without quotes', [reference('aws_iam_role.r', 'arn')], 'no'],
  ['a value that is not known', [unknown()], 'unknown'],
] as const)('anyone, with holes: %s', (_situation, pieces, answer) => {
  const policy = partly('{"Statement": {"Effect": "Allow", "Principal": {"AWS": ', ...pieces, '}}}');
  expect(read(policy).statements[0]?.anyone).toBe(answer);
});
