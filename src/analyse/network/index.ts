/** Who may reach whom: security rules and what guards a VPC, each with answers. */
export * from './analyse-network.ts';
