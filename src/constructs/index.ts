/** Constructs that satisfy the policies by shape. */
export * from './class-key.ts';
export * from './dns-firewall.ts';
export * from './external-key-store.ts';
export * from './flow-logs.ts';
export * from './hsm-key-store.ts';
export * from './inspection-firewall.ts';
export * from './key-uses.ts';
export * from './organization-share.ts';
export * from './pipeline-role.ts';
export * from './private-authority.ts';
export * from './private-bucket.ts';
export * from './rotated-secret.ts';
export * from './segmented-vpc.ts';
export * from './service-endpoints.ts';
export * from './tag-contract.ts';
export * from './workload-boundary.ts';
export * from './zone-transit.ts';
