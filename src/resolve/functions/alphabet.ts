import type { UnknownValue } from '../cty/value.ts';

/** Attributes by what they are of, with the letters that AWS makes them of. */
const alphabets: readonly (readonly [of: RegExp, attribute: RegExp, letters: RegExp])[] = [
  [/^data\.aws_caller_identity$/, /^(account_id|id)$/, /[0-9]/],
  [/^data\.aws_partition$/, /^(partition|id|dns_suffix|reverse_dns_prefix)$/, /[a-z.-]/],
  [/^data\.aws_region$/, /^(name|region|id)$/, /[a-z0-9-]/],
  // Amazon S3 User Guide, "General purpose bucket naming rules".
  [/^aws_s3_bucket$/, /^(id|bucket|arn)$/, /[a-z0-9.:-]/],
  // An address block holds no comma, nor does an id that AWS gives.
  [/^(data\.)?aws_(vpc|subnet|default_vpc|default_subnet|vpc_ipv4_cidr_block_association)$/, /^cidr_block$/, /[0-9./]/],
  [/^(data\.)?aws_(vpc|subnet|default_vpc|default_subnet)$/, /^ipv6_cidr_block$/, /[0-9a-f:./]/],
  [/^(data\.)?aws_(eip|nat_gateway|instance)$/, /^(public_ip|private_ip)$/, /[0-9.]/],
  [
    /^(data\.)?aws_(vpc|subnet|security_group|default_security_group|default_vpc|ec2_managed_prefix_list)$/,
    /^id$/,
    /[a-z0-9-]/,
  ],
  // AWS KMS Developer Guide, "Key identifiers".
  [/^aws_kms_key$/, /^(id|key_id|arn)$/, /[a-z0-9:/-]/],
];

/** The letters that the text of an unknown can have; `undefined` where it can have any. */
export function lettersOf({ reference }: UnknownValue): ((letter: string) => boolean) | undefined {
  if (reference === undefined) return undefined;
  const type = typeOfAddress(reference.$ref);
  const found = alphabets.find(([of, attribute]) => of.test(type) && attribute.test(reference.$attribute));
  return found && ((letter) => found[2].test(letter));
}

/** `data.aws_region` of `module.m["a.b"].data.aws_region.current[0]`. */
function typeOfAddress(address: string): string {
  const steps = address.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, '').split('.');
  const [type = '', name] = steps.slice(-2);
  return name !== undefined && steps.at(-3) === 'data' ? `data.${type}` : type;
}
