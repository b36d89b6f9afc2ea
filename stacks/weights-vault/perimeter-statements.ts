/** The bucket policy of the vault: what is refused whoever asks, and what consumers are granted. */
import type {
  DataAwsIamPolicyDocumentStatementCondition as Condition,
  DataAwsIamPolicyDocumentStatement as Statement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { byRoles } from '../../src/constructs/index.ts';
import type { Consumer, Environment } from '../environment.ts';

export interface Perimeter {
  readonly environment: Environment;
  /** Of the bucket. */
  readonly name: string;
  readonly keyArn: string;
  readonly endpointId: string;
  readonly consumers: readonly Consumer[];
}

const everyone = [{ type: '*', identifiers: ['*'] }];

/** Refused whoever asks: outside the organisation, off the named networks, unapproved, with an old presigned URL, under another key. */
export function perimeterStatements(perimeter: Perimeter): readonly Statement[] {
  const { name, environment, keyArn } = perimeter;
  const objects = [`arn:aws:s3:::${name}/*`];
  const given = (header: string) => ({ test: 'Null', variable: header, values: ['false'] });
  const encryption = 's3:x-amz-server-side-encryption';
  const key = 's3:x-amz-server-side-encryption-aws-kms-key-id';
  const deny = (sid: string, actions: string[], condition: Condition[]): Statement => {
    return { sid, effect: 'Deny', actions, resources: objects, principals: everyone, condition };
  };
  return [
    outsideOrganization(name, environment),
    deny('DenyReadOffNamedNetworks', ['s3:GetObject*'], offNamedNetworks(perimeter)),
    deny(
      'DenyOldPresignedUrls',
      ['s3:*'],
      [{ test: 'NumericGreaterThan', variable: 's3:signatureAge', values: ['600000'] }],
    ),
    // A request that names no encryption gets the bucket's own.
    deny(
      'DenyOtherEncryption',
      ['s3:PutObject'],
      [given(encryption), { test: 'StringNotEquals', variable: encryption, values: ['aws:kms:dsse'] }],
    ),
    deny('DenyOtherKey', ['s3:PutObject'], [given(key), { test: 'StringNotEquals', variable: key, values: [keyArn] }]),
  ];
}

/**
 * Leaves to the access points who of the consumers may do what: without it S3 refuses those of other accounts, whatever a point allows.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function throughAccessPoints(perimeter: Perimeter & { readonly actions: readonly string[] }): Statement {
  const { environment, name, consumers, actions } = perimeter;
  const { principals, condition } = byRoles(consumers.flatMap(({ roles }) => [...roles]));
  return {
    sid: 'ConsumersThroughAccessPoints',
    actions: [...actions],
    resources: [`arn:aws:s3:::${name}/*`],
    principals,
    condition: [
      ...condition,
      { test: 'StringEquals', variable: 's3:DataAccessPointAccount', values: [environment.accounts.weights] },
    ],
  };
}

function outsideOrganization(name: string, { organization }: Environment): Statement {
  return {
    sid: 'DenyOutsideOrganization',
    effect: 'Deny',
    actions: ['s3:*'],
    resources: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    principals: everyone,
    condition: [
      { test: 'StringNotEqualsIfExists', variable: 'aws:PrincipalOrgID', values: [organization.id] },
      ...notForAws,
    ],
  };
}

/** AWS services that call in their own name, or on the way of a request that was let through, carry no organisation and no VPC. */
const notForAws = [
  { test: 'BoolIfExists', variable: 'aws:PrincipalIsAWSService', values: ['false'] },
  { test: 'BoolIfExists', variable: 'aws:ViaAWSService', values: ['false'] },
];

function offNamedNetworks({ environment, endpointId, consumers }: Perimeter): Condition[] {
  const { name, accounts } = environment;
  const role = (path: string) => `arn:aws:iam::${accounts.weights}:role/${path}`;
  return [
    { test: 'StringNotEqualsIfExists', variable: 'aws:SourceVpce', values: [endpointId] },
    ...(consumers.length === 0
      ? []
      : [
          {
            test: 'StringNotEqualsIfExists',
            variable: 'aws:SourceVpc',
            values: consumers.map(({ vpcId }) => vpcId),
          },
        ]),
    // Replication and AWS Backup read as roles that the services assume: neither in the service's name nor from a VPC.
    {
      test: 'ArnNotLikeIfExists',
      variable: 'aws:PrincipalArn',
      values: [role(`${name}-weights-replication`), role(`${name}-weights-backup`)],
    },
    ...notForAws,
  ];
}
