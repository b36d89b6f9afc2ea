import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { S3Backend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { contractTags, type Zone } from '../src/constructs/index.ts';
import type { Environment } from './environment.ts';

/** A stack in one zone and one account: tags by default, encrypted remote state, a deployment role, and no other account by mistake. */
export class ZoneStack extends TerraformStack {
  constructor(
    scope: Construct,
    id: string,
    readonly environment: Environment,
    zone: Zone,
    account: string,
  ) {
    super(scope, id);
    const { region, owner, state, name } = environment;
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
          roleArn: `arn:aws:iam::${account}:role/sallyport-deploy`,
          sessionName: `${name}-${zone}`,
        },
      ],
      defaultTags: [{ tags: contractTags({ zone, owner }) }],
    });
  }
}
