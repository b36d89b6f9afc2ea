import { expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value } from '../../../src/model/index.ts';
import type { FederatedTrustFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, partly, reference, unknown } from '../estate.ts';

const others: Given[] = [
  { address: 'aws_iam_openid_connect_provider.github', values: { url: 'https://token.actions.githubusercontent.com' } },
  {
    address: 'aws_iam_openid_connect_provider.eks',
    values: { url: reference('aws_eks_cluster.c', 'identity[0].oidc[0].issuer') },
  },
  { address: 'data.aws_iam_openid_connect_provider.known', values: { url: 'https://id.example.com/tenant' } },
  { address: 'aws_iam_saml_provider.s' },
];

function trustsOf(assume_role_policy: Value): readonly FederatedTrustFact[] {
  return analyseAccess(estateOf([...others, { address: 'aws_iam_role.r', values: { assume_role_policy } }])).federated;
}

const github = 'token.actions.githubusercontent.com';
const githubArn = `arn:aws:iam::111122223333:oidc-provider/${github}`;
const action = 'sts:AssumeRoleWithWebIdentity';

function written(statement: object): string {
  return JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Federated: githubArn }, Action: action, ...statement }],
  });
}

function only(policy: Value): FederatedTrustFact {
  const [first, ...more] = trustsOf(policy);
  if (first === undefined || more.length > 0) throw new Error(`${more.length + 1} trusts`);
  return first;
}

function pinnedBy(Condition: object, Federated: string = githubArn): [string, string] {
  const { audience_pinned, subject_pinned } = only(written({ Principal: { Federated }, Condition }));
  return [audience_pinned, subject_pinned];
}

const repository = 'repo:octo-org/octo-repo:ref:refs/heads/main';

test('a trust that pins both is told in full', () => {
  const Condition = { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com', [`${github}:sub`]: repository } };
  expect(trustsOf(written({ Sid: 'Deploy', Condition }))).toEqual([
    {
      subject: 'aws_iam_role.r',
      path: ['assume_role_policy', 'Statement', 0],
      sid: 'Deploy',
      exists: 'yes',
      issuer: github,
      oidc: 'yes',
      audience_pinned: 'yes',
      subject_pinned: 'yes',
      subjects: [{ text: repository, known: 'yes' }],
      wide_subjects: [],
    },
  ]);
});

test.each([
  ['a literal ARN', [`"${githubArn}"`], github, 'yes'],
  [
    'an ARN of an account by reference',
    ['"arn:aws:iam::', reference('data.aws_caller_identity.c', 'account_id'), `:oidc-provider/${github}"`],
    github,
    'yes',
  ],
  ['a provider of this run', ['"', reference('aws_iam_openid_connect_provider.github', 'arn'), '"'], github, 'yes'],
  [
    'a provider of this run, without quotes',
    [reference('aws_iam_openid_connect_provider.github', 'arn')],
    github,
    'yes',
  ],
  [
    'a provider read from outside',
    ['"', reference('data.aws_iam_openid_connect_provider.known', 'arn'), '"'],
    'id.example.com/tenant',
    'yes',
  ],
  ['a provider whose URL is not known', ['"', reference('aws_iam_openid_connect_provider.eks', 'arn'), '"'], '', 'yes'],
  ['a provider whose name is not known', ['"arn:aws:iam::111122223333:oidc-provider/', unknown(), '"'], '', 'yes'],
  [
    'a provider whose name is known in part',
    ['"arn:aws:iam::111122223333:oidc-provider/oidc.eks.', unknown(), '.amazonaws.com"'],
    '',
    'yes',
  ],
  ['one that every account knows', ['"accounts.google.com"'], 'accounts.google.com', 'yes'],
  ['any', ['"*"'], '*', 'yes'],
  ['a SAML provider', ['"arn:aws:iam::111122223333:saml-provider/corp"'], '', 'no'],
  ['a SAML provider of this run', ['"', reference('aws_iam_saml_provider.s', 'arn'), '"'], '', 'no'],
  ['nothing known', ['"', unknown(), '"'], '', 'unknown'],
  ['a provider that was not read', ['"', reference('module.idp', 'arn'), '"'], '', 'unknown'],
] as const)('the issuer is found from %s', (_situation, principal, issuer, oidc) => {
  const policy = partly(
    '{"Statement": {"Effect": "Allow", "Action": "*", "Principal": {"Federated": ',
    ...principal,
    '}}}',
  );
  const found = only(policy);
  expect([found.issuer, found.oidc]).toEqual([issuer, oidc]);
});

test.each([
  ['a Deny', { Effect: 'Deny' }],
  ['an action that lets nobody in', { Action: ['sts:TagSession', 'sts:SetSourceIdentity'] }],
  ['a service', { Principal: { Service: 'ec2.amazonaws.com' } }],
  ['an account', { Principal: { AWS: '111122223333' } }],
] as const)('%s is no federated trust', (_situation, changes) => {
  expect(trustsOf(written(changes))).toEqual([]);
});

test('each provider of a statement is a trust', () => {
  const found = trustsOf(written({ Principal: { Federated: [githubArn, 'accounts.google.com'] } }));
  expect(found.map(({ issuer }) => issuer)).toEqual([github, 'accounts.google.com']);
});

test.each([
  ['equality', { StringEquals: 'sts.amazonaws.com' }, 'yes'],
  ['one of two', { StringEquals: ['sts.amazonaws.com', 'https://github.com/octo-org'] }, 'yes'],
  ['a pattern without wildcard', { StringLike: 'sts.amazonaws.com' }, 'yes'],
  ['any of its values', { 'ForAnyValue:StringEquals': 'sts.amazonaws.com' }, 'yes'],
  ['a pattern with a wildcard', { StringLike: 'sts.*' }, 'no'],
  ['one of two, the other any', { StringLike: ['sts.amazonaws.com', '*'] }, 'no'],
  ['IfExists, as no token without an audience is taken', { StringEqualsIfExists: 'sts.amazonaws.com' }, 'yes'],
  ['ForAllValues, likewise', { 'ForAllValues:StringEquals': 'sts.amazonaws.com' }, 'yes'],
  ['a negated operator', { StringNotEquals: 'sts.amazonaws.com' }, 'no'],
  ['presence', { Null: 'false' }, 'no'],
  ['an operator that IAM has not', { StringIs: 'sts.amazonaws.com' }, 'unknown'],
  ['no value, which nobody meets', { StringEquals: [] }, 'yes'],
] as const)('the audience is pinned by %s', (_situation, condition, answer) => {
  const Condition = Object.fromEntries(
    Object.entries(condition).map(([operator, value]) => [operator, { [`${github}:aud`]: value }]),
  );
  expect(pinnedBy(Condition)).toEqual([answer, 'no']);
});

test('the subject of a token is always there, so ForAllValues pins it', () => {
  expect(pinnedBy({ 'ForAllValues:StringEquals': { [`${github}:sub`]: repository } })).toEqual(['no', 'yes']);
});

test.each([
  ['alone', {}, 'no'],
  ['beside a Null that says it is', { Null: { 'www.amazon.com:user_id': 'false' } }, 'yes'],
])('ForAllValues on what a profile may leave out, %s', (_situation, more, answer) => {
  const condition = { 'ForAllValues:StringEquals': { 'www.amazon.com:user_id': 'amzn1.account.X' }, ...more };
  expect(pinnedBy(condition, 'www.amazon.com')).toEqual(['no', answer]);
});

test('keys of another issuer pin nothing', () => {
  expect(pinnedBy({ StringEquals: { 'id.example.com:aud': 'x', 'id.example.com:sub': repository } })).toEqual([
    'no',
    'no',
  ]);
});

test('a key with the scheme that a provider is written with is its own', () => {
  expect(
    pinnedBy({
      StringEquals: { [`https://${github}:aud`]: 'sts.amazonaws.com', [`https://${github}:sub`]: repository },
    }),
  ).toEqual(['yes', 'yes']);
});

test('a statement for a provider that names no action means the one there is', () => {
  expect(only(JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Federated: githubArn } } }))).toMatchObject({
    exists: 'yes',
    issuer: github,
    subject_pinned: 'no',
  });
});

/** A trust of a provider named by a URL, with conditions on a key made of one. */
function byUrl(name: Value, key: Value): FederatedTrustFact {
  return only(
    partly(
      '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/',
      name,
      '"}, "Condition": {"StringEquals": {"',
      key,
      ':sub": "system:serviceaccount:kube-system:dns", "',
      key,
      ':aud": "sts.amazonaws.com"}}}}',
    ),
  );
}

test('keys of the URL that names the provider are its own, those of another are not', () => {
  const host = (cluster: string): Value => ({
    $unknown: 'it is known only after apply',
    $host: { $ref: `data.aws_eks_cluster.${cluster}`, $attribute: 'identity[0].oidc[0].issuer' },
  });
  expect(byUrl(host('a'), host('a'))).toMatchObject({ oidc: 'yes', subject_pinned: 'yes', audience_pinned: 'yes' });
  expect(byUrl(host('a'), host('b'))).toMatchObject({ subject_pinned: 'unknown', audience_pinned: 'unknown' });
  expect(byUrl(host('a'), unknown())).toMatchObject({ subject_pinned: 'unknown', audience_pinned: 'unknown' });
  expect(byUrl(unknown(), unknown())).toMatchObject({ subject_pinned: 'unknown', audience_pinned: 'unknown' });
});

test('the case of a key does not matter', () => {
  expect(pinnedBy({ StringEquals: { 'TOKEN.actions.githubusercontent.com:SUB': repository } })).toEqual(['no', 'yes']);
});

test.each([
  ['a branch', 'StringEquals', repository, 'yes'],
  ['an environment', 'StringLike', 'repo:octo-org/octo-repo:environment:prod', 'yes'],
  ['all of a repository', 'StringLike', 'repo:octo-org/octo-repo:*', 'yes'],
  ['all branches of a repository', 'StringLike', 'repo:octo-org/octo-repo:ref:refs/heads/*', 'yes'],
  ['a repository with immutable ids', 'StringLike', 'repo:octo-org@123/octo-repo@456:*', 'yes'],
  ['a reusable workflow', 'StringLike', 'job_workflow_ref:octo-org/octo-repo/.github/workflows/x.yml@*', 'yes'],
  ['a star that is only a star', 'StringEquals', 'repo:octo-org/*', 'yes'],
  ['repositories with names like that', 'StringLike', 'repo:octo-org/octo-repo*', 'no'],
  ['all repositories of an owner', 'StringLike', 'repo:octo-org/*', 'no'],
  ['owners with names like that', 'StringLike', 'repo:octo-org*', 'no'],
  ['a repository of any owner', 'StringLike', 'repo:*/octo-repo:ref:refs/heads/main', 'no'],
  ['a repository with any letter', 'StringLike', 'repo:octo-org/octo-rep?:*', 'no'],
  ['every repository', 'StringLike', 'repo:*', 'no'],
  ['everything', 'StringLike', '*', 'no'],
  ['an environment of any repository', 'StringEquals', 'environment:prod', 'no'],
  ['a branch of any repository', 'StringLike', 'ref:refs/heads/main', 'no'],
  ['an owner', 'StringEquals', 'repository_owner:octo-org', 'no'],
] as const)('a subject of GitHub holds to a repository: %s', (_situation, operator, subject, answer) => {
  const found = only(written({ Condition: { [operator]: { [`${github}:sub`]: subject } } }));
  expect(found.subject_pinned).toBe(answer);
  expect(found.subjects).toEqual([{ text: subject, known: 'yes' }]);
  expect(found.wide_subjects).toEqual(answer === 'no' ? [subject] : []);
});

test('of several subjects every one must hold, and those that do not are named', () => {
  const values = [repository, 'repo:octo-org/*', '*'];
  const found = only(written({ Condition: { StringLike: { [`${github}:sub`]: values } } }));
  expect([found.subject_pinned, found.wide_subjects]).toEqual(['no', ['repo:octo-org/*', '*']]);
});

test('of several conditions one that holds is enough', () => {
  const Condition = {
    StringLike: { [`${github}:sub`]: 'repo:octo-org/*' },
    StringEquals: { [`${github}:sub`]: repository },
  };
  expect(only(written({ Condition }))).toMatchObject({ subject_pinned: 'yes', wide_subjects: [] });
});

const providerArn = (issuer: string): string => `arn:aws:iam::111122223333:oidc-provider/${issuer}`;

const bitbucket = 'api.bitbucket.org/2.0/workspaces/octo/pipelines-config/identity/oidc';

test.each([
  ['GitHub of an enterprise', 'token.actions.githubusercontent.com/octo', 'repo:octo-org/*', 'no'],
  ['GitHub with data residency', 'token.actions.octo.ghe.com', 'repo:octo-org/*', 'no'],
  ['GitLab', 'gitlab.com', 'project_path:group/sub/project:ref_type:branch:ref:*', 'yes'],
  ['GitLab, a whole group', 'gitlab.com', 'project_path:group/*', 'no'],
  ['HCP Terraform', 'app.terraform.io', 'organization:octo:project:*:workspace:*:run_phase:*', 'yes'],
  ['HCP Terraform, any organisation', 'app.terraform.io', 'organization:*:project:x:workspace:y:run_phase:apply', 'no'],
  ['EKS, a namespace', 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE', 'system:serviceaccount:jobs:*', 'yes'],
  ['EKS, any namespace', 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE', 'system:serviceaccount:*:runner', 'no'],
  ['CircleCI', 'oidc.circleci.com/org/1', 'org/1/project/2/user/*', 'yes'],
  ['Bitbucket, a repository', bitbucket, '{5f0c6a1e-0000-4000-8000-000000000001}:*', 'yes'],
  ['Bitbucket, any repository', bitbucket, '{*}:*', 'no'],
  ['Bitbucket, part of a repository', bitbucket, '{5f0c6a1e*', 'no'],
  ['somebody, in full', 'id.example.com', 'client-1', 'yes'],
  ['somebody, in part', 'id.example.com', 'client-*', 'no'],
] as const)('a pattern for the subject of %s', (_situation, issuer, subject, answer) => {
  expect(pinnedBy({ StringLike: { [`${issuer}:sub`]: subject } }, providerArn(issuer))).toEqual(['no', answer]);
});

test.each([
  [
    'Google',
    'accounts.google.com',
    { StringEquals: { 'accounts.google.com:aud': 'x', 'accounts.google.com:sub': '1' } },
  ],
  ['Amazon', 'www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'x', 'www.amazon.com:user_id': 'y' } }],
  [
    'Facebook',
    'graph.facebook.com',
    { StringEquals: { 'graph.facebook.com:app_id': 'x', 'graph.facebook.com:id': 'y' } },
  ],
  [
    'Cognito, for those who signed in',
    'cognito-identity.amazonaws.com',
    {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:pool' },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    },
  ],
] as const)('the keys of %s pin', (_situation, principal, condition) => {
  expect(pinnedBy(condition, principal)).toEqual(['yes', 'yes']);
});

test('guests of a Cognito identity pool are anybody', () => {
  const Condition = { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' } };
  expect(pinnedBy(Condition, 'cognito-identity.amazonaws.com')).toEqual(['no', 'no']);
});

/** A trust of GitHub, or of a provider by reference, with conditions written by hand. */
function withConditions(principal: string | Value, ...pieces: (string | Value)[]): FederatedTrustFact {
  const opening =
    '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "';
  return only(partly(opening, principal, '"}, "Condition": ', ...pieces, '}}'));
}

test.each([
  [
    'an unknown repository, in full',
    ['{"StringEquals": {"', `${github}:sub": "repo:octo-org/`, unknown(), ':ref:refs/heads/main"}}'],
    'yes',
    [],
  ],
  [
    'an unknown repository, as a pattern',
    [`{"StringLike": {"${github}:sub": "repo:octo-org/`, unknown(), ':*"}}'],
    'unknown',
    [],
  ],
  [
    'an unknown branch',
    [`{"StringLike": {"${github}:sub": "repo:octo-org/octo-repo:ref:`, unknown(), '"}}'],
    'yes',
    [],
  ],
  [
    'an unknown repository of any owner',
    [`{"StringLike": {"${github}:sub": "repo:*/`, unknown(), ':x"}}'],
    'no',
    [`repo:*/\${?}:x`],
  ],
  ['an unknown subject', [`{"StringEquals": {"${github}:sub": "`, unknown(), '"}}'], 'unknown', []],
  [
    'something else, then unknown',
    [`{"StringEquals": {"${github}:sub": "environment:`, unknown(), '"}}'],
    'no',
    [`environment:\${?}`],
  ],
  ['unknown subjects', [`{"StringLike": {"${github}:sub": `, unknown(), '}}'], 'unknown', []],
  ['an unknown key', ['{"StringEquals": {"', unknown(), `": "${repository}"}}`], 'unknown', []],
  ['an unknown key with the ending of another', ['{"StringEquals": {"', unknown(), ':aud": "x"}}'], 'no', []],
  ['an unknown condition', [unknown()], 'unknown', []],
] as const)('with holes: %s', (_situation, pieces, answer, wide) => {
  const found = withConditions(githubArn, ...pieces);
  expect([found.subject_pinned, found.wide_subjects]).toEqual([answer, wide]);
});

const eks = reference('aws_iam_openid_connect_provider.eks', 'arn');
const account = 'system:serviceaccount:jobs:runner';

test.each([
  [
    'its own URL for a key',
    ['{"StringEquals": {"', reference('aws_iam_openid_connect_provider.eks', 'url'), `:sub": "${account}"}}`],
    'yes',
  ],
  ['something unknown for a key', ['{"StringEquals": {"', unknown(), `:sub": "${account}"}}`], 'unknown'],
  ['some known key', [`{"StringEquals": {"id.example.com:sub": "${account}"}}`], 'unknown'],
  [
    'its own URL, and any subject',
    ['{"StringLike": {"', reference('aws_iam_openid_connect_provider.eks', 'url'), ':sub": "*"}}'],
    'no',
  ],
  ['something unknown, and any subject', ['{"StringLike": {"', unknown(), ':sub": "*"}}'], 'no'],
  ['no subject', ['{"StringEquals": {"', unknown(), ':aud": "sts.amazonaws.com"}}'], 'no'],
] as const)('an issuer that is not known, with %s', (_situation, pieces, answer) => {
  expect(withConditions(eks, ...pieces).subject_pinned).toBe(answer);
});

test('statements that are not known may trust anybody', () => {
  expect(only(partly('{"Statement": ', unknown(), '}'))).toMatchObject({
    exists: 'unknown',
    issuer: '',
    oidc: 'unknown',
    audience_pinned: 'unknown',
    subject_pinned: 'unknown',
  });
});

test('keys of the name in the ARN of the provider that is trusted are its own, those of another provider are not', () => {
  const arn = (name: string) => reference(`aws_iam_openid_connect_provider.${name}`, 'arn');
  const trustOf = (key: Value) =>
    only(
      partly(
        '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "',
        arn('eks'),
        '"}, "Condition": {"StringEquals": {"',
        key,
        ':sub": "system:serviceaccount:kube-system:dns", "',
        key,
        ':aud": "sts.amazonaws.com"}}}}',
      ),
    );
  const name = (provider: string): Value => ({ $unknown: 'it is known only after apply', $host: arn(provider) });
  expect(trustOf(name('eks'))).toMatchObject({ subject_pinned: 'yes', audience_pinned: 'yes' });
  expect(trustOf(name('github'))).toMatchObject({ subject_pinned: 'unknown', audience_pinned: 'unknown' });
  expect(trustOf(unknown())).toMatchObject({ subject_pinned: 'unknown', audience_pinned: 'unknown' });
});

test.each([
  ['its URL, as the provider gives it', reference('aws_iam_openid_connect_provider.eks', 'url'), 'StringEquals', 'yes'],
  [
    'its URL, in every token',
    reference('aws_iam_openid_connect_provider.eks', 'url'),
    'ForAllValues:StringEquals',
    'yes',
  ],
  // Such a key is in no token, so that the condition holds for all of them.
  ['its ARN', reference('aws_iam_openid_connect_provider.eks', 'arn'), 'ForAllValues:StringEquals', 'no'],
  [
    'the URL with its scheme',
    reference('aws_eks_cluster.c', 'identity[0].oidc[0].issuer'),
    'StringEqualsIfExists',
    'no',
  ],
  ['a text with the scheme', 'https://id.example.com/tenant', 'ForAllValues:StringEquals', 'no'],
] as const)('a key made of %s', (_name, key, operator, answer) => {
  const provider =
    typeof key === 'string' ? 'data.aws_iam_openid_connect_provider.known' : 'aws_iam_openid_connect_provider.eks';
  const trust = only(
    partly(
      '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "',
      reference(provider, 'arn'),
      `"}, "Condition": {"${operator}": {"`,
      key,
      ':sub": "system:serviceaccount:kube-system:dns"}}}}',
    ),
  );
  expect(trust.subject_pinned).toBe(answer);
});
