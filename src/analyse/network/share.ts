import type { AddressSet, Answer, IpVersion } from '../../model/index.ts';
import type { KnownBlock, Peer } from './peers.ts';
import type { Service } from './protocol-ports.ts';

export const versions = [4, 6] as const;

export type PerVersion<T> = Readonly<Record<IpVersion, T>>;

export function perVersion<T>(of: (version: IpVersion) => T): PerVersion<T> {
  return { 4: of(4), 6: of(6) };
}

export interface RuleReach {
  readonly service: Service;
  readonly direction: 'ingress' | 'egress';
  /** The same for rules of the same group; "" when it may be any group. */
  readonly group: string;
  readonly exists: Answer;
  readonly peers: readonly Peer[];
}

/** What a rule adds to its group: its blocks, told apart by whether they are the internet by themselves. */
export interface Share {
  readonly reach: RuleReach;
  readonly wide: readonly KnownBlock[];
  /** Unknown blocks, and wide ones that may not be in the rule. */
  readonly open: readonly Peer[];
  readonly pieces: readonly KnownBlock[];
  /** Public addresses of the pieces. */
  readonly addresses: PerVersion<AddressSet>;
  readonly size: PerVersion<bigint>;
  /** Addresses of narrow blocks that may come on top. */
  readonly more: PerVersion<bigint>;
}
