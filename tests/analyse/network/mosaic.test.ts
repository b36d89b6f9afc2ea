import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexAddresses } from '../../../src/analyse/network/address-index.ts';
import { claimInternet, publicMeasure } from '../../../src/analyse/network/internet.ts';
import type { RuleReach } from '../../../src/analyse/network/share.ts';
import { addressSet, countAddresses, parseCidr } from '../../../src/model/index.ts';

const range = fc.tuple(fc.bigInt(0n, 30n), fc.bigInt(0n, 6n)).map(([first, more]) => ({ first, last: first + more }));
const set = fc.array(range, { maxLength: 6 }).map(addressSet);

test('property: an index counts what is in either set', () => {
  fc.assert(
    fc.property(set, set, (one, other) => {
      expect(indexAddresses(one).with(other)).toBe(countAddresses(addressSet([...one, ...other])));
    }),
  );
});

function rule(cidr: string, port: number, group: string): RuleReach {
  const block = parseCidr(cidr);
  if (block === undefined) throw new Error(`no block: ${cidr}`);
  const step = { resource: `rule of ${group} ${cidr} ${port}`, path: [] };
  const service = { protocol: 'tcp', first_port: port, last_port: port, ports_known: 'yes' } as const;
  return { service, direction: 'ingress', group, exists: 'yes', peers: [{ kind: 'block', block, text: cidr, step }] };
}

const answersOf = (rules: readonly RuleReach[]) =>
  claimInternet(rules, publicMeasure([])).map(({ internet }) => internet.answer);

/** Rules of no group in particular, each for another port: a /8 between them. */
const homeless = (size: number) =>
  Array.from({ length: size }, (_, at) => rule(`52.${at % 256}.0.0/16`, 1000 + at, ''));
const housed = (size: number) => Array.from({ length: size }, (_, at) => rule('57.1.0.0/16', 9000 + at, `g${at}`));

test('rules of no group in particular complete the mosaic of a group only where they let the service through', () => {
  const answers = answersOf([...homeless(300), ...housed(300)]);
  expect(new Set(answers)).toEqual(new Set(['no']));
});

test('where services are too many to compare, what would be no is unknown, and what is yes stays yes', () => {
  const wide = rule('0.0.0.0/0', 22, 'wide');
  const [first, ...answers] = answersOf([wide, ...homeless(1500), ...housed(1500)]);
  expect(first).toBe('yes');
  expect(new Set(answers)).toEqual(new Set(['unknown']));
});
