import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';

export interface ClassKeyProps {
  /** Alias without `alias/`; a key serves one class of data in one zone. */
  readonly alias: string;
  readonly description: string;
  /** Account that owns the key: twelve digits. */
  readonly account: string;
  /**
   * ARN of the role that makes the key. KMS refuses a key policy under which its maker could not change it again, so it is an
   * administrator, and like the others it may not use the key.
   */
  readonly deployer: string;
  /** ARNs of further roles of the account that may change the key and never use it; they must exist before the key does. */
  readonly administrators?: readonly string[];
  /** Who may use it, and for what. */
  readonly uses: readonly DataAwsIamPolicyDocumentStatement[];
  /** A custom key store: the key material then never leaves the HSM, and KMS cannot rotate it. */
  readonly customKeyStoreId?: string;
  /** The key's id in the external key manager; only with an external key store. */
  readonly xksKeyId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A symmetric key for one class of data. Administrators cannot decrypt, and no IAM policy can grant what the key policy does not: the
 * account's root is given reading alone. Should every administrator be deleted, AWS Support must restore access to the key.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export class ClassKey extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, props: ClassKeyProps) {
    super(scope, id);
    const document = new DataAwsIamPolicyDocument(this, 'PolicyDocument', {
      statement: [...administration(props), ...props.uses],
    });
    this.key = new KmsKey(this, 'Resource', {
      description: props.description,
      policy: document.json,
      deletionWindowInDays: 30,
      isEnabled: true,
      multiRegion: false,
      bypassPolicyLockoutSafetyCheck: false,
      tags: {
        ...(props.customKeyStoreId === undefined ? {} : { 'zt:rotation': 'manual' }),
        ...props.tags,
      },
      lifecycle: { preventDestroy: true },
      ...material(props),
    });
    new KmsAlias(this, 'Alias', {
      name: `alias/${props.alias}`,
      targetKeyId: this.key.keyId,
    });
  }
}

function material({ alias, customKeyStoreId, xksKeyId }: ClassKeyProps): object {
  if (customKeyStoreId !== undefined) return { customKeyStoreId, ...(xksKeyId === undefined ? {} : { xksKeyId }) };
  if (xksKeyId !== undefined) {
    throw new Error(`key \`${alias}\` has the external key id \`${xksKeyId}\` and no key store: give customKeyStoreId`);
  }
  return { enableKeyRotation: true, rotationPeriodInDays: 180 };
}

/** Every key management action by name; none that encrypts, decrypts, or grants. */
const administrativeActions = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:Describe*',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:Get*',
  'kms:List*',
  'kms:PutKeyPolicy',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

function administration(props: ClassKeyProps): DataAwsIamPolicyDocumentStatement[] {
  const { alias, account, deployer, administrators = [] } = props;
  const roles = [deployer, ...administrators];
  // KMS answers calls that manage a key to its own account only, whatever the key policy says.
  const foreign = roles.find((role) => role.split(':')[4] !== account);
  if (foreign !== undefined) {
    throw new Error(
      `\`${foreign}\` cannot administer key \`${alias}\` of account ${account}: KMS allows no other account`,
    );
  }
  return [
    {
      sid: 'AccountReadsOnly',
      actions: ['kms:Describe*', 'kms:Get*', 'kms:List*'],
      resources: ['*'],
      principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${account}:root`] }],
    },
    {
      sid: 'AdministratorsManageAndNeverUse',
      actions: administrativeActions,
      resources: ['*'],
      principals: [{ type: 'AWS', identifiers: roles }],
    },
  ];
}
