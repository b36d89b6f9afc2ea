import { expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value, ValueObject } from '../../../src/model/index.ts';
import { estateOf, type Given, partly, reference, unknown } from '../estate.ts';

const address = 'data.aws_iam_policy_document.d';
const reads = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
const trusts =
  '{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"}}]}';
const opens = '{"Statement":[{"Effect":"Allow","Action":"*","Principal":"*","Resource":"*"}]}';

function loose(json: Value, values: ValueObject = {}, ...others: Given[]) {
  const estate = estateOf([{ address, values: { json, ...values } }, ...others]);
  return analyseAccess(estate).documents.filter(({ subject }) => subject === address);
}

test.each([
  ['what has no principals', reads, 'identity'],
  ['what lets principals assume a role', trusts, 'trust'],
  [
    'what has an identity provider and no action',
    '{"Statement":[{"Effect":"Allow","Principal":{"Federated":"accounts.google.com"}}]}',
    'trust',
  ],
  ['what lets principals do all', opens, 'resource'],
  ['what says not whom it is for', '{"Statement":[{"Effect":"Deny","Action":"s3:*","NotPrincipal":"*"}]}', 'resource'],
  ['what is not known', unknown(), 'identity'],
])('%s is judged as such', (_situation, json, kind) => {
  expect(loose(json)).toMatchObject([{ kind, owner: '', exists: 'yes', path: ['json'] }]);
});

test('a document that is not known is there, unread', () => {
  expect(loose(unknown('why'))).toMatchObject([{ read: 'unknown', because: 'why', statements: [] }]);
});

test('statements point at the blocks that they were written in', () => {
  expect(loose(reads, { statement: [{}] })).toMatchObject([
    { path: ['statement'], statements: [{ path: ['statement', 0], effect: 'Allow' }] },
  ]);
});

test('where documents are merged, statements point at the text', () => {
  expect(loose(reads, { statement: [{}], source_policy_documents: [reads] })).toMatchObject([
    { path: ['json'], statements: [{ path: ['json', 'Statement', 0] }] },
  ]);
});

const role = (policy: Value, more: Partial<Given> = {}): Given => ({
  address: 'aws_iam_role.r',
  values: { assume_role_policy: policy },
  ...more,
});
const names = { references: { assume_role_policy: [address] } };

test.each([
  ['its text', trusts, role(trusts)],
  ['its text, known in part', partly(trusts, unknown()), role(partly(trusts, unknown()))],
  ['an expression that names it', unknown(), role(unknown(), names)],
  ['an attribute that refers to it', unknown(), role(reference(address, 'json'), names)],
  [
    'another document that is made of it',
    trusts,
    {
      address: 'data.aws_iam_policy_document.e',
      values: { json: opens, source_policy_documents: [trusts] },
      references: { source_policy_documents: [address] },
    },
  ],
  [
    'another document that it overrides',
    unknown(),
    {
      address: 'data.aws_iam_policy_document.e',
      values: { json: opens, override_policy_documents: unknown() },
      references: { override_policy_documents: [address] },
    },
  ],
])('a document is judged where it is carried: by %s', (_situation, json, carrier) => {
  expect(loose(json, {}, carrier)).toEqual([]);
});

test.each([
  ['has another text', trusts, role(reads)],
  ['is not known either', unknown(), role(unknown())],
  ['names one of that name in another stack', unknown(), role(unknown(), { ...names, stack: 'other' })],
  [
    'is a document made of the same',
    trusts,
    { address: 'data.aws_iam_policy_document.e', values: { json: trusts, source_policy_documents: [trusts] } },
  ],
  ['has it in its tags', trusts, { address: 'aws_iam_role.r', values: { tags: { policy: trusts } } }],
])('a document is loose where a resource %s', (_situation, json, other) => {
  expect(loose(json, {}, other)).toHaveLength(1);
});

test('a loose trust has its identity providers', () => {
  const estate = estateOf([{ address, values: { json: trusts, statement: [{}] } }]);
  expect(analyseAccess(estate).federated).toMatchObject([
    { subject: address, path: ['statement', 0], issuer: 'gitlab.com', subject_pinned: 'no' },
  ]);
});
