import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { S3Backend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { contractTags, type Tier, type Zone } from '../src/constructs/index.ts';
import type { Environment, NetworkPlan } from './environment.ts';

/** A stack in one zone and one account: tags by default, encrypted remote state, a deployment role, and no other account by mistake. */
export class ZoneStack extends TerraformStack {
  /** ARN of the role that deploys the stack. */
  readonly deployer: string;

  constructor(
    scope: Construct,
    id: string,
    readonly environment: Environment,
    zone: Zone,
    readonly account: string,
  ) {
    super(scope, id);
    const { region, owner, state, name } = environment;
    this.deployer = `arn:aws:iam::${account}:role/sallyport-deploy`;
    new S3Backend(this, {
      bucket: state.bucket,
      key: `${id}.tfstate`,
      region,
      encrypt: true,
      kmsKeyId: state.kmsKeyId,
    });
    // The binding is older than the argument: S3's own lock, without a DynamoDB table.
    this.addOverride('terraform.backend.s3.use_lockfile', true);
    new AwsProvider(this, 'Provider', {
      region,
      allowedAccountIds: [account],
      assumeRole: [
        {
          roleArn: this.deployer,
          sessionName: `${name}-${zone}`,
        },
      ],
      defaultTags: [{ tags: contractTags({ zone, owner }) }],
    });
  }
}

/** The tiers of a plan, each with what is said of it. */
export function tiersOf<TierName extends string>(
  { tiers }: NetworkPlan<TierName>,
  reach: Partial<Record<TierName, Pick<Tier, 'peers' | 'internet'>>> = {},
): Tier[] {
  const names = Object.keys(tiers) as TierName[];
  return names.map((name) => ({ name, cidrBlocks: tiers[name], ...reach[name] }));
}
