import { describe, expect, test } from 'vitest';
import type { Value, ValueObject } from '../../src/model/index.ts';
import type { Declarations } from '../../src/settings/index.ts';
import { estateOf, type Given, nothingDeclared, ref, resourceOf, unknown } from './hand-made.ts';

const tagged = (zone: Value): ValueObject => ({ tags: { 'zt:zone': zone } });
const vpc: Given = { address: 'aws_vpc.v', values: tagged('weights') };
const bareVpc: Given = { address: 'aws_vpc.v' };

function declare(...zones: Declarations['zones']): Declarations {
  return { ...nothingDeclared, zones };
}

function zoneOf(id: string, given: readonly Given[], declarations = nothingDeclared): Value {
  return resourceOf(estateOf(given, { declarations }), id).fact.zone as Value;
}

const subnet = (values: ValueObject): Given => ({ address: 'aws_subnet.s', values });
const hub = declare({ match: { address: 'aws_subnet.s' }, zone: 'hub' });

describe('a zone comes from the tag, else from the VPC, else from what is declared', () => {
  const cases: readonly [why: string, given: readonly Given[], declarations: Declarations, zone: Value][] = [
    ['its own tag', [vpc, subnet({ vpc_id: ref('aws_vpc.v'), ...tagged('keys') })], hub, 'keys'],
    ['that of its VPC', [vpc, subnet({ vpc_id: ref('aws_vpc.v') })], hub, 'weights'],
    ['as declared, when the VPC has none', [bareVpc, subnet({ vpc_id: ref('aws_vpc.v') })], hub, 'hub'],
    [
      'as declared of the VPC',
      [bareVpc, subnet({ vpc_id: ref('aws_vpc.v') })],
      declare({ match: { address: 'aws_vpc.*' }, zone: 'x' }),
      'x',
    ],
    ['none at all', [bareVpc, subnet({ vpc_id: ref('aws_vpc.v') })], nothingDeclared, ''],
    ['no VPC to stand in', [subnet({})], nothingDeclared, ''],
    ['a tag that is not known', [vpc, subnet({ vpc_id: ref('aws_vpc.v'), ...tagged(unknown()) })], hub, unknown()],
    ['an empty tag is none', [vpc, subnet({ vpc_id: ref('aws_vpc.v'), ...tagged('') })], nothingDeclared, 'weights'],
    [
      'tags that are not known',
      [vpc, subnet({ vpc_id: ref('aws_vpc.v'), tags: unknown() })],
      hub,
      { $unknown: 'not all of its tags are known' },
    ],
    [
      'a VPC that is not known',
      [vpc, subnet({ vpc_id: unknown() })],
      hub,
      { $unknown: 'its VPC is not known: variable `x` has no value' },
    ],
    [
      'a VPC of elsewhere',
      [subnet({ vpc_id: 'vpc-1' })],
      nothingDeclared,
      { $unknown: 'its VPC is not in this configuration' },
    ],
    ['a VPC of elsewhere, declared', [subnet({ vpc_id: 'vpc-1' })], hub, 'hub'],
    ['a VPC that is not known, where there is none', [subnet({ vpc_id: unknown() })], hub, 'hub'],
    [
      'by id, after apply',
      [{ ...vpc, values: { id: 'vpc-1', ...tagged('weights') } }, subnet({ vpc_id: 'vpc-1' })],
      nothingDeclared,
      'weights',
    ],
    [
      'a VPC that is looked up by its zone',
      [{ address: 'data.aws_vpc.v', values: tagged('training') }, subnet({ vpc_id: ref('data.aws_vpc.v') })],
      nothingDeclared,
      'training',
    ],
    [
      'a VPC that is looked up otherwise',
      [{ address: 'data.aws_vpc.v' }, subnet({ vpc_id: ref('data.aws_vpc.v') })],
      nothingDeclared,
      { $unknown: 'not all of its tags are known' },
    ],
  ];
  test.each(cases)('%s', (_why, given, declarations, zone) => {
    expect(zoneOf('aws_subnet.s', given, declarations)).toEqual(zone);
  });

  test('an instance has the zone of its subnet, and that has the zone of its VPC', () => {
    const instance = { address: 'aws_instance.i', values: { subnet_id: ref('aws_subnet.s') } };
    expect(zoneOf('aws_instance.i', [vpc, subnet({ vpc_id: ref('aws_vpc.v') }), instance])).toBe('weights');
    expect(zoneOf('aws_instance.i', [vpc, subnet({ vpc_id: ref('aws_vpc.v'), ...tagged('hub') }), instance])).toBe(
      'hub',
    );
  });
});

describe('declarations match by stack and address', () => {
  const cases: readonly [match: Declarations['zones'][number]['match'], hit: boolean][] = [
    [{ address: 'aws_vpc.v' }, true],
    [{ address: 'aws_vpc' }, false],
    [{ address: '*' }, true],
    [{ address: 'aws_*.v' }, true],
    [{ address: '*vpc*' }, true],
    [{ address: 'aws_vpc.v*' }, true],
    [{ address: 'aws_vpc.*v' }, true],
    [{ address: '*v*v' }, true],
    [{ address: '*v*v*v' }, false],
    [{ address: 'aws_vpc.v*v' }, false],
    [{ address: 'aws?vpc.v' }, false],
    [{ stack: 'prod' }, true],
    [{ stack: 'pro*' }, true],
    [{ stack: 'dev' }, false],
    [{ stack: 'prod', address: 'aws_vpc.v' }, true],
    [{ stack: 'dev', address: 'aws_vpc.v' }, false],
    [{ stack: 'prod', address: 'aws_subnet.s' }, false],
  ];
  test.each(cases)('%j: %j', (match, hit) => {
    const given = [{ ...bareVpc, stack: 'prod' }];
    const estate = estateOf(given, { stacks: [{ name: 'prod' }], declarations: declare({ match, zone: 'x' }) });
    expect(resourceOf(estate).fact.zone).toBe(hit ? 'x' : '');
  });

  test('the first that matches counts', () => {
    const both = declare({ match: { address: '*' }, zone: 'a' }, { match: { address: 'aws_vpc.v' }, zone: 'b' });
    expect(zoneOf('aws_vpc.v', [bareVpc], both)).toBe('a');
  });
});

test('a data class comes from the tag, else from the VPC, and is never declared', () => {
  const given: Given[] = [
    { address: 'aws_vpc.v', values: { tags: { 'zt:data-class': 'log' } } },
    { address: 'aws_subnet.s', values: { vpc_id: ref('aws_vpc.v') } },
    { address: 'aws_s3_bucket.b', values: { tags: { 'zt:data-class': 'weights' } } },
    { address: 'aws_s3_bucket.c' },
    { address: 'aws_s3_bucket.d', values: { tags: unknown() } },
  ];
  const estate = estateOf(given, { declarations: declare({ match: { address: '*' }, zone: 'x' }) });
  const classes = [...estate.resources.values()].map(({ fact }) => [fact.id, fact.data_class]);
  expect(classes).toEqual([
    ['aws_s3_bucket.b', 'weights'],
    ['aws_s3_bucket.c', ''],
    ['aws_s3_bucket.d', { $unknown: 'not all of its tags are known' }],
    ['aws_subnet.s', 'log'],
    ['aws_vpc.v', 'log'],
  ]);
});
