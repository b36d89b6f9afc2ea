import { isWhole, truncate } from '../cty/decimal.ts';
import { listOf, NUMBER, STRING } from '../cty/type.ts';
import { type Cty, list, string } from '../cty/value.ts';
import { type NetworkBlock, parseBlock, writeAddress, writeBlock } from './ip-block.ts';
import { decimalAt, textAt, wholeAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

const text = { type: STRING };
const count = { type: NUMBER };

export const networkFunctions: Readonly<Record<string, Specification>> = {
  cidrhost: { parameters: [text, count], type: STRING, call: (values) => string(host(values)) },
  cidrnetmask: { parameters: [text], type: STRING, call: (values) => string(netmask(textAt(values, 0))) },
  cidrsubnet: {
    parameters: [text, count, count],
    type: STRING,
    call: (values) => string(subnet(parseBlock(textAt(values, 0)), wholeAt(values, 1), bigAt(values, 2))),
  },
  cidrsubnets: {
    parameters: [text],
    rest: count,
    type: listOf(STRING),
    call: subnets,
  },
};

/** An IPv6 block of mapped IPv4 addresses: in Terraform's library it is the one in some places, and the other in others. */
function isMapped({ address, bits }: NetworkBlock): boolean {
  return bits === 128 && address >> 32n === 0xffffn;
}

function bigAt(values: readonly Cty[], index: number): bigint {
  const value = decimalAt(values, index);
  if (!isWhole(value)) throw new FunctionError(`argument ${index + 1} is no whole number`);
  return truncate(value);
}

/**
 * A negative number counts from the end of the block. Whether there are so many hosts is worked out in 64 bits, and the number laid
 * over the address with all of its own (go-cidr 1.1, `HostBig`).
 */
function host(values: readonly Cty[]): string {
  const block = parseBlock(textAt(values, 0));
  const number = bigAt(values, 1);
  const size = 1n << BigInt(block.bits - block.prefix);
  const counted = number < 0n ? -number - 1n : BigInt.asIntN(64, number);
  if (counted >= size) throw new FunctionError(`a prefix of ${block.prefix} has no host ${number}`);
  const at = number < 0n ? size + number : number;
  // The number of a mapped host is laid over the first bits, not over the last.
  const address = block.address | (isMapped(block) ? at << 96n : at);
  if (address >> BigInt(block.bits) !== 0n) throw new FunctionError(`host ${number} lies outside of all addresses`);
  return writeAddress(address, block.bits);
}

function netmask(cidr: string): string {
  const block = parseBlock(cidr);
  if (block.bits !== 32 && !isMapped(block)) throw new FunctionError('only IPv4 has netmasks');
  const ones = (1n << BigInt(block.prefix)) - 1n;
  return writeAddress(ones << BigInt(block.bits - block.prefix), block.bits);
}

const WORD = (1n << 64n) - 1n;

/**
 * Negative numbers are taken as the library of Terraform takes them (go-cidr 1.1, `SubnetBig`): the number is laid over the address
 * with all its bits, and how large it may be is worked out in words of 64 bits.
 */
function subnet(block: NetworkBlock, bits: number, number: bigint): string {
  const prefix = block.prefix + bits;
  if (prefix > block.bits) throw new FunctionError(`a prefix of ${block.prefix} cannot be extended by ${bits} bits`);
  const most = bits < 0 || bits >= 64 ? WORD : (1n << BigInt(bits)) - 1n;
  if ((size(number) & WORD) > most) throw new FunctionError(`${bits} bits cannot number subnet ${number}`);
  const outside = (): FunctionError => new FunctionError(`subnet ${number} lies outside of all addresses`);
  if (number !== 0n && prefix < -block.bits) throw outside();
  const address = number === 0n ? block.address : size(block.address | (number << BigInt(block.bits - prefix)));
  if (address >> BigInt(block.bits) !== 0n) throw outside();
  return prefix < 0 ? '<nil>' : writeBlock({ ...block, prefix, address });
}

function size(number: bigint): bigint {
  return number < 0n ? -number : number;
}

/** One subnet after the other, each at the next place where it fits its own size. */
function subnets(values: readonly Cty[]): Cty {
  const block = parseBlock(textAt(values, 0));
  if (isMapped(block) && values.length > 1) throw new FunctionError('a block of mapped IPv4 addresses has no subnets');
  // Terraform looks for what comes after the address before the block, which for the very first is the last of all.
  if (block.address === 0n && values.length > 1)
    throw new FunctionError('the first of all addresses has none before it');
  const end = block.address + (1n << BigInt(block.bits - block.prefix));
  let next = block.address;
  const found = values.slice(1).map((_, index) => {
    const bits = wholeAt(values, index + 1);
    if (bits < 1) throw new FunctionError('a subnet extends the prefix by at least one bit');
    if (bits > 32) throw new FunctionError('a subnet extends the prefix by at most 32 bits');
    const prefix = block.prefix + bits;
    if (prefix > block.bits) throw new FunctionError(`a prefix of ${block.prefix} cannot be extended by ${bits} bits`);
    const size = 1n << BigInt(block.bits - prefix);
    const address = ((next + size - 1n) / size) * size;
    if (address + size > end) throw new FunctionError('the subnets do not fit into the block');
    next = address + size;
    return string(writeBlock({ ...block, prefix, address }));
  });
  return list(STRING, found);
}
