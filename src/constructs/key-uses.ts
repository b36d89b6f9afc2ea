/** Statements for key policies: who may use a key, for what, and through which service. */
import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';

type Statement = DataAwsIamPolicyDocumentStatement;

const use = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/**
 * CloudWatch Logs may use the key for the log groups of one account and Region.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function useByLogs(region: string, account: string): Statement {
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

/** Named roles of the organisation may use the key, and only when a named service asks on their behalf. */
export function useThroughService(props: ThroughService): Statement {
  const { principals, condition } = byRoles(props.roles);
  return {
    sid: props.sid,
    actions: [...(props.actions ?? use)],
    resources: ['*'],
    principals,
    condition: [
      ...condition,
      viaService(props.services, props.region),
      { test: 'StringEquals', variable: 'aws:PrincipalOrgID', values: [props.organizationId] },
    ],
  };
}

export interface ThroughAccount {
  readonly account: string;
  /** Service names without Region; the request must come through one of them. */
  readonly services: readonly string[];
  readonly region: string;
}

/**
 * Whoever in one account may configure a service may have it use the key, and give it grants of its own; nobody calls KMS himself.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
 */
export function useThroughAccount({ account, services, region }: ThroughAccount): readonly Statement[] {
  const common = {
    resources: ['*'],
    principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${account}:root`] }],
  };
  const through = viaService(services, region);
  return [
    { sid: 'AccountThroughService', actions: use, ...common, condition: [through] },
    {
      sid: 'GrantsToServiceItself',
      actions: ['kms:CreateGrant'],
      ...common,
      condition: [through, { test: 'Bool', variable: 'kms:GrantIsForAWSResource', values: ['true'] }],
    },
  ];
}

/**
 * Named roles may unwrap only inside an enclave whose image is one of these: without a valid attestation document the key is absent
 * from the request, and a positive operator refuses what is absent.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclaves.html
 */
export function decryptWhenAttested(roles: readonly string[], imageSha384: readonly string[]): Statement {
  // An enclave in debug mode attests zeros: to accept them would be to accept any image.
  const debug = imageSha384.find((digest) => !/^[0-9a-f]{96}$/.test(digest) || /^0+$/.test(digest));
  if (debug !== undefined)
    throw new Error(`\`${debug}\` measures no enclave image: give 96 hex digits that are not all 0`);
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

/** Refuses use from outside the organisation, also to whoever holds a grant: a Deny in the key policy stands above grants. */
export function denyUseOutside(organizationId: string): Statement {
  return {
    sid: 'DenyUseOutsideOrganization',
    effect: 'Deny',
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    principals: [{ type: '*', identifiers: ['*'] }],
    condition: [
      { test: 'StringNotEqualsIfExists', variable: 'aws:PrincipalOrgID', values: [organizationId] },
      { test: 'BoolIfExists', variable: 'aws:PrincipalIsAWSService', values: ['false'] },
    ],
  };
}

/**
 * Exactly these roles, said so that a role may come later than the policy: KMS and S3 refuse a policy that names a principal which does
 * not exist, so the account is named and the condition holds the roles. The role's own IAM policy must allow the call as well.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function byRoles(roles: readonly string[]): Required<Pick<Statement, 'principals' | 'condition'>> & {
  readonly principals: { readonly type: string; readonly identifiers: string[] }[];
  readonly condition: Condition[];
} {
  const stray = roles.find((role) => !/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(role));
  if (stray !== undefined)
    throw new Error(`\`${stray}\` is no ARN of one role, such as arn:aws:iam::111122223333:role/name`);
  if (roles.length === 0) throw new Error('a statement for named roles names none');
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

interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: string[];
}

function viaService(services: readonly string[], region: string): Condition {
  return {
    test: 'StringEquals',
    variable: 'kms:ViaService',
    values: services.map((service) => `${service}.${region}.amazonaws.com`),
  };
}
