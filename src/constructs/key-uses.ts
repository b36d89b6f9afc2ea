import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';

const use = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/**
 * CloudWatch Logs may use the key for the log groups of one account and Region.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function useByLogs(region: string, account: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid: 'LogGroupsOfThisAccount',
    actions: use,
    resources: ['*'],
    principals: [{ type: 'Service', identifiers: [`logs.${region}.amazonaws.com`] }],
    condition: [
      {
        test: 'ArnLike',
        variable: 'kms:EncryptionContext:aws:logs:arn',
        values: [`arn:aws:logs:${region}:${account}:log-group:*`],
      },
    ],
  };
}

export interface ThroughService {
  readonly sid: string;
  /** ARNs of roles. */
  readonly roles: readonly string[];
  /** Service names without Region: `s3`, `secretsmanager`. The request must come through one of them. */
  readonly services: readonly string[];
  readonly region: string;
  readonly organizationId: string;
  readonly actions?: readonly string[];
}

/**
 * Exactly these roles, said so that a role may come later than the key: KMS refuses a policy that names a principal which does not
 * exist, so the account is named and the condition holds the roles. In another account its IAM policy must allow the use as well.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function byRoles(roles: readonly string[]): {
  readonly principals: {
    readonly type: string;
    readonly identifiers: string[];
  }[];
  readonly condition: {
    readonly test: string;
    readonly variable: string;
    readonly values: string[];
  }[];
} {
  const accounts = [...new Set(roles.map((role) => role.split(':')[4] ?? ''))].sort();
  return {
    principals: [
      {
        type: 'AWS',
        identifiers: accounts.map((account) => `arn:aws:iam::${account}:root`),
      },
    ],
    condition: [{ test: 'ArnEquals', variable: 'aws:PrincipalArn', values: [...roles] }],
  };
}

/** Named principals of the organisation may use the key, and only when a named service asks on their behalf. */
export function useThroughService(props: ThroughService): DataAwsIamPolicyDocumentStatement {
  const { principals, condition } = byRoles(props.roles);
  return {
    sid: props.sid,
    actions: [...(props.actions ?? use)],
    resources: ['*'],
    principals,
    condition: [
      ...condition,
      {
        test: 'StringEquals',
        variable: 'kms:ViaService',
        values: props.services.map((service) => `${service}.${props.region}.amazonaws.com`),
      },
      {
        test: 'StringEquals',
        variable: 'aws:PrincipalOrgID',
        values: [props.organizationId],
      },
    ],
  };
}

/**
 * Named principals may unwrap only inside an enclave whose image is one of these: without a valid attestation document the key is absent
 * from the request, and a positive operator refuses what is absent.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclaves.html
 */
export function decryptWhenAttested(
  roles: readonly string[],
  imageSha384: readonly string[],
): DataAwsIamPolicyDocumentStatement {
  const { principals, condition } = byRoles(roles);
  return {
    sid: 'DecryptInsideAttestedEnclave',
    actions: ['kms:Decrypt'],
    resources: ['*'],
    principals,
    condition: [
      ...condition,
      {
        test: 'StringEqualsIgnoreCase',
        variable: 'kms:RecipientAttestation:ImageSha384',
        values: [...imageSha384],
      },
    ],
  };
}
