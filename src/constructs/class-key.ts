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
  /** Roles that may change the key and never use it. */
  readonly administrators: readonly string[];
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
 * account's root is given administration alone, so that the key stays manageable.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export class ClassKey extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, props: ClassKeyProps) {
    super(scope, id);
    const inCustomStore = props.customKeyStoreId !== undefined;
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
        ...(inCustomStore ? { 'zt:rotation': 'manual' } : {}),
        ...props.tags,
      },
      lifecycle: { preventDestroy: true },
      ...(inCustomStore ? { customKeyStoreId: props.customKeyStoreId } : rotation),
      ...(props.xksKeyId === undefined ? {} : { xksKeyId: props.xksKeyId }),
    });
    new KmsAlias(this, 'Alias', {
      name: `alias/${props.alias}`,
      targetKeyId: this.key.keyId,
    });
  }
}

const rotation = {
  enableKeyRotation: true,
  rotationPeriodInDays: 180,
} as const;

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

function administration({ account, administrators }: ClassKeyProps): DataAwsIamPolicyDocumentStatement[] {
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
      principals: [{ type: 'AWS', identifiers: [...administrators] }],
    },
  ];
}
