import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import type { Environment } from '../environment.ts';

/** What passes the vault's own endpoint for S3: reads of the vault by the roles of its consumers, and nothing else. */
export function endpointStatements(environment: Environment): readonly DataAwsIamPolicyDocumentStatement[] {
  const { vault, organization, name, accounts, region } = environment;
  const points = `arn:aws:s3:${region}:${accounts.weights}:accesspoint/${name}-*`;
  const buckets = ['weights', 'checkpoints'].map((content) => `arn:aws:s3:::${bucketName(environment, content)}`);
  return [
    {
      sid: 'ReadByNamedRoles',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
      resources: [...buckets.flatMap((bucket) => [bucket, `${bucket}/*`]), points, `${points}/object/*`],
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [
        {
          test: 'ArnEquals',
          variable: 'aws:PrincipalArn',
          values: vault.consumers.flatMap(({ roles }) => [...roles]),
        },
        {
          test: 'StringEquals',
          variable: 'aws:PrincipalOrgID',
          values: [organization.id],
        },
      ],
    },
  ];
}

/** Bucket names are shared with the whole world: the account's id makes them ours. */
export function bucketName({ name, accounts }: Environment, content: string): string {
  return `${name}-${content}-${accounts.weights}`;
}
