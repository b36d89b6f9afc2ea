import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { analyseAccess } from '../../src/analyse/access/index.ts';
import { analyseNetwork } from '../../src/analyse/network/index.ts';
import type { Estate } from '../../src/aws/index.ts';
import { composeFacts } from '../../src/facts/index.ts';
import { FactsSchema } from '../../src/shapes/facts.ts';
import type { Facts } from '../../src/shapes/index.ts';
import { estateOf, type Given, nothingDeclared, ref, unknown } from '../aws/hand-made.ts';

const declarations = { ...nothingDeclared, organizationAccounts: ['111122223333'] };
const valid = new Ajv({ strict: false, allErrors: true }).compile(FactsSchema);

function factsOf(estate: Estate): Facts {
  return composeFacts(estate, analyseNetwork(estate, declarations), analyseAccess(estate), declarations);
}

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/x.example' },
  },
});
const given: Given[] = [
  { address: 'aws_vpc.v', values: { tags: { 'zt:zone': 'weights' } } },
  { address: 'aws_subnet.s', values: { vpc_id: ref('aws_vpc.v') } },
  { address: 'aws_internet_gateway.g', values: { vpc_id: unknown() } },
  { address: 'aws_flow_log.f', values: { vpc_id: ref('aws_vpc.v'), traffic_type: 'ALL', log_destination: unknown() } },
  {
    address: 'aws_security_group.g',
    values: {
      vpc_id: ref('aws_vpc.v'),
      ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }],
    },
  },
  { address: 'aws_iam_role.r', values: { assume_role_policy: trust } },
  { address: 'aws_kms_key.k', exists: 'unknown' },
  { address: 'aws_s3_bucket.b', values: { bucket: 'vault' } },
  { address: 'aws_s3_bucket.c' },
  { address: 'aws_s3_bucket_policy.p', values: { bucket: ref('aws_s3_bucket.b'), policy: unknown() } },
  { address: 'aws_s3_bucket_public_access_block.p', values: { bucket: unknown() } },
  { address: 'aws_db_instance.i' },
  { address: 'data.aws_caller_identity.me' },
];
const stacks = [{ name: '', from: 'cdktf' as const }];

test('every field is there and of its type, whatever is in the estate', () => {
  for (const list of [[], given]) {
    expect(valid(JSON.parse(JSON.stringify(factsOf(estateOf(list, { stacks })))))).toBe(true);
    expect(valid.errors).toBeNull();
  }
});

test('resources stand by type and id, data sources apart', () => {
  const facts = factsOf(estateOf([...given, { address: 'aws_s3_bucket.a' }], { stacks }));
  expect(Object.keys(facts.resources)).toEqual([...Object.keys(facts.resources)].sort());
  expect(facts.resources['aws_s3_bucket']?.map(({ id }) => id)).toEqual([
    'aws_s3_bucket.a',
    'aws_s3_bucket.b',
    'aws_s3_bucket.c',
  ]);
  expect(Object.keys(facts.data)).toEqual(['aws_caller_identity']);
  expect(facts.resources).not.toHaveProperty('aws_caller_identity');
});

test('the order in which resources were read changes nothing', () => {
  const text = JSON.stringify(factsOf(estateOf(given, { stacks })));
  expect(JSON.stringify(factsOf(estateOf([...given].reverse(), { stacks })))).toBe(text);
});

test('what stands around the resources is there too', () => {
  const facts = factsOf(
    estateOf(given, {
      stacks: [
        { name: 'prod', from: 'cdktf' },
        { name: 'dev', from: 'plan' },
      ],
    }),
  );
  expect(facts.estate.stacks).toEqual([
    { name: 'prod', from: 'cdktf', backend: '', backend_values: {} },
    { name: 'dev', from: 'plan', backend: 'unknown', backend_values: {} },
  ]);
  expect(facts.estate.accounts.map(({ stack }) => stack)).toEqual(['prod', 'dev']);
  expect(facts.estate.organization_accounts).toEqual(['111122223333']);
  expect(facts.estate.unmodelled).toEqual([{ type: 'aws_db_instance', count: 1 }]);
});

test('a backend and variables are told as they are', () => {
  const estate = estateOf([], { stacks });
  const variable = {
    id: 'var.x',
    stack: '',
    name: 'x',
    sensitive: true,
    ephemeral: false,
    hasDefault: true,
    value: 'secret',
    location: { file: 'main.tf' },
  };
  const backend = { type: 's3', values: { encrypt: true } };
  const facts = factsOf({
    ...estate,
    variables: [variable],
    stacks: [{ name: '', from: 'folder', providers: [], outputs: {}, backend }],
  });
  expect(facts.estate.variables).toEqual([
    { id: 'var.x', stack: '', name: 'x', sensitive: true, ephemeral: false, has_default: true },
  ]);
  expect(facts.estate.stacks[0]).toMatchObject({ backend: 's3', backend_values: { encrypt: true } });
});

test('a bucket has what its policy says of transport', () => {
  const { buckets } = factsOf(estateOf(given, { stacks }));
  expect(buckets.map(({ id, transport }) => [id, transport.denies_plaintext.answer])).toEqual([
    ['aws_s3_bucket.b', 'unknown'],
    ['aws_s3_bucket.c', 'no'],
  ]);
});

test('no bucket goes without, even where the analysis of access says nothing of it', () => {
  const estate = estateOf(given, { stacks });
  const access = { ...analyseAccess(estate), transport: new Map() };
  const { buckets } = composeFacts(estate, analyseNetwork(estate, declarations), access, declarations);
  expect(buckets.map(({ transport }) => transport.denies_plaintext.answer)).toEqual(['no', 'no']);
});
