/** What constructs refuse, in words that say what was given and what to give. */
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import type { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  byRoles,
  ClassKey,
  type ClassKeyProps,
  DnsFirewall,
  decryptWhenAttested,
  ExternalKeyStore,
  HsmKeyStore,
  InspectionFirewall,
  OrganizationShare,
  PipelineRole,
  PrivateBucket,
  type PrivateBucketProps,
  RotatedSecret,
  ServiceEndpoints,
  WorkloadBoundary,
  ZoneTransit,
} from '../../src/constructs/index.ts';
import { account, boundaryArn, deployer, keyArn, networkIn, region, scratch, tier } from './judge-stack.ts';

const key = (props: Partial<ClassKeyProps>) => (stack: TerraformStack) =>
  new ClassKey(stack, 'Key', { alias: 'k', description: 'k', account, deployer, uses: [], ...props });

const bucket = (props: Partial<PrivateBucketProps>) => (stack: TerraformStack) =>
  new PrivateBucket(stack, 'Bucket', { name: 'bucket-1', dataClass: 'log', ...props });

const firewall = (allowedDomains: readonly string[]) => (stack: TerraformStack) =>
  new InspectionFirewall(stack, 'Firewall', {
    name: 'f',
    network: networkIn(stack),
    tier: 'only',
    allowedDomains,
    inspected: ['10.1.0.0/16'],
    keyArn,
    logKeyArn: keyArn,
  });

const dns = (domain: string) => (stack: TerraformStack) =>
  new DnsFirewall(stack, 'Dns', { name: 'd', network: networkIn(stack), allowedDomains: [domain], logKeyArn: keyArn });

const pipeline = (subjects: readonly string[]) => (stack: TerraformStack) =>
  new PipelineRole(stack, 'Role', {
    name: 'publisher',
    provider: new IamOpenidConnectProvider(stack, 'Issuer', { url: 'https://oidc.example.com', clientIdList: ['a'] }),
    issuer: 'oidc.example.com',
    audience: 'a',
    subjects,
    permissionsBoundary: boundaryArn,
    statements: [],
  });

const endpoints = (stack: TerraformStack) =>
  new ServiceEndpoints(stack, 'Endpoints', {
    network: networkIn(stack),
    tier: 'only',
    region,
    services: ['kms', 'sts'],
    organizationId: 'o-exampleorgid',
    clients: [],
  });

const refusals: readonly (readonly [string, (stack: TerraformStack) => unknown, string])[] = [
  [
    'an administrator of another account',
    key({ administrators: ['arn:aws:iam::123456789012:role/a'] }),
    '`arn:aws:iam::123456789012:role/a` cannot administer key `k` of account 111122223333: KMS allows no other account',
  ],
  [
    'a deployer of another account',
    key({ deployer: 'arn:aws:iam::123456789012:role/d' }),
    '`arn:aws:iam::123456789012:role/d` cannot administer key `k` of account 111122223333: KMS allows no other account',
  ],
  [
    'an external key without a store',
    key({ xksKeyId: 'outside' }),
    'key `k` has the external key id `outside` and no key store: give customKeyStoreId',
  ],
  ['a bucket without a key', bucket({}), 'bucket `bucket-1` has no key: give keyArn'],
  [
    'weights without a lock',
    bucket({ dataClass: 'weights', keyArn }),
    'bucket `bucket-1` holds weights: give lockDays, so that nobody can delete it',
  ],
  [
    'checkpoints without a lock',
    bucket({ dataClass: 'checkpoint', keyArn }),
    'bucket `bucket-1` holds checkpoint: give lockDays, so that nobody can delete it',
  ],
  [
    'access logs under KMS',
    bucket({ receivesAccessLogsOf: account, keyArn }),
    'bucket `bucket-1` receives access logs: S3 delivers to none with keyArn or lockDays',
  ],
  [
    'access logs under a lock',
    bucket({ receivesAccessLogsOf: account, lockDays: 30 }),
    'bucket `bucket-1` receives access logs: S3 delivers to none with keyArn or lockDays',
  ],
  [
    'half a day',
    bucket({ keyArn, lockDays: 0.5 }),
    'bucket `bucket-1` cannot be locked for 0.5 days: give a whole number of at least 1',
  ],
  [
    'a name that S3 does not take',
    bucket({ name: 'Weights_1', keyArn }),
    'bucket `Weights_1` must have 3 to 63 characters, of a-z, 0-9, dot and hyphen',
  ],
  [
    'a tier with too few blocks',
    (stack) => networkIn(stack, [{ name: 'a', cidrBlocks: ['10.0.0.0/28'] }]),
    'tier `a` has 1 blocks for 2 Availability Zones',
  ],
  ['a tier that is not there', (stack) => networkIn(stack).tier('other'), 'no tier `other`: this VPC has `only`'],
  [
    'an HSM cluster in one zone',
    (stack) => new HsmKeyStore(stack, 'Store', { name: 'h', subnets: networkIn(stack).tier('only').slice(0, 1) }),
    'a CloudHSM cluster needs subnets in at least 2 Availability Zones, got 1',
  ],
  [
    'a load balancer with too long a name',
    (stack) =>
      new ExternalKeyStore(stack, 'Store', {
        name: 'x'.repeat(29),
        network: networkIn(stack),
        tier: 'only',
        region,
        proxyAddresses: [],
        proxyDomain: 'xks.example.com',
      }),
    `\`${'x'.repeat(29)}-xks\` is longer than the 32 characters of a load balancer's name`,
  ],
  ['every domain', firewall(['*']), '`*` names no domain, such as example.com or .example.com'],
  ['a top-level domain', firewall(['.com']), '`.com` names no domain, such as example.com or .example.com'],
  [
    'more domains than there is room for',
    firewall(Array.from({ length: 251 }, (_, index) => `d${index}.example.com`)),
    '251 domains are more than the 250 that the rule group has room for',
  ],
  ['every name', dns('*'), '`*` names no domain, such as example.com or *.example.com'],
  [
    'every name below a top-level domain',
    dns('*.com'),
    '`*.com` names no domain, such as example.com or *.example.com',
  ],
  [
    'a star in the middle',
    dns('a.*.example.com'),
    '`a.*.example.com` names no domain, such as example.com or *.example.com',
  ],
  [
    'a wildcard subject',
    pipeline(['repo:example/*']),
    'subject `repo:example/*` of pipeline role `publisher` holds a wildcard: name each subject in full',
  ],
  ['no subject', pipeline([]), 'pipeline role `publisher` names no subject'],
  [
    'a boundary that bounds nothing',
    (stack) => new WorkloadBoundary(stack, 'B', { name: 'b', region, ceiling: ['s3:GetObject', '*'] }),
    'a boundary that allows `*` bounds nothing: name services or actions',
  ],
  [
    'a boundary that allows nothing',
    (stack) => new WorkloadBoundary(stack, 'B', { name: 'b', region, ceiling: [] }),
    'boundary `b` allows nothing: name services or actions',
  ],
  [
    'statements for a service without an endpoint',
    (stack) =>
      new ServiceEndpoints(stack, 'E', {
        network: networkIn(stack),
        tier: 'only',
        region,
        services: ['kms'],
        organizationId: 'o-exampleorgid',
        clients: [],
        statements: { s3: [] },
      }),
    'statements for `s3`, which is none of the services: kms',
  ],
  [
    'an endpoint that is not there',
    (stack) => endpoints(stack).of('s3'),
    'no endpoint for `s3`: there are `kms`, `sts`',
  ],
  [
    'an attachment of a zone without a table',
    (stack) =>
      new ZoneTransit(stack, 'T', {
        name: 't',
        inspection: networkIn(stack),
        tier: 'only',
        zones: ['training'],
        attachments: [{ zone: 'weights', id: 'tgw-attach-1' }],
      }),
    'attachment `tgw-attach-1` is of zone `weights`, which has no route table: there are `training`',
  ],
  [
    'a share with an account',
    (stack) => new OrganizationShare(stack, 'S', { name: 's', organizationArn: '123456789012', resources: {} }),
    '`123456789012` is no organisation and no unit of one',
  ],
  [
    'a secret that is rotated too rarely',
    (stack) =>
      new RotatedSecret(stack, 'S', { name: 's', keyArn, account, rotationFunctionArn: 'arn', rotationDays: 91 }),
    'secret `s` would be rotated every 91 days: give 1 to 90',
  ],
  [
    'an enclave in debug mode',
    () => decryptWhenAttested([deployer], ['0'.repeat(96)]),
    `\`${'0'.repeat(96)}\` measures no enclave image: give 96 hex digits that are not all 0`,
  ],
  [
    'a whole account where a role is meant',
    () => byRoles([`arn:aws:iam::${account}:root`]),
    `\`arn:aws:iam::${account}:root\` is no ARN of one role, such as arn:aws:iam::111122223333:role/name`,
  ],
  [
    'every role of an account',
    () => byRoles([`arn:aws:iam::${account}:role/*`]),
    `\`arn:aws:iam::${account}:role/*\` is no ARN of one role, such as arn:aws:iam::111122223333:role/name`,
  ],
  ['no role', () => byRoles([]), 'a statement for named roles names none'],
];

describe('is refused', () => {
  test.each(refusals)('%s', (_name, build, message) => {
    expect(() => build(scratch())).toThrow(new Error(message));
  });
});

test('what is right is not', () => {
  expect(() => networkIn(scratch(), [tier('a', 0), tier('b', 1)])).not.toThrow();
});
