/**
 * What data sources of AWS say of the place where Terraform runs, as far as the provider's configuration tells: its region, and
 * with it the partition; its default tags. The rest stays a reference, of the type that the provider's schema gives it, so that
 * what stands around it stays known (documentation of the AWS provider, data sources of these names).
 */
import { evaluateBody } from '../body/evaluate-body.ts';
import { writtenValue } from '../body/written-value.ts';
import { listOf, STRING, setOf, type Type } from '../cty/type.ts';
import { type Cty, string } from '../cty/value.ts';
import { attributeReference } from '../evaluate/index-value.ts';
import type { ModuleScope } from './module-scope.ts';
import { providerOf } from './provider-choice.ts';
import type { ResourceInstance } from './resource-instance.ts';

type Attributes = Readonly<Record<string, Type>>;

const strings = listOf(STRING);

/** Attributes that only AWS or the provider fills in, and always; those that are named like a string everywhere are left out. */
const computed: Readonly<Record<string, Attributes>> = {
  aws_availability_zones: { names: strings, zone_ids: strings, group_names: setOf(STRING) },
  aws_caller_identity: { account_id: STRING, arn: STRING, user_id: STRING },
  aws_default_tags: {},
  aws_eks_cluster: { endpoint: STRING },
  aws_iam_policy: { policy: STRING },
  aws_iam_roles: { arns: setOf(STRING), names: setOf(STRING) },
  aws_iam_users: { arns: setOf(STRING), names: setOf(STRING) },
  aws_ip_ranges: { cidr_blocks: strings, ipv6_cidr_blocks: strings },
  aws_organizations_organization: { id: STRING },
  aws_partition: { partition: STRING, dns_suffix: STRING, reverse_dns_prefix: STRING },
  aws_prefix_list: { cidr_blocks: strings },
  aws_region: { name: STRING, region: STRING, description: STRING },
  aws_route_tables: { ids: strings },
  aws_security_groups: { ids: strings },
  aws_ssm_parameter: { value: STRING },
  aws_subnet: { cidr_block: STRING, availability_zone: STRING },
  aws_subnets: { ids: strings },
  aws_vpc: { cidr_block: STRING },
  aws_vpcs: { ids: strings },
};

/** `undefined` for data sources that are not of these. */
export function awsData(
  instance: ResourceInstance,
  scope: ModuleScope,
): ((name: string) => Cty | undefined) | undefined {
  const { type } = instance.block;
  const attributes = Object.hasOwn(computed, type) ? computed[type] : undefined;
  if (attributes === undefined) return undefined;
  return (name) => {
    const known = knownAttribute(name, instance, scope);
    if (known !== undefined || instance.written.has(name)) return known;
    const attributeType = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (attributeType === undefined) return undefined;
    const reference = { $ref: instance.id, $attribute: name };
    return { ...attributeReference(reference, attributeType), notNull: true };
  };
}

function knownAttribute(name: string, instance: ResourceInstance, scope: ModuleScope): Cty | undefined {
  switch (instance.block.type) {
    case 'aws_region':
      return ['id', 'name', 'region'].includes(name) ? regionAskedFor(instance, scope) : undefined;
    case 'aws_partition':
      return partitionAttribute(name, instance, scope);
    case 'aws_default_tags':
      return name === 'tags' ? defaultTags(instance, scope) : undefined;
    default:
      return undefined;
  }
}

/** The region that is looked up; without arguments, that of the provider. */
function regionAskedFor(instance: ResourceInstance, scope: ModuleScope): Cty | undefined {
  for (const name of ['region', 'name', 'endpoint']) {
    const written = instance.written.get(name);
    if (written === undefined) continue;
    const value = writtenValue(written);
    if (value.kind !== 'null') return name !== 'endpoint' && value.kind === 'string' ? value : undefined;
  }
  return providerRegion(instance, scope);
}

function providerRegion(instance: ResourceInstance, scope: ModuleScope): Cty | undefined {
  const region = providerSetting('region', instance, scope);
  return region?.kind === 'string' && region.value !== '' ? region : undefined;
}

/** Regions of each partition, and its DNS suffix (AWS SDK, partitions metadata). */
const partitions = [
  { partition: 'aws', regions: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/, suffix: 'amazonaws.com' },
  { partition: 'aws-cn', regions: /^cn-\w+-\d+$/, suffix: 'amazonaws.com.cn' },
  { partition: 'aws-us-gov', regions: /^us-gov-\w+-\d+$/, suffix: 'amazonaws.com' },
  { partition: 'aws-eusc', regions: /^eusc-\w+-\w+-\d+$/, suffix: 'amazonaws.eu' },
] as const;

function partitionAttribute(name: string, instance: ResourceInstance, scope: ModuleScope): Cty | undefined {
  if (!['id', 'partition', 'dns_suffix', 'reverse_dns_prefix'].includes(name)) return undefined;
  const region = providerRegion(instance, scope);
  const found = region?.kind === 'string' ? partitions.find(({ regions }) => regions.test(region.value)) : undefined;
  if (found === undefined) return undefined;
  if (name === 'dns_suffix') return string(found.suffix);
  return string(name === 'reverse_dns_prefix' ? found.suffix.split('.').reverse().join('.') : found.partition);
}

/** `undefined` where the provider leaves tags out again, by `ignore_tags`. */
function defaultTags(instance: ResourceInstance, scope: ModuleScope): Cty | undefined {
  if (providerSetting('ignore_tags', instance, scope) !== undefined) return undefined;
  const blocks = providerSetting('default_tags', instance, scope);
  const block = blocks !== undefined && 'items' in blocks ? blocks.items[0] : blocks;
  const tags = block !== undefined && 'entries' in block ? block.entries.get('tags') : undefined;
  return tags !== undefined && 'entries' in tags ? tags : undefined;
}

/** A setting of the instance's provider; `undefined` where it is not written, or rests on what waits for this instance. */
function providerSetting(name: string, instance: ResourceInstance, scope: ModuleScope): Cty | undefined {
  const { written } = providerOf(instance.block, scope);
  if (written === undefined) return undefined;
  const { block, scope: there } = written;
  for (const node of there.bodyDependencies(block.body)) {
    if (node.state === 'new') there.stack.run.settle(node);
    if (node.state !== 'done') return undefined;
  }
  // What is wrong with it is told where the provider itself is evaluated.
  const context = there.context(block.body.file);
  const setting = evaluateBody(block.body, context, (each) => each !== name).get(name);
  return setting === undefined ? undefined : writtenValue(setting);
}
