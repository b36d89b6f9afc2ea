import { describe, expect, test } from 'vitest';
import { plain } from '../../src/model/index.ts';
import { estateOf, type Given, resourceOf, unknown } from './hand-made.ts';

describe('resources', () => {
  const given: Given[] = [
    { address: 'aws_vpc.b' },
    { address: 'data.aws_vpc.d' },
    { address: 'aws_vpc.a' },
    { address: 'aws_subnet.s' },
    { address: 'module.m["k"].aws_vpc.c' },
  ];

  test('stand in order of id, by type, data sources apart', () => {
    const estate = estateOf(given);
    expect([...estate.resources.keys()]).toEqual(given.map(({ address }) => address).sort());
    const ids = (type: string, mode?: 'managed' | 'data') => estate.ofType(type, mode).map(({ fact }) => fact.id);
    expect(ids('aws_vpc')).toEqual(['aws_vpc.a', 'aws_vpc.b', 'module.m["k"].aws_vpc.c']);
    expect(ids('aws_vpc', 'managed')).toEqual(ids('aws_vpc'));
    expect(ids('aws_vpc', 'data')).toEqual(['data.aws_vpc.d']);
    expect(ids('aws_db_instance')).toEqual([]);
  });

  test('carry what they are called and where they come from', () => {
    const { fact, mode } = resourceOf(
      estateOf([{ address: 'module.m["k"].aws_vpc.c[0]', stack: 'prod', exists: 'unknown', literal: ['cidr_block'] }], {
        stacks: [{ name: 'prod' }],
      }),
    );
    expect(mode).toBe('managed');
    expect(fact).toMatchObject({
      id: 'prod/module.m["k"].aws_vpc.c[0]',
      address: 'module.m["k"].aws_vpc.c[0]',
      stack: 'prod',
      module: 'module.m["k"]',
      type: 'aws_vpc',
      name: 'c',
      exists: 'unknown',
      literal: ['cidr_block'],
    });
  });

  test('a place is asked for by the path that policies see', () => {
    const values = { ingress: [null, { from_port: 1 }], timeouts: { create: '1m' } };
    const { instance } = resourceOf(estateOf([{ address: 'aws_security_group.g', values }]));
    expect(instance.locate(['ingress', 0, 'from_port']).pointer).toBe('/ingress/1/from_port');
    expect(instance.locate(['timeouts', 0, 'create']).pointer).toBe('/timeouts/create');
  });

  test('of a type that the provider lacks keep what is written', () => {
    const values = { block: { a: '1' }, nothing: null };
    const { fact } = resourceOf(estateOf([{ address: 'google_storage_bucket.b', values }]));
    expect(fact.values).toEqual({ block: { a: '1' } });
  });
});

test('types that no room models are counted, in order of type; data sources are not', () => {
  const given = ['terraform_data.a', 'aws_db_instance.a', 'aws_db_instance.b', 'aws_vpc.v', 'data.aws_ami.x'];
  expect(estateOf(given.map((address) => ({ address }))).unmodelled).toEqual([
    { type: 'aws_db_instance', count: 2 },
    { type: 'terraform_data', count: 1 },
  ]);
});

describe('diagnostics', () => {
  const said = (given: readonly Given[], from: 'folder' | 'plan' = 'folder') =>
    estateOf(given, { stacks: [{ from }] }).diagnostics.map(({ id, what, location }) => [
      id,
      plain(what),
      location?.pointer,
    ]);

  test('a type that the provider lacks, with the one that was meant', () => {
    expect(said([{ address: 'aws_kms_kee.k' }])).toEqual([
      [
        'aws/unknown-type',
        'aws_kms_kee is no resource type of the AWS provider 6.25.0; did you mean aws_kms_key?',
        undefined,
      ],
    ]);
    expect(said([{ address: 'google_storage_bucket.b' }])).toEqual([]);
  });

  test('an attribute that the type lacks, with the one that was meant; once for all instances', () => {
    const values = { ingress: [{ cidr_block: '0.0.0.0/0' }, { cidr_block: '::/0' }], quite_another: 1 };
    const instances = [0, 1].map((key) => ({ address: `aws_security_group.g[${key}]`, values }));
    expect(said(instances)).toEqual([
      [
        'aws/unknown-attribute',
        'ingress[0].cidr_block is no attribute of aws_security_group in the AWS provider 6.25.0; did you mean cidr_blocks?',
        '/ingress/0/cidr_block',
      ],
      [
        'aws/unknown-attribute',
        'quite_another is no attribute of aws_security_group in the AWS provider 6.25.0',
        '/quite_another',
      ],
    ]);
  });

  test('a reference to an attribute that the type lacks, alone, in a text or in a block; once for all instances', () => {
    const key = (index: number, $attribute: string) => ({ $ref: `aws_kms_key.k[${index}]`, $attribute });
    const keys = [0, 1].map((index) => ({ address: `aws_kms_key.k[${index}]` }));
    const values = {
      kms_master_key_id: key(0, 'arnn'),
      name: { $unknown: 'it is not known', $parts: ['q-', key(1, 'arnn'), key(0, 'key_id')] },
      policy: { $ref: 'aws_eks_cluster.c', $attribute: 'identity[0].oidc[0].issue' },
      tags: { free: key(0, 'tags.any'), id: { $ref: 'aws_later_thing.x', $attribute: 'any' } },
    };
    const given = [...keys, { address: 'aws_eks_cluster.c' }, { address: 'aws_sqs_queue.q', values }];
    expect(said(given)).toEqual([
      [
        'aws/unknown-reference',
        'aws_kms_key.k[0].arnn refers to what is no attribute of aws_kms_key in the AWS provider 6.25.0; did you mean arn?',
        '/kms_master_key_id',
      ],
      [
        'aws/unknown-reference',
        'aws_eks_cluster.c.identity[0].oidc[0].issue refers to what is no attribute of aws_eks_cluster in the AWS provider 6.25.0; did you mean issuer?',
        '/policy',
      ],
    ]);
    expect(said(given, 'plan')).toEqual([]);
  });

  test('a plan comes from a provider that knows its own attributes', () => {
    expect(said([{ address: 'aws_vpc.v', values: { of_a_later_provider: 1 } }], 'plan')).toEqual([]);
  });

  test('a value of the wrong type', () => {
    const values = { enable_dns_support: 'yes', cidr_block: ['10.0.0.0/8'], tags: 'x', timeouts: 1 };
    expect(said([{ address: 'aws_vpc.v', values }])).toContainEqual([
      'aws/wrong-type',
      'enable_dns_support is a text, where a boolean is required',
      '/enable_dns_support',
    ]);
    expect(said([{ address: 'aws_vpc.v', values }]).map(([, what]) => what)).toContain(
      'cidr_block is a list, where a string is required',
    );
    expect(said([{ address: 'aws_vpc.v', values: { cidr_block: unknown() } }])).toEqual([]);
  });
});

test('a hundred thousand blocks are no deeper than one', () => {
  const ingress = Array.from({ length: 100_000 }, (_, port) => ({ from_port: String(port) }));
  const { fact } = resourceOf(estateOf([{ address: 'aws_security_group.g', values: { ingress } }]));
  expect((fact.values['ingress'] as unknown[]).length).toBe(100_000);
});
