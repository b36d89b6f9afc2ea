import type { Answer, Value } from '../../model/index.ts';

/** Ports from `first` to `last`, both included; they mean something only when `known` is `yes`. */
export interface Ports {
  readonly first: number;
  readonly last: number;
  readonly known: Answer;
}

const everyPort: Ports = { first: 0, last: 65_535, known: 'yes' };
const unknownPorts: Ports = { first: 0, last: 65_535, known: 'unknown' };

/** IANA's numbers of the protocols that EC2 knows by name. */
const namesByNumber: Readonly<Record<string, string>> = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

/**
 * The protocol of a rule in one spelling: `tcp`, `udp`, `icmp`, `icmpv6`, `all`, an IANA number as text, or `unknown`.
 * Names are not case-sensitive and a number stands for its name, as in the provider (EC2, IpPermission, `IpProtocol`).
 */
export function readProtocol(value: Value | undefined): string {
  if (typeof value === 'number') return readProtocol(String(value));
  if (typeof value !== 'string' || value === '') return 'unknown';
  const protocol = value.trim().toLowerCase();
  return namesByNumber[protocol] ?? protocol;
}

/**
 * The ports that a rule opens. EC2 looks at them only for TCP and UDP: of every other protocol a rule opens all. A TCP
 * or UDP rule without ports is refused by EC2, and what a resource like that comes to mean is not for us to guess: unknown.
 *
 * @see EC2 API reference, IpPermission, `FromPort`; AuthorizeSecurityGroupIngress, `IpProtocol`
 */
export function readPorts(protocol: string, from: Value | undefined, to: Value | undefined): Ports {
  if (protocol === 'unknown') return unknownPorts;
  if (protocol !== 'tcp' && protocol !== 'udp') return everyPort;
  const first = readPort(from);
  const last = readPort(to);
  if (first === -1 && last === -1) return everyPort;
  if (first === undefined || last === undefined || first > last) return unknownPorts;
  return { first: Math.max(first, 0), last, known: 'yes' };
}

function readPort(value: Value | undefined): number | undefined {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return readPort(Number(value));
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** A protocol and its ports, as a rule has them. */
export interface Service {
  readonly protocol: string;
  readonly first_port: number;
  readonly last_port: number;
  readonly ports_known: Answer;
}

/** Does a rule for `wide` let through all that a rule for `narrow` does? */
export function coversService(wide: Service, narrow: Service): Answer {
  if (wide.protocol === 'all') return 'yes';
  if (wide.protocol === 'unknown' || narrow.protocol === 'unknown') return 'unknown';
  if (wide.protocol !== narrow.protocol) return 'no';
  if (wide.ports_known !== 'yes') return 'unknown';
  if (wide.first_port === 0 && wide.last_port === 65_535) return 'yes';
  if (narrow.ports_known !== 'yes') return 'unknown';
  return wide.first_port <= narrow.first_port && narrow.last_port <= wide.last_port ? 'yes' : 'no';
}
