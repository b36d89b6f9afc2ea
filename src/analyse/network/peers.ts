import type { Estate, EstateResource } from '../../aws/index.ts';
import type { AddressBlock, IpVersion, Path, Reference, Value } from '../../model/index.ts';
import { addressBits, isList, isReference, isUnknown, parseCidr, pointerOf, valueAt } from '../../model/index.ts';
import type { StepFact } from '../../shapes/index.ts';

/**
 * The other side of a rule, as far as it is addresses. Security groups, the group itself and AWS's own prefix lists are
 * none: they name members of a VPC and AWS services, not public address space at large.
 */
export type Peer = KnownBlock | BoundedBlock | UnknownBlocks;

interface Written {
  /** Where it stands: in the rule, or in a prefix list that the rule names at `via`. */
  readonly step: StepFact;
  readonly via?: StepFact;
}

export interface KnownBlock extends Written {
  readonly kind: 'block';
  readonly block: AddressBlock;
  /** As it was written. */
  readonly text: string;
  /** Set when the block is known, but not whether it is in the rule. */
  readonly doubtful?: true;
}

/** One block that is not known, but is too narrow to be the internet, whatever it is. */
interface BoundedBlock extends Written {
  readonly kind: 'bounded';
  readonly version: IpVersion;
  readonly atMost: bigint;
}

/** One block of any size, or any number of them. */
interface UnknownBlocks extends Written {
  readonly kind: 'unknown';
  readonly single: boolean;
}

/** The widest prefixes that are no address space at large by themselves: see internet.ts. */
const narrowPrefix: Readonly<Record<IpVersion, number>> = { 4: 16, 6: 32 };

/** The items of a list, each with its path; of anything else, itself; nothing where nothing is set. */
export function itemsAt(
  value: Value | undefined,
  path: Path,
): readonly { readonly value: Value; readonly path: Path }[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) return [{ value, path }];
  return value.flatMap((item, index) => (item === null ? [] : [{ value: item, path: [...path, index] }]));
}

/** Where blocks stand: `list` when an unresolved value stands for any number of them. */
export interface BlocksAt {
  readonly resource: string;
  readonly path: Path;
  readonly version: IpVersion;
  readonly holds: 'one' | 'list';
}

/** Reads the blocks of one family. What is no block is unknown: nothing may hide behind a typing error. */
export function readBlocks(value: Value | undefined, at: BlocksAt, estate: Estate): Peer[] {
  return itemsAt(value, at.path)
    .filter((item) => item.value !== '')
    .map((item) => {
      const single = at.holds === 'one' || item.path !== at.path;
      const origin = originOf(estate.resources.get(at.resource), item.path, item.value);
      return readBlock(item.value, { resource: at.resource, path: [...item.path] }, { ...at, single, origin, estate });
    });
}

/** The attribute from which a value that is not known was taken unchanged, such as the block of a VPC. */
function originOf(subject: EstateResource | undefined, path: Path, value: Value): Reference | undefined {
  if (!isUnknown(value) || subject === undefined) return undefined;
  const { origins, values } = subject.instance;
  // Where values were moved when they were brought into form, another may stand at that path.
  const isHere = JSON.stringify(valueAt(values, path)) === JSON.stringify(value);
  return isHere ? origins?.[pointerOf(path)] : undefined;
}

interface BlockContext {
  readonly version: IpVersion;
  readonly single: boolean;
  readonly origin: Reference | undefined;
  readonly estate: Estate;
}

function readBlock(value: Value, step: StepFact, { version, single, origin, estate }: BlockContext): Peer {
  if (typeof value === 'string') {
    const block = parseCidr(value);
    return block === undefined ? { kind: 'unknown', single, step } : { kind: 'block', block, text: value, step };
  }
  const prefix = single ? knownPrefixOf(origin ?? value, version, estate) : undefined;
  if (prefix === undefined || prefix < narrowPrefix[version]) return { kind: 'unknown', single, step };
  return { kind: 'bounded', version, atMost: 1n << BigInt(addressBits[version] - prefix), step };
}

const ofVpcOrSubnet = /^aws_(default_)?(vpc|subnet)(_ipv[46]_cidr_block_association|_peering_connection)?$/;

/** The prefix of a block that is not known in full: `"${var.office}/32"`, the block of a VPC. */
function knownPrefixOf(value: Value, version: IpVersion, estate: Estate): number | undefined {
  if (isReference(value)) {
    const type = estate.resources.get(value.$ref)?.fact.type;
    if (type === undefined || !ofVpcOrSubnet.test(type)) return undefined;
    // EC2's own limits: a VPC's blocks are /16 to /28 and /44 to /60, a subnet's lie inside (VPC guide, "VPC CIDR blocks").
    if (/(^|\.)(peer_)?cidr_block$/.test(value.$attribute)) return 16;
    return value.$attribute === 'ipv6_cidr_block' ? 44 : undefined;
  }
  const last = isUnknown(value) ? value.$parts?.at(-1) : undefined;
  const prefix = typeof last === 'string' ? /\/(0|[1-9]\d{0,2})$/.exec(last)?.[1] : undefined;
  return prefix !== undefined && Number(prefix) <= addressBits[version] ? Number(prefix) : undefined;
}
