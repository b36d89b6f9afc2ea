import { isWhole, signOf, truncate } from '../cty/decimal.ts';
import { listOf, NUMBER, STRING } from '../cty/type.ts';
import { type Cty, list, string, unknown } from '../cty/value.ts';
import { type NetworkBlock, parseBlock, writeAddress, writeBlock } from './ip-block.ts';
import { decimalAt, textAt, wholeAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

const text = { type: STRING };
const count = { type: NUMBER };

export const networkFunctions: Readonly<Record<string, Specification>> = {
  cidrhost: { parameters: [text, count], type: STRING, call: (values) => peculiar(values, []) ?? string(host(values)) },
  cidrnetmask: { parameters: [text], type: STRING, call: (values) => string(netmask(textAt(values, 0))) },
  cidrsubnet: {
    parameters: [text, count, count],
    type: STRING,
    call: (values) =>
      peculiar(values, [1, 2]) ??
      string(writeBlock(subnet(parseBlock(textAt(values, 0)), wholeAt(values, 1), bigAt(values, 2)))),
  },
  cidrsubnets: { parameters: [text], rest: count, type: listOf(STRING), call: subnets },
};

/** What Terraform accepts and makes something odd of: negative sizes, and IPv6 blocks of mapped IPv4 addresses. */
function peculiar(values: readonly Cty[], indexes: readonly number[]): Cty | undefined {
  const mapped = /^[0:]*:ffff:/i.test(textAt(values, 0));
  const numbers = indexes.map((index) => decimalAt(values, index));
  const negative = numbers.every(isWhole) && numbers.some((number) => signOf(number) < 0);
  if (!mapped && !negative) return undefined;
  const what = mapped ? 'an IPv6 block of mapped IPv4 addresses' : 'a negative number';
  return unknown(STRING, `what Terraform makes of ${what} here is not followed`, { notNull: true });
}

function bigAt(values: readonly Cty[], index: number): bigint {
  const value = decimalAt(values, index);
  if (!isWhole(value)) throw new FunctionError(`argument ${index + 1} is no whole number`);
  return truncate(value);
}

/** A negative number counts from the end of the block. */
function host(values: readonly Cty[]): string {
  const block = parseBlock(textAt(values, 0));
  const number = bigAt(values, 1);
  const size = 1n << BigInt(block.bits - block.prefix);
  const at = number < 0n ? size + number : number;
  if (at < 0n || at >= size) throw new FunctionError(`a prefix of ${block.prefix} has no host ${number}`);
  return writeAddress(block.address + at, block.bits);
}

function netmask(cidr: string): string {
  const block = parseBlock(cidr);
  if (block.bits !== 32) throw new FunctionError('only IPv4 has netmasks');
  const ones = (1n << BigInt(block.prefix)) - 1n;
  return writeAddress(ones << BigInt(32 - block.prefix), 32);
}

function subnet(block: NetworkBlock, bits: number, number: bigint): NetworkBlock {
  const prefix = block.prefix + bits;
  if (bits < 0 || prefix > block.bits)
    throw new FunctionError(`a prefix of ${block.prefix} cannot be extended by ${bits} bits`);
  if (number < 0n || number >= 1n << BigInt(bits))
    throw new FunctionError(`${bits} bits cannot number subnet ${number}`);
  return { ...block, prefix, address: block.address + (number << BigInt(block.bits - prefix)) };
}

/** One subnet after the other, each at the next place where it fits its own size. */
function subnets(values: readonly Cty[]): Cty {
  const block = parseBlock(textAt(values, 0));
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
