import { describe, expect, test } from 'vitest';
import { analyseNetwork } from '../../../src/analyse/network/index.ts';
import type { Answer, Value, ValueObject } from '../../../src/model/index.ts';
import type { Declarations } from '../../../src/settings/index.ts';
import type { AclEntryFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, nothingDeclared, partly, reference, unknown } from '../estate.ts';

function entriesOf(given: readonly Given[], declarations: Declarations = nothingDeclared): readonly AclEntryFact[] {
  return analyseNetwork(estateOf(given), declarations).aclEntries;
}

const world = '0.0.0.0/0';

function entry(rule_no: Value, action: Value, changes: ValueObject = {}): ValueObject {
  return { rule_no, action, protocol: 'tcp', from_port: 22, to_port: 22, cidr_block: world, ...changes };
}

function acl(...ingress: ValueObject[]): Given {
  return { address: 'aws_network_acl.a', values: { ingress } };
}

/** `first-last: answer` of each opening of the one entry that is a subject of `aws_network_acl.a`. */
function openings(...ingress: ValueObject[]): string[] {
  return entriesOf([acl(...ingress)]).flatMap(({ openings: found }) =>
    found.map(
      ({ protocol, first_port, last_port, internet }) => `${protocol} ${first_port}-${last_port}: ${internet.answer}`,
    ),
  );
}

test('an entry alone opens what it says', () => {
  expect(entriesOf([acl(entry(100, 'allow'))])).toEqual([
    {
      subject: 'aws_network_acl.a',
      path: ['ingress', 0],
      acl: 'aws_network_acl.a',
      exists: 'yes',
      protocol: 'tcp',
      first_port: 22,
      last_port: 22,
      ports_known: 'yes',
      blocks: [world],
      openings: [
        {
          protocol: 'tcp',
          first_port: 22,
          last_port: 22,
          ports_known: 'yes',
          internet: { answer: 'yes', steps: [{ resource: 'aws_network_acl.a', path: ['ingress', 0, 'cidr_block'] }] },
        },
      ],
    },
  ]);
});

test('what denies is no entry of its own', () => {
  expect(openings(entry(100, 'deny'), entry(110, 'DENY'))).toEqual([]);
});

const all = { protocol: '-1', from_port: 0, to_port: 0 };

describe('what comes before decides', () => {
  test.each<[string, ValueObject[], string[]]>([
    ['a denial of all', [entry(1, 'deny', all), entry(2, 'allow')], ['tcp 22-22: no']],
    ['a denial of all, in another order of writing', [entry(2, 'allow'), entry(1, 'deny', all)], ['tcp 22-22: no']],
    ['a denial that comes after', [entry(2, 'allow'), entry(3, 'deny', all)], ['tcp 22-22: yes']],
    ['a denial of the same number', [entry(2, 'allow'), entry(2, 'deny', all)], ['tcp 22-22: yes']],
    ['a denial of another protocol', [entry(1, 'deny', { protocol: 'udp' }), entry(2, 'allow')], ['tcp 22-22: yes']],
    [
      'a denial of one port',
      [entry(1, 'deny'), entry(2, 'allow', { from_port: 20, to_port: 25 })],
      ['tcp 20-21: yes', 'tcp 22-22: no', 'tcp 23-25: yes'],
    ],
    [
      'a denial of ports that reach beyond',
      [entry(1, 'deny', { from_port: 0, to_port: 22 }), entry(2, 'allow', { from_port: 20, to_port: 25 })],
      ['tcp 20-22: no', 'tcp 23-25: yes'],
    ],
    [
      'a denial of one port before all protocols',
      [entry(1, 'deny'), entry(2, 'allow', all)],
      ['tcp 0-21: yes', 'tcp 22-22: no', 'tcp 23-65535: yes', 'udp 0-65535: yes', 'other 0-65535: yes'],
    ],
    [
      'a denial of all before all protocols',
      [entry(1, 'deny', all), entry(2, 'allow', all)],
      ['tcp 0-65535: no', 'udp 0-65535: no', 'other 0-65535: no'],
    ],
    [
      'a denial of an unknown protocol before all protocols',
      [entry(1, 'deny', { protocol: unknown() }), entry(2, 'allow', all)],
      ['tcp 0-65535: unknown', 'udp 0-65535: unknown', 'other 0-65535: unknown'],
    ],
    ['a denial of one half', [entry(1, 'deny', { cidr_block: '0.0.0.0/1' }), entry(2, 'allow')], ['tcp 22-22: yes']],
    [
      'denials of both halves',
      [
        entry(1, 'deny', { cidr_block: '0.0.0.0/1' }),
        entry(2, 'deny', { cidr_block: '128.0.0.0/1' }),
        entry(3, 'allow'),
      ],
      ['tcp 22-22: no'],
    ],
    [
      'a denial of the other family',
      [entry(1, 'deny', { cidr_block: null, ipv6_cidr_block: '::/0' }), entry(2, 'allow')],
      ['tcp 22-22: yes'],
    ],
    [
      'a denial of IPv6 before IPv6',
      [
        entry(1, 'deny', { cidr_block: null, ipv6_cidr_block: '::/0' }),
        entry(2, 'allow', { cidr_block: '', ipv6_cidr_block: '2000::/3' }),
      ],
      ['tcp 22-22: no'],
    ],
  ])('%s', (_situation, ingress, expected) => {
    expect(openings(...ingress)).toEqual(expected);
  });
});

describe('what may come before leaves it open', () => {
  test.each<[string, ValueObject, ValueObject, string]>([
    ['a denial of an unknown number', entry(unknown(), 'deny'), entry(2, 'allow'), 'unknown'],
    ['an unknown number of its own', entry(1, 'deny'), entry(unknown(), 'allow'), 'unknown'],
    ['an unknown block that is denied', entry(1, 'deny', { cidr_block: unknown() }), entry(2, 'allow'), 'unknown'],
    [
      'a narrow block that is denied',
      entry(1, 'deny', { cidr_block: partly(unknown(), '/32') }),
      entry(2, 'allow'),
      'yes',
    ],
    [
      'a known block that is perhaps denied',
      entry(unknown(), 'deny', { cidr_block: '8.0.0.0/8' }),
      entry(2, 'allow'),
      'yes',
    ],
    ['unknown ports that are denied', entry(1, 'deny', { from_port: unknown() }), entry(2, 'allow'), 'unknown'],
    ['an unknown action before it', entry(1, unknown()), entry(2, 'allow'), 'unknown'],
    ['an unknown action after it', entry(3, unknown()), entry(2, 'allow'), 'yes'],
    ['an unknown block of its own', entry(3, 'deny'), entry(2, 'allow', { cidr_block: unknown() }), 'unknown'],
    ['an unknown block of its own, all denied', entry(1, 'deny'), entry(2, 'allow', { cidr_block: unknown() }), 'no'],
    ['a narrow block of its own', entry(3, 'deny'), entry(2, 'allow', { cidr_block: partly(unknown(), '/28') }), 'no'],
  ])('%s', (_situation, first, second, answer) => {
    const found = entriesOf([acl(first, second)]).find(({ path }) => path[1] === 1);
    expect(found?.openings.map(({ internet }) => internet.answer)).toEqual([answer]);
  });
});

test('an entry that may deny exists perhaps as one that allows', () => {
  expect(entriesOf([acl(entry(1, unknown()))])).toMatchObject([{ exists: 'unknown' }]);
});

test('an entry that is not known at all may let in anything', () => {
  const given = { address: 'aws_network_acl.a', values: { ingress: unknown() } };
  expect(entriesOf([given])).toMatchObject([
    { path: ['ingress'], exists: 'unknown', protocol: 'unknown', openings: [{ internet: { answer: 'unknown' } }] },
  ]);
});

test('partners are not the internet', () => {
  const partners = ['0.0.0.0/1', '128.0.0.0/1'].map((cidr) => ({ cidr, name: 'everybody' }));
  const [found] = entriesOf([acl(entry(1, 'allow'))], { ...nothingDeclared, partners });
  expect(found).toMatchObject({ blocks: [], openings: [{ internet: { answer: 'no', steps: [] } }] });
});

const rule = (name: string, network_acl_id: Value, number: Value, action: Value, changes: ValueObject = {}): Given => ({
  address: `aws_network_acl_rule.${name}`,
  values: {
    network_acl_id,
    rule_number: number,
    rule_action: action,
    egress: false,
    protocol: 'tcp',
    from_port: 22,
    to_port: 22,
    cidr_block: world,
    ...changes,
  },
});

function answerTo(name: string, given: readonly Given[]): readonly [string, string] | undefined {
  const found = entriesOf(given).find(({ subject }) => subject === `aws_network_acl_rule.${name}`);
  return found === undefined ? undefined : [found.acl, found.openings.map(({ internet }) => internet.answer).join()];
}

describe('rules join the ACL that they name', () => {
  const own = reference('aws_network_acl.a');
  const ofVpc = reference('aws_vpc.v', 'default_network_acl_id');
  const others: Given[] = [
    { address: 'aws_network_acl.a', values: { id: 'acl-1', ingress: [entry(1, 'deny')] } },
    { address: 'aws_network_acl.b' },
    { address: 'aws_vpc.v' },
  ];
  const adopter = (default_network_acl_id: Value): Given => ({
    address: 'aws_default_network_acl.d',
    values: { default_network_acl_id, ingress: [entry(1, 'deny')] },
  });
  test.each<[string, Value, Given[], readonly [string, string]]>([
    ['by reference', own, [], ['aws_network_acl.a', 'no']],
    ['by id', 'acl-1', [], ['aws_network_acl.a', 'no']],
    ['another', reference('aws_network_acl.b'), [], ['aws_network_acl.b', 'yes']],
    ['the default one of a VPC', ofVpc, [], ['', 'yes']],
    ['the default one, adopted', ofVpc, [adopter(ofVpc)], ['aws_default_network_acl.d', 'no']],
    ['the default one, adopted by id', 'acl-9', [adopter('acl-9')], ['aws_default_network_acl.d', 'no']],
    [
      'what adopts it',
      reference('aws_default_network_acl.d', 'default_network_acl_id'),
      [adopter(unknown())],
      ['aws_default_network_acl.d', 'no'],
    ],
    [
      'the default one of a VPC that is only looked up',
      reference('data.aws_vpc.v', 'default_network_acl_id'),
      [],
      ['', 'unknown'],
    ],
    ['one of elsewhere', 'acl-2', [], ['', 'unknown']],
    ['one that is not known', unknown(), [], ['', 'unknown']],
    ['none', null, [], ['', 'yes']],
  ])('%s', (_situation, network_acl_id, more, expected) => {
    expect(answerTo('r', [...others, ...more, rule('r', network_acl_id, 2, 'allow')])).toEqual(expected);
  });
});

test('a denial of an ACL that is not known may be one of this', () => {
  const given = [{ address: 'aws_network_acl.b' }, rule('r', reference('aws_network_acl.b'), 2, 'allow')];
  expect(answerTo('r', [...given, rule('d', unknown(), 1, 'deny')])).toEqual(['aws_network_acl.b', 'unknown']);
  expect(answerTo('r', [...given, rule('d', unknown(), 3, 'deny')])).toEqual(['aws_network_acl.b', 'yes']);
});

test('a denial that may not exist leaves it open, and one that does not changes nothing', () => {
  const denial = (exists: Answer): Given[] => [
    { address: 'aws_network_acl.a' },
    rule('r', reference('aws_network_acl.a'), 2, 'allow'),
    { ...rule('d', reference('aws_network_acl.a'), 1, 'deny'), exists },
  ];
  expect(answerTo('r', denial('unknown'))?.[1]).toBe('unknown');
  expect(answerTo('r', denial('no'))?.[1]).toBe('yes');
});

test('rules of egress are none, and of an unknown direction perhaps', () => {
  expect(answerTo('r', [rule('r', null, 1, 'allow', { egress: true })])).toBeUndefined();
  expect(entriesOf([rule('r', null, 1, 'allow', { egress: unknown() })])).toMatchObject([{ exists: 'unknown' }]);
});

test('more denials than an ACL may have are not looked at one by one', () => {
  const many = Array.from({ length: 100 }, (_, index) => entry(index, 'deny', { from_port: index, to_port: index }));
  expect(openings(...many, entry(200, 'allow', all))).toEqual(['all 0-65535: unknown']);
});
