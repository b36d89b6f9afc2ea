import type { Access } from '../analyse/access/index.ts';
import type { Network } from '../analyse/network/index.ts';
import type { Estate } from '../aws/index.ts';
import type { Declarations } from '../settings/index.ts';
import type { BucketFact, Facts, Resource } from '../shapes/index.ts';

/** The one document that policies see. Every field is there, and the order of everything is fixed: type, then id. */
export function composeFacts(estate: Estate, network: Network, access: Access, declarations: Declarations): Facts {
  return {
    version: 1,
    resources: resourcesByType(estate, 'managed'),
    data: resourcesByType(estate, 'data'),
    modules: estate.modules.map(({ id, address, stack, source, version, read }) => ({
      id,
      address,
      stack,
      source,
      version,
      read,
    })),
    estate: {
      stacks: estate.stacks.map(({ name, from, backend }) => ({
        name,
        from,
        backend: backend?.type ?? (from === 'plan' || from === 'state' ? 'unknown' : ''),
        backend_values: backend?.values ?? {},
      })),
      variables: estate.variables.map(({ id, stack, name, sensitive, ephemeral, hasDefault }) => ({
        id,
        stack,
        name,
        sensitive,
        ephemeral,
        has_default: hasDefault,
      })),
      accounts: [...estate.accounts],
      organization_accounts: [...declarations.organizationAccounts],
      unmodelled: [...estate.unmodelled],
    },
    network: {
      rules: [...network.rules],
      vpcs: [...network.vpcs],
      subnets: [...network.subnets],
      gateways: [...network.gateways],
      acl_entries: [...network.aclEntries],
      elastic_addresses: [...network.elasticAddresses],
    },
    access: {
      documents: [...access.documents],
      federated: [...access.federated],
      roles: [...access.roles],
      attachments: [...access.attachments],
    },
    keys: [...estate.keys],
    buckets: estate.buckets.map((bucket) => ({
      ...bucket,
      transport: access.transport.get(bucket.id) ?? plaintext(bucket.id),
    })),
  };
}

/** What holds of a bucket that no policy is about. */
function plaintext(bucket: string): BucketFact['transport'] {
  return {
    declared_by: '',
    denies_plaintext: { answer: 'no', steps: [{ resource: bucket, path: [] }] },
    minimum_tls: '',
  };
}

function resourcesByType(estate: Estate, mode: 'managed' | 'data'): Record<string, Resource[]> {
  const byType = new Map<string, Resource[]>();
  for (const resource of estate.resources.values()) {
    if (resource.mode !== mode) continue;
    const { fact } = resource;
    const same = byType.get(fact.type);
    if (same === undefined) byType.set(fact.type, [fact]);
    else same.push(fact);
  }
  return Object.fromEntries([...byType].sort(([left], [right]) => (left < right ? -1 : 1)));
}
