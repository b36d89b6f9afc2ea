import { describe, expect, test } from 'vitest';
import { bucketOwnership } from '../../src/aws/bucket-satellites.ts';
import { edgesOf, mayMeet } from '../../src/aws/edges.ts';
import { ownerFinder } from '../../src/aws/find-owner.ts';
import { pathOfAttribute } from '../../src/aws/resource-values.ts';
import type { Path, Reference, Unknown, Value } from '../../src/model/index.ts';
import { estateOf, type Given, ref, resourceOf, unknown } from './hand-made.ts';

const partly = (...parts: (string | Reference | Unknown)[]): Unknown => ({
  $unknown: 'variable `x` has no value',
  $parts: parts,
});
const hole: Unknown = { $unknown: 'variable `x` has no value' };

type Owner = { kind: 'one'; id: string } | { kind: 'maybe'; ids: readonly string[] } | { kind: 'elsewhere' };

const one = (id: string): Owner => ({ kind: 'one', id });
const maybe = (...ids: string[]): Owner => ({ kind: 'maybe', ids });
const elsewhere: Owner = { kind: 'elsewhere' };

const bucket = (name: string, value?: Value, rest: Partial<Given> = {}): Given => ({
  address: `aws_s3_bucket.${name}`,
  values: value === undefined ? {} : { bucket: value },
  ...rest,
});

function ownerOf(buckets: readonly Given[], satellite: Partial<Given>): Owner {
  const estate = estateOf([...buckets, { address: 'aws_s3_bucket_policy.p', ...satellite }], {
    stacks: [{}, { name: 'a' }, { name: 'b' }],
  });
  const things = { get: (id: string) => estate.resources.get(id), ofType: estate.ofType };
  const id = [...estate.resources.keys()].find((each) => each.includes('aws_s3_bucket_policy.p')) ?? '';
  const { find, names, owners } = ownerFinder(things, bucketOwnership);
  const owner = find(resourceOf(estate, id), ['bucket']);
  if (owner.kind !== 'maybe') return owner;
  const { among } = owner;
  const possible =
    'these' in among
      ? among.these
      : owners.filter((each) => {
          const name = names.nameOf(each);
          return (among.of === 'all' || name.open) && mayMeet(name, among.named);
        });
  return maybe(...possible.map(({ fact }) => fact.id));
}

const named = (value: Value, references: string[] = []): Partial<Given> => ({
  values: { bucket: value },
  references: { bucket: references },
});

describe('the bucket of a satellite', () => {
  const two = [bucket('a', 'logs'), bucket('b', 'weights')];
  const cases: readonly [why: string, buckets: readonly Given[], satellite: Partial<Given>, owner: Owner][] = [
    ['by id', two, named(ref('aws_s3_bucket.b', 'id')), one('aws_s3_bucket.b')],
    ['by its `bucket`', two, named(ref('aws_s3_bucket.b', 'bucket')), one('aws_s3_bucket.b')],
    ['by another attribute: not for sure', two, named(ref('aws_s3_bucket.b', 'region')), maybe('aws_s3_bucket.b')],
    ['by name', two, named('weights'), one('aws_s3_bucket.b')],
    ['a name of no bucket here', two, named('other'), elsewhere],
    ['no name at all', two, {}, elsewhere],
    ['a name that is not known', two, named(unknown()), maybe('aws_s3_bucket.a', 'aws_s3_bucket.b')],
    ['the beginning of a name', two, named(partly('log', hole)), maybe('aws_s3_bucket.a')],
    ['the end of a name', two, named(partly(hole, 's')), maybe('aws_s3_bucket.a', 'aws_s3_bucket.b')],
    ['no bucket to be', [], named(unknown()), elsewhere],
    [
      'through another satellite',
      [...two, { address: 'aws_s3_bucket_versioning.v', values: { bucket: 'weights' } }],
      named(ref('aws_s3_bucket_versioning.v', 'id')),
      one('aws_s3_bucket.b'),
    ],
    [
      'through the attribute of another satellite',
      [...two, { address: 'aws_s3_bucket_versioning.v', values: { bucket: ref('aws_s3_bucket.a') } }],
      named(ref('aws_s3_bucket_versioning.v', 'bucket')),
      one('aws_s3_bucket.a'),
    ],
    [
      'through a data source that looks for it by name',
      [...two, { address: 'data.aws_s3_bucket.d', values: { bucket: 'weights' } }],
      named(ref('data.aws_s3_bucket.d')),
      one('aws_s3_bucket.b'),
    ],
    [
      'a data source that looks for another',
      [...two, { address: 'data.aws_s3_bucket.d', values: { bucket: 'x' } }],
      named(ref('data.aws_s3_bucket.d')),
      elsewhere,
    ],
    [
      'a reference into what was not read',
      two,
      named(ref('module.m', 'bucket')),
      maybe('aws_s3_bucket.a', 'aws_s3_bucket.b'),
    ],
    [
      'a resource that says nothing of it',
      [...two, { address: 'terraform_data.x' }],
      named(ref('terraform_data.x', 'output')),
      maybe('aws_s3_bucket.a', 'aws_s3_bucket.b'),
    ],
    ['a literal, where a bucket’s name is not known', [bucket('a', hole)], named('logs'), maybe('aws_s3_bucket.a')],
    ['a literal that no name of that beginning can be', [bucket('a', partly('x-', hole))], named('logs'), elsewhere],
    [
      'a literal, where a bucket’s name has a prefix',
      [{ address: 'aws_s3_bucket.a', values: { bucket_prefix: 'log' } }],
      named('logs'),
      maybe('aws_s3_bucket.a'),
    ],
    [
      'a literal of another prefix',
      [{ address: 'aws_s3_bucket.a', values: { bucket_prefix: 'x' } }],
      named('logs'),
      elsewhere,
    ],
    ['a literal, where a bucket’s name is made up', [bucket('a')], named('logs'), elsewhere],
    ['a literal like a name that is made up', [bucket('a')], named('terraform-1'), maybe('aws_s3_bucket.a')],
    [
      'the same unknown name, referred to',
      [bucket('a', partly('x-', hole)), bucket('b', hole)],
      named(partly('x-', hole), ['aws_s3_bucket.a']),
      one('aws_s3_bucket.a'),
    ],
    [
      'the same unknown name, not referred to',
      [bucket('a', partly('x-', hole))],
      named(partly('x-', hole), ['var.x']),
      maybe('aws_s3_bucket.a'),
    ],
    [
      'a name made of the same attributes, wherever it is written',
      [bucket('a', partly('x-', ref('random_pet.p'))), bucket('b', partly('y-', ref('random_pet.p')))],
      { address: 'module.m.aws_s3_bucket_policy.p', ...named(partly('y-', ref('random_pet.p')), ['local.name']) },
      one('aws_s3_bucket.b'),
    ],
    [
      'the same attribute for a name',
      [bucket('a', ref('random_pet.p')), bucket('b', ref('random_pet.q'))],
      named(ref('random_pet.p'), ['local.name']),
      one('aws_s3_bucket.a'),
    ],
    [
      'two of a name made of the same attributes',
      [bucket('a', partly('x-', ref('random_pet.p'))), bucket('b', partly('x-', ref('random_pet.p')))],
      named(partly('x-', ref('random_pet.p')), ['local.name']),
      maybe('aws_s3_bucket.a', 'aws_s3_bucket.b'),
    ],
    [
      'a name made of one of several, which may be another each time',
      [bucket('a', partly('x-', ref('random_pet.p[*]')))],
      named(partly('x-', ref('random_pet.p[*]')), ['local.name']),
      maybe('aws_s3_bucket.a'),
    ],
    [
      'a name of which a part is known to nobody',
      [bucket('a', partly(ref('random_pet.p'), hole))],
      named(partly(ref('random_pet.p'), hole), ['local.name']),
      maybe('aws_s3_bucket.a'),
    ],
    [
      'referred to, and another name',
      [bucket('a', hole)],
      named(partly(hole, '-x'), ['aws_s3_bucket.a']),
      maybe('aws_s3_bucket.a'),
    ],
    [
      'referred to from another module',
      [bucket('a', hole)],
      { address: 'module.m.aws_s3_bucket_policy.p', ...named(hole, ['aws_s3_bucket.a']) },
      maybe('aws_s3_bucket.a'),
    ],
    [
      'one name twice: the one referred to',
      [bucket('a', 'logs'), bucket('b', 'logs')],
      named('logs', ['aws_s3_bucket.b']),
      one('aws_s3_bucket.b'),
    ],
    [
      'one name twice, no reference',
      [bucket('a', 'logs'), bucket('b', 'logs')],
      named('logs'),
      maybe('aws_s3_bucket.a', 'aws_s3_bucket.b'),
    ],
    [
      'taken unchanged from an attribute',
      [bucket('a', 'logs'), bucket('b', 'logs')],
      { ...named('logs'), origins: { '/bucket': ref('aws_s3_bucket.b', 'bucket') } },
      one('aws_s3_bucket.b'),
    ],
    [
      'in its own stack first',
      [bucket('a', 'logs', { stack: 'a' }), bucket('a', 'logs', { stack: 'b' })],
      { ...named('logs'), stack: 'b' },
      one('b/aws_s3_bucket.a'),
    ],
    [
      'in another stack',
      [bucket('a', 'logs', { stack: 'a' })],
      { ...named('logs'), stack: 'b' },
      one('a/aws_s3_bucket.a'),
    ],
    [
      'after apply, by id',
      [{ address: 'aws_s3_bucket.a', values: { id: 'logs' } }],
      named('logs'),
      one('aws_s3_bucket.a'),
    ],
    ['what is no name', two, named(['logs']), elsewhere],
    [
      'a circle',
      [
        ...two,
        { address: 'aws_s3_bucket_versioning.v', values: { bucket: ref('aws_s3_bucket_versioning.v', 'bucket') } },
      ],
      named(ref('aws_s3_bucket_versioning.v', 'bucket')),
      maybe('aws_s3_bucket.a', 'aws_s3_bucket.b'),
    ],
  ];
  test.each(cases)('%s', (_why, buckets, satellite, owner) => {
    expect(ownerOf(buckets, satellite)).toEqual(owner);
  });
});

test('a text and another that is known in part may be equal unless what is known forbids it', () => {
  const cases: readonly [left: string | Unknown, right: string | Unknown, may: boolean][] = [
    ['ab', partly('a', hole), true],
    ['ab', partly('b', hole), false],
    ['ab', partly(hole, 'b'), true],
    ['ab', partly(hole, 'a'), false],
    ['ab', hole, true],
    [partly('a', hole), partly('ab', hole), true],
    [partly('a', hole), partly('b', hole), false],
    [partly('a', hole), partly(hole, 'b'), true],
  ];
  for (const [left, right, may] of cases) {
    expect([left, right, mayMeet(edgesOf(left), edgesOf(right))]).toEqual([left, right, may]);
    expect(mayMeet(edgesOf(right), edgesOf(left))).toBe(may);
  }
});

test('an attribute in Terraform’s notation is a path', () => {
  const cases: readonly [attribute: string, path: Path][] = [
    ['arn', ['arn']],
    ['endpoint[0].address', ['endpoint', 0, 'address']],
    ['outputs["a.b"].c', ['outputs', 'a.b', 'c']],
    ['outputs["a\\"b"]', ['outputs', 'a"b']],
    ['', []],
  ];
  for (const [attribute, path] of cases) expect([attribute, pathOfAttribute(attribute)]).toEqual([attribute, path]);
});
