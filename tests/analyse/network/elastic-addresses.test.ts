import { expect, test } from 'vitest';
import { analyseNetwork } from '../../../src/analyse/network/index.ts';
import type { Value, ValueObject } from '../../../src/model/index.ts';
import type { ElasticAddressFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, nothingDeclared, reference, unknown } from '../estate.ts';

const machines: Given[] = [
  { address: 'aws_instance.i', zone: 'weights', values: { id: 'i-1' } },
  { address: 'aws_network_interface.n', zone: 'training', values: { id: 'eni-1' } },
  { address: 'aws_network_interface.doubtful', zone: unknown() },
  { address: 'data.aws_instance.found' },
  { address: 'data.aws_instance.tagged', zone: 'keys' },
];

function addresses(...given: Given[]): readonly ElasticAddressFact[] {
  return analyseNetwork(estateOf([...machines, ...given]), nothingDeclared).elasticAddresses;
}

function zoneAt(instance: Value, ...given: Given[]): unknown {
  return addresses({ address: 'aws_eip.e', values: { instance } }, ...given)[0]?.zone;
}

test.each([
  ['aws_eip.e', 'instance', reference('aws_instance.i'), 'aws_instance.i', 'weights'],
  ['aws_eip.e', 'instance', 'i-1', 'aws_instance.i', 'weights'],
  ['aws_eip.e', 'network_interface', reference('aws_network_interface.n'), 'aws_network_interface.n', 'training'],
  [
    'aws_eip.e',
    'network_interface',
    reference('aws_instance.i', 'primary_network_interface_id'),
    'aws_instance.i',
    'weights',
  ],
  ['aws_eip_association.e', 'instance_id', reference('aws_instance.i'), 'aws_instance.i', 'weights'],
  ['aws_eip_association.e', 'network_interface_id', 'eni-1', 'aws_network_interface.n', 'training'],
] as const)('%s by %s = %j is at %s of the zone %s', (address, attribute, value, machine, zone) => {
  expect(addresses({ address, values: { [attribute]: value }, exists: 'unknown' })).toEqual([
    { subject: address, path: [attribute], machine, zone, exists: 'unknown' },
  ]);
});

test('an address that is associated with nothing is at no machine', () => {
  const values = { allocation_id: reference('aws_eip.e', 'id'), instance_id: null, network_interface_id: '' };
  expect(addresses({ address: 'aws_eip.e' }, { address: 'aws_eip_association.e', values })).toEqual([]);
});

const elsewhere = { $unknown: 'the instance or network interface is not in this configuration, or not known' };

test.each([
  ['a variable', unknown(), elsewhere],
  ['an id of elsewhere', 'i-2', elsewhere],
  ['a data source', reference('data.aws_instance.found'), elsewhere],
  ['a data source that names the zone', reference('data.aws_instance.tagged'), 'keys'],
] as const)('the zone of %s', (_situation, value, zone) => {
  expect(zoneAt(value)).toEqual(zone);
});

const card = (network_interface_id: Value) => [{ device_index: 0, network_interface_id }];

test.each([
  ['in no subnet that is named', {}, ''],
  ['at its interface', { network_interface: card(reference('aws_network_interface.n')) }, 'training'],
  ['at its primary interface', { primary_network_interface: card('eni-1'), network_interface: [] }, 'training'],
  [
    'at an interface of a doubtful zone',
    { network_interface: card(reference('aws_network_interface.doubtful')) },
    unknown(),
  ],
  ['at an interface that is not known', { network_interface: card(unknown()) }, elsewhere],
  ['at interfaces that are not known', { network_interface: unknown() }, elsewhere],
  ['at what is no interface', { network_interface: card(true) }, elsewhere],
  ['at itself', { network_interface: card(reference('aws_instance.own', 'primary_network_interface_id')) }, elsewhere],
] as const)('an instance without a zone stands %s', (_situation, values: ValueObject, zone) => {
  expect(zoneAt(reference('aws_instance.own'), { address: 'aws_instance.own', values })).toEqual(zone);
});

test('an instance with a zone of its own stands there', () => {
  const values = { network_interface: card(reference('aws_network_interface.n')) };
  expect(zoneAt(reference('aws_instance.own'), { address: 'aws_instance.own', zone: 'hub', values })).toBe('hub');
});
