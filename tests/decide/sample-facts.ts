import type { Facts, Resource } from '../../src/shapes/index.ts';

/** Facts with nothing in them but these buckets. */
export function bucketFacts(...names: readonly string[]): Facts {
  return {
    version: 1,
    resources: { aws_s3_bucket: names.map((name) => bucket(name)) },
    data: {},
    modules: [],
    estate: { stacks: [], variables: [], accounts: [], organization_accounts: [], unmodelled: [] },
    network: { rules: [], vpcs: [], subnets: [], gateways: [], elastic_addresses: [], acl_entries: [] },
    access: { documents: [], federated: [], roles: [], attachments: [] },
    keys: [],
    buckets: [],
  };
}

export function bucket(name: string, changes: Partial<Resource> = {}): Resource {
  const address = `aws_s3_bucket.${name}`;
  return {
    id: address,
    address,
    stack: '',
    module: '',
    type: 'aws_s3_bucket',
    name,
    exists: 'yes',
    tags: {},
    tags_known: 'yes',
    zone: '',
    data_class: '',
    account: '',
    region: '',
    values: {},
    defaulted: [],
    literal: [],
    references: {},
    lifecycle: {},
    ...changes,
  };
}
