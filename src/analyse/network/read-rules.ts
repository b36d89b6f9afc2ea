import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer, Path, Value } from '../../model/index.ts';
import { both, isObject } from '../../model/index.ts';
import type { SecurityRuleFact } from '../../shapes/index.ts';
import { valuesOf } from './find-target.ts';
import { itemsAt, type Peer, readBlocks } from './peers.ts';
import type { ReadPrefixList } from './prefix-lists.ts';
import { readPorts, readProtocol, type Service } from './protocol-ports.ts';
import type { GroupFinder, GroupOfRule } from './rule-groups.ts';

type Direction = SecurityRuleFact['direction'];

/** A rule as it is written, before its reach is measured against the rest of its group. */
export interface WrittenRule {
  readonly subject: string;
  readonly path: Path;
  readonly direction: Direction;
  readonly exists: Answer;
  readonly group: GroupOfRule;
  readonly service: Service;
  readonly peers: readonly Peer[];
}

export interface RuleReading {
  readonly estate: Estate;
  readonly groups: GroupFinder;
  readonly readList: ReadPrefixList;
}

const directions = ['ingress', 'egress'] as const;

/** `ingress` and `egress` of `aws_security_group` and `aws_default_security_group`; entries may be padded with nulls. */
export function readInlineRules(subject: EstateResource, reading: RuleReading): WrittenRule[] {
  const { id, exists } = subject.fact;
  const group = reading.groups.itself(subject);
  return directions.flatMap((direction) =>
    itemsAt(valuesOf(subject)[direction], [direction]).map(({ value, path }) => {
      const entry = isObject(value) ? value : {};
      const peers: Peer[] = isObject(value)
        ? readPeers(id, value, path, reading)
        : [{ kind: 'unknown', single: false, step: { resource: id, path: [...path] } }];
      return { subject: id, path, direction, exists, group, service: readService(entry['protocol'], entry), peers };
    }),
  );
}

/** `aws_security_group_rule`. Of an unknown type, it may be a rule of the one direction or of the other. */
export function readSeparateRule(subject: EstateResource, reading: RuleReading): WrittenRule[] {
  const { id, exists } = subject.fact;
  const values = valuesOf(subject);
  const type = values['type'];
  const known = type === 'ingress' || type === 'egress';
  return directions
    .filter((direction) => !known || type === direction)
    .map((direction) => ({
      subject: id,
      path: [],
      direction,
      exists: known ? exists : both(exists, 'unknown'),
      group: reading.groups.named(values['security_group_id']),
      service: readService(values['protocol'], values),
      peers: readPeers(id, values, [], reading),
    }));
}

/** `aws_vpc_security_group_ingress_rule` and `aws_vpc_security_group_egress_rule`. */
export function readVpcRule(subject: EstateResource, direction: Direction, reading: RuleReading): WrittenRule {
  const { id, exists } = subject.fact;
  const values = valuesOf(subject);
  return {
    subject: id,
    path: [],
    direction,
    exists,
    group: reading.groups.named(values['security_group_id']),
    service: readService(values['ip_protocol'], values),
    peers: readPeers(id, values, [], reading),
  };
}

type Values = { readonly [name: string]: Value };

function readService(protocolValue: Value | undefined, values: Values): Service {
  const protocol = readProtocol(protocolValue);
  const { first, last, known } = readPorts(protocol, values['from_port'], values['to_port']);
  return { protocol, first_port: first, last_port: last, ports_known: known };
}

/** The attributes that hold blocks, however a rule is written: no two ways of writing one give a name different meanings. */
const blockAttributes = [
  { name: 'cidr_blocks', version: 4, holds: 'list' },
  { name: 'ipv6_cidr_blocks', version: 6, holds: 'list' },
  { name: 'cidr_ipv4', version: 4, holds: 'one' },
  { name: 'cidr_ipv6', version: 6, holds: 'one' },
] as const;

const listAttributes = ['prefix_list_ids', 'prefix_list_id'];

function readPeers(resource: string, values: Values, path: Path, { estate, readList }: RuleReading): Peer[] {
  const peers: Peer[] = [];
  for (const { name, version, holds } of blockAttributes) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    peers.push(...readBlocks(value, { resource, path: [...path, name], version, holds }, estate));
  }
  for (const name of listAttributes) {
    for (const item of itemsAt(values[name], [...path, name])) {
      peers.push(...readList(item.value, { resource, path: [...item.path] }));
    }
  }
  return peers;
}
