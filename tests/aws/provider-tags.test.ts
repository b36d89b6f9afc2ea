import { describe, expect, test } from 'vitest';
import type { Value, ValueObject } from '../../src/model/index.ts';
import type { ProviderConfiguration } from '../../src/resolve/index.ts';
import { estateOf, type Given, type GivenStack, ref, resourceOf, unknown } from './hand-made.ts';

function provider(name: string, defaultTags: Value | undefined, module = ''): ProviderConfiguration {
  return { name, module, values: defaultTags === undefined ? {} : { default_tags: defaultTags } };
}

function tagging(given: Given, providers: readonly ProviderConfiguration[], from: GivenStack['from'] = 'folder') {
  const { fact } = resourceOf(estateOf([given], { stacks: [{ from, providers }] }));
  return { tags: fact.tags, known: fact.tags_known };
}

const vpc = (tags?: Value): Given => ({ address: 'aws_vpc.v', values: tags === undefined ? {} : { tags } });

describe('default tags are merged, and the tags of the resource win', () => {
  const cases: readonly [
    why: string,
    own: Value | undefined,
    defaults: Value | undefined,
    tags: ValueObject,
    known: string,
  ][] = [
    ['neither', undefined, undefined, {}, 'yes'],
    ['own alone', { a: '1' }, undefined, { a: '1' }, 'yes'],
    ['defaults as a block of Terraform JSON', undefined, { tags: { a: '1' } }, { a: '1' }, 'yes'],
    ['defaults as a block of HCL', undefined, [{ tags: { a: '1' } }], { a: '1' }, 'yes'],
    ['a block without tags', { a: '1' }, [{}], { a: '1' }, 'yes'],
    ['both', { a: '1', b: '2' }, { tags: { b: '3', c: '4' } }, { a: '1', b: '2', c: '4' }, 'yes'],
    ['keys differ by case', { A: '1' }, { tags: { a: '2' } }, { A: '1', a: '2' }, 'yes'],
    ['a default that is a number', undefined, { tags: { a: 1 } }, { a: '1' }, 'yes'],
    ['a default that is null', undefined, { tags: { a: null } }, {}, 'yes'],
    ['an own tag that is null', { a: null }, { tags: { a: '1' } }, { a: '1' }, 'yes'],
    ['an own value that is not known', { a: unknown() }, { tags: { a: '1' } }, { a: unknown() }, 'yes'],
    ['defaults that are not known', { a: '1' }, unknown(), { a: '1' }, 'unknown'],
    ['default tags that are not known', { a: '1' }, { tags: unknown() }, { a: '1' }, 'unknown'],
    [
      'own tags that are not known may override any default',
      unknown(),
      { tags: { a: '1' } },
      { a: { $unknown: 'the tags of the resource are not known, and may override the default tag' } },
      'unknown',
    ],
    ['own tags from elsewhere', ref('module.x', 'tags'), undefined, {}, 'unknown'],
  ];
  test.each(cases)('%s', (_why, own, defaults, tags, known) => {
    expect(tagging(vpc(own), [provider('aws', defaults)])).toEqual({ tags, known });
  });
});

describe('the configuration that the resource uses counts', () => {
  const providers = [
    provider('aws', { tags: { from: 'aws' } }),
    provider('aws.west', { tags: { from: 'aws.west' } }),
    provider('aws', { tags: { from: 'module.a' } }, 'module.a'),
  ];
  const cases: readonly [address: string, provider: string, from: string][] = [
    ['aws_vpc.v', 'aws', 'aws'],
    ['aws_vpc.v', 'aws.west', 'aws.west'],
    ['module.a.aws_vpc.v', 'aws', 'module.a'],
    ['module.a.module.b[0].aws_vpc.v', 'aws', 'module.a'],
    ['module.b["x"].aws_vpc.v', 'aws', 'aws'],
    ['module.a.aws_vpc.v', 'aws.west', 'aws.west'],
    ['aws_vpc.v', 'registry.terraform.io/hashicorp/aws', 'aws'],
  ];
  test.each(cases)('%s with %s', (address, name, from) => {
    expect(tagging({ address, provider: name }, providers)).toEqual({ tags: { from }, known: 'yes' });
  });
  test('none: no default tags', () => {
    expect(tagging({ address: 'aws_vpc.v', provider: 'aws.east' }, providers)).toEqual({ tags: {}, known: 'yes' });
  });
});

test('what cannot be tagged gets no default tags', () => {
  const given = { address: 'aws_s3_bucket_policy.p' };
  expect(tagging(given, [provider('aws', { tags: { a: '1' } })])).toEqual({ tags: {}, known: 'yes' });
});

test('a plan knows all tags: `tags_all` counts', () => {
  const values = { tags: { a: '1' }, tags_all: { a: '1', b: '2' } };
  expect(tagging({ address: 'aws_vpc.v', values }, [], 'plan')).toEqual({ tags: { a: '1', b: '2' }, known: 'yes' });
  const open = { tags: { a: '1' }, tags_all: unknown('known after apply') };
  const merged = tagging({ address: 'aws_vpc.v', values: open }, [provider('aws', { tags: { c: '3' } })], 'plan');
  expect(merged).toEqual({ tags: { a: '1', c: '3' }, known: 'yes' });
});

test('a data source may find more tags than it looks for', () => {
  const given = { address: 'data.aws_vpc.v', values: { tags: { a: '1' } } };
  expect(tagging(given, [provider('aws', { tags: { b: '2' } })])).toEqual({ tags: { a: '1' }, known: 'unknown' });
  expect(tagging(given, [], 'plan')).toEqual({ tags: { a: '1' }, known: 'yes' });
});
