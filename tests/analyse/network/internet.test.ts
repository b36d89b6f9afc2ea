import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimInternet, publicMeasure } from '../../../src/analyse/network/internet.ts';
import type { KnownBlock, Peer } from '../../../src/analyse/network/peers.ts';
import type { Service } from '../../../src/analyse/network/protocol-ports.ts';
import type { RuleReach } from '../../../src/analyse/network/share.ts';
import { type Answer, parseCidr } from '../../../src/model/index.ts';

const step = { resource: 'aws_security_group.g', path: [] };

function block(text: string): KnownBlock {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`no block: ${text}`);
  return { kind: 'block', block: parsed, text, step };
}

const ssh: Service = { protocol: 'tcp', first_port: 22, last_port: 22, ports_known: 'yes' };
const everything: Service = { protocol: 'all', first_port: 0, last_port: 65_535, ports_known: 'yes' };

function rule(peers: readonly Peer[], changes: Partial<RuleReach> = {}): RuleReach {
  return { service: ssh, direction: 'ingress', group: 'g', exists: 'yes', peers, ...changes };
}

function answersOf(rules: readonly RuleReach[], partners: readonly string[] = []): Answer[] {
  const measure = publicMeasure(partners.flatMap((partner) => parseCidr(partner) ?? []));
  return claimInternet(rules, measure).map(({ internet }) => internet.answer);
}

test.each([
  ['everything', ['0.0.0.0/0'], 'yes'],
  ['everything of IPv6', ['::/0'], 'yes'],
  ['two halves', ['0.0.0.0/1', '128.0.0.0/1'], 'yes'],
  ['one half', ['128.0.0.0/1'], 'yes'],
  ['half of IPv6', ['::/1'], 'yes'],
  ['the half of IPv6 where nobody lives', ['8000::/1'], 'no'],
  ['global unicast', ['2000::/3'], 'yes'],
  ['the IPv4 internet behind NAT64', ['64:ff9b::/96'], 'yes'],
  ['a public /8', ['8.0.0.0/8'], 'yes'],
  ['a public /15', ['52.94.0.0/15'], 'yes'],
  ['a public /16', ['52.94.0.0/16'], 'no'],
  ['a host', ['8.8.8.8/32'], 'no'],
  ['a provider of IPv6', ['2600:1f00::/32'], 'no'],
  ['more than a provider of IPv6', ['2600:1f00::/31'], 'yes'],
  ['private space', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'], 'no'],
  ['private space of IPv6', ['fc00::/7', 'fe80::/10'], 'no'],
  ['private space and its neighbour', ['10.0.0.0/7'], 'yes'],
  ['more than private space, by a public /16', ['192.168.0.0/15'], 'no'],
  ['multicast and reserved space', ['224.0.0.0/3'], 'no'],
  ['nothing', [], 'no'],
] as const)('%s', (_situation, blocks, answer) => {
  expect(answersOf([rule(blocks.map(block))])).toEqual([answer]);
});

test('the claim shows the blocks that make it, and only those', () => {
  const [claim] = claimInternet([rule([block('10.0.0.0/8'), block('0.0.0.0/1')])], publicMeasure([]));
  expect(claim).toEqual({ internet: { answer: 'yes', steps: [step] }, blocks: ['0.0.0.0/1'] });
});

test.each([
  ['the partner itself', ['8.0.0.0/8'], ['8.0.0.0/8'], 'no'],
  ['a part of the partner', ['8.4.0.0/14'], ['8.0.0.0/8'], 'no'],
  ['half as much again', ['8.0.0.0/7'], ['8.0.0.0/8'], 'yes'],
  ['the partner among everybody', ['0.0.0.0/0'], ['8.0.0.0/8'], 'yes'],
  ['a partner of IPv6', ['2600::/16'], ['2600::/16'], 'no'],
] as const)('declared partners are not the internet: %s', (_situation, blocks, partners, answer) => {
  expect(answersOf([rule(blocks.map(block))], partners)).toEqual([answer]);
});

/** The blocks of one /8, as /16. */
function pieces(octet: number): KnownBlock[] {
  return Array.from({ length: 256 }, (_, index) => block(`${octet}.${index}.0.0/16`));
}

describe('a mosaic', () => {
  test('of a public /8 in one rule is the internet, and of a private one is not', () => {
    expect(answersOf([rule(pieces(8)), rule(pieces(10))])).toEqual(['yes', 'no']);
  });

  test('one piece short is not', () => {
    expect(answersOf([rule(pieces(8).slice(1))])).toEqual(['no']);
  });

  test('over many rules of a group is the internet, each of them', () => {
    const split = pieces(8).map((piece) => rule([piece]));
    expect(answersOf(split)).toEqual(split.map(() => 'yes'));
  });

  test('over 64 rules with a /10 each is the internet, each of them', () => {
    const split = [8, 9, 11, 12].flatMap((octet) =>
      [0, 64, 128, 192].map((second) => rule([block(`${octet}.${second}.0.0/10`)])),
    );
    expect(answersOf(split)).toEqual(split.map(() => 'yes'));
  });

  test('over many groups is not', () => {
    const split = pieces(8).map((piece, index) => rule([piece], { group: `g${index % 2}` }));
    expect(answersOf(split)).toEqual(split.map(() => 'no'));
  });

  test('needs rules that let through at least the same protocol and ports', () => {
    const half = rule(pieces(8).slice(128));
    const other = pieces(8).slice(0, 128);
    expect(answersOf([half, rule(other)])).toEqual(['yes', 'yes']);
    expect(answersOf([half, rule(other, { service: everything })])).toEqual(['yes', 'no']);
    expect(answersOf([half, rule(other, { service: { ...ssh, protocol: 'udp' } })])).toEqual(['no', 'no']);
    expect(answersOf([half, rule(other, { service: { ...ssh, last_port: 21, first_port: 0 } })])).toEqual(['no', 'no']);
    expect(answersOf([half, rule(other, { service: { ...ssh, ports_known: 'unknown' } })])).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('of IPv6 is the internet from a /29 on', () => {
    const split = Array.from({ length: 8 }, (_, index) => rule([block(`2a0${index}::/32`)]));
    expect(answersOf(split)).toEqual(split.map(() => 'yes'));
    expect(answersOf(split.slice(1))).toEqual(split.slice(1).map(() => 'no'));
  });

  test('leaves a small neighbour out of it', () => {
    expect(answersOf([rule([block('203.0.114.0/24')]), rule(pieces(8))])).toEqual(['no', 'yes']);
  });

  test('that may be completed leaves the answer open, for those with a share in it', () => {
    const list: Peer = { kind: 'unknown', single: false, step };
    const one: Peer = { kind: 'unknown', single: true, step };
    expect(answersOf([rule([block('8.0.0.0/16')]), rule([block('8.1.0.0/24')]), rule([list])])).toEqual([
      'unknown',
      'no',
      'unknown',
    ]);
    expect(answersOf([rule([block('8.0.0.0/16')]), rule([one])])).toEqual(['no', 'unknown']);
    expect(answersOf([rule(pieces(8).slice(1)), rule([one])])).toEqual(['unknown', 'unknown']);
    expect(answersOf([rule(pieces(8).slice(1)), rule([block('8.0.0.0/16')], { exists: 'unknown' })])).toEqual([
      'unknown',
      'yes',
    ]);
    expect(answersOf([rule(pieces(8).slice(1)), rule([block('8.0.0.0/16')], { group: '' })])).toEqual([
      'unknown',
      'unknown',
    ]);
  });
});

/** The public space from 8.0.0.0 to 11.255.255.255 in cells of a /18 each, so that a set can be written out. */
const cells = 4 * 1024;
const isPublicCell = (cell: number): boolean => Math.floor(cell / 1024) !== 2;

interface Cells {
  readonly text: string;
  readonly first: number;
  readonly size: number;
}

const cellBlocks: fc.Arbitrary<Cells> = fc
  .tuple(fc.integer({ min: 0, max: cells - 1 }), fc.integer({ min: 6, max: 18 }))
  .map(([cell, prefix]) => {
    const size = 2 ** (18 - prefix);
    const first = cell - (cell % size);
    const address = 8 * 2 ** 24 + first * 2 ** 14;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return { text: `${octets.join('.')}/${prefix}`, first, size };
  });
/** Runs of /16 blocks, so that mosaics come about. */
const runs: fc.Arbitrary<readonly Cells[]> = fc
  .tuple(fc.integer({ min: 0, max: 1023 }), fc.integer({ min: 1, max: 300 }))
  .map(([start, length]) =>
    Array.from({ length }, (_, index) => {
      const sixteen = (start + index) % 1024;
      return { text: `${8 + Math.floor(sixteen / 256)}.${sixteen % 256}.0.0/16`, first: sixteen * 4, size: 4 };
    }),
  );
const cellRules = fc.array(
  fc.record({
    blocks: fc.oneof<fc.Arbitrary<readonly Cells[]>[]>(fc.array(cellBlocks, { maxLength: 3 }), runs),
    port: fc.constantFrom<Service>(ssh, everything, { ...ssh, last_port: 80 }),
    group: fc.constantFrom('g', 'h'),
  }),
  { maxLength: 5 },
);

test('agrees with counting every address', () => {
  const publicOf = (blocks: readonly Cells[]): Set<number> =>
    new Set(
      blocks.flatMap(({ first, size }) => Array.from({ length: size }, (_, at) => first + at).filter(isPublicCell)),
    );
  const isWide = (one: Cells): boolean => publicOf([one]).size > 4;
  const covers = (wide: Service, narrow: Service): boolean =>
    wide.protocol === 'all' ||
    (wide.protocol === narrow.protocol && wide.first_port <= narrow.first_port && wide.last_port >= narrow.last_port);
  fc.assert(
    fc.property(cellRules, (given) => {
      const expected = given.map((one) => {
        if (one.blocks.some(isWide)) return 'yes';
        const narrow = given
          .filter(({ group, port }) => group === one.group && covers(port, one.port))
          .flatMap(({ blocks }) => blocks.filter((each) => !isWide(each)));
        return publicOf(one.blocks).size >= 1 && publicOf(narrow).size >= 1024 ? 'yes' : 'no';
      });
      const rules = given.map(({ blocks, port, group }) =>
        rule(
          blocks.map(({ text }) => block(text)),
          { service: port, group },
        ),
      );
      expect(answersOf(rules)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

const peers: fc.Arbitrary<readonly Peer[]> = fc.oneof(
  fc.array(
    fc.oneof(
      cellBlocks.map(({ text }) => block(text)),
      cellBlocks.map(({ text }): Peer => ({ ...block(text), doubtful: true })),
      fc.constant<Peer>({ kind: 'unknown', single: true, step }),
      fc.constant<Peer>({ kind: 'unknown', single: false, step }),
      fc.constantFrom(1n << 16n, 1n << 14n, 1n).map((atMost): Peer => ({ kind: 'bounded', version: 4, atMost, step })),
    ),
    { maxLength: 3 },
  ),
  runs.map((run): readonly Peer[] => run.map(({ text }) => block(text))),
);
const ports = fc.constantFrom<Service>(ssh, everything, { ...ssh, last_port: 80 });
const openPorts = fc.oneof(
  ports,
  fc.constantFrom<Service>(
    { ...ssh, ports_known: 'unknown' },
    { ...everything, protocol: 'unknown', ports_known: 'unknown' },
  ),
);
const openRules = fc.record<RuleReach>({
  service: openPorts,
  direction: fc.constantFrom('ingress', 'egress'),
  group: fc.constantFrom('g', 'h', ''),
  exists: fc.constantFrom<Answer>('yes', 'unknown'),
  peers,
});

/** What may be learnt about a rule; `undefined` when it turns out not to be there. */
interface Learnt {
  readonly service: Service;
  readonly group: string;
  readonly exists: boolean;
  readonly blocks: readonly Cells[];
  readonly run: readonly Cells[];
  readonly certain: boolean;
}

const lessons = fc.record<Learnt>({
  service: ports,
  group: fc.constantFrom('g', 'h'),
  exists: fc.boolean(),
  blocks: fc.array(cellBlocks, { minLength: 3, maxLength: 3 }),
  run: runs,
  certain: fc.boolean(),
});

function learn(reach: RuleReach, lesson: Learnt): RuleReach | undefined {
  if (reach.exists === 'unknown' && !lesson.exists) return undefined;
  const { service } = reach;
  return {
    exists: 'yes',
    direction: reach.direction,
    group: reach.group === '' ? lesson.group : reach.group,
    service:
      service.protocol === 'unknown'
        ? lesson.service
        : service.ports_known === 'yes'
          ? service
          : { ...lesson.service, protocol: service.protocol },
    peers: reach.peers.flatMap((peer, index): readonly Peer[] => {
      const found = lesson.blocks[index] ?? { text: '11.0.0.0/8', first: 0, size: 0 };
      if (peer.kind === 'block') return peer.doubtful ? (lesson.certain ? [block(peer.text)] : []) : [peer];
      if (peer.kind === 'bounded') {
        const prefix = 32 - (peer.atMost.toString(2).length - 1);
        return [block(found.text.replace(/\d+$/, String(prefix)))];
      }
      return peer.single ? [block(found.text)] : lesson.run.map(({ text }) => block(text));
    }),
  };
}

test('learning an unknown never overturns a settled answer', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(openRules, lessons), { maxLength: 5 }), (given) => {
      const before = answersOf(given.map(([reach]) => reach));
      const kept = given.flatMap(([reach, lesson], index) => {
        const learnt = learn(reach, lesson);
        return learnt === undefined ? [] : [{ learnt, before: before[index] }];
      });
      const after = answersOf(kept.map(({ learnt }) => learnt));
      for (const [index, { before: settled }] of kept.entries()) {
        if (settled !== 'unknown') expect(after[index]).toBe(settled);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('order and duplicates change nothing', () => {
  fc.assert(
    fc.property(fc.array(openRules, { maxLength: 5 }), (rules) => {
      const once = answersOf(rules);
      expect(answersOf([...rules].reverse())).toEqual([...once].reverse());
      const certain = rules.filter(
        ({ exists, group, peers: all }) =>
          exists === 'yes' && group !== '' && all.every(({ kind }) => kind === 'block'),
      );
      const answers = answersOf(certain);
      expect(answersOf([...certain, ...certain])).toEqual([...answers, ...answers]);
    }),
    { numRuns: 300 },
  );
});
