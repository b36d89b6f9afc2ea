import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy/index.js';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation/index.js';
import { Construct } from 'constructs';

export interface RotatedSecretProps {
  readonly name: string;
  readonly keyArn: string;
  /** Account that owns it; no other can read it, whatever its policies say. */
  readonly account: string;
  /** Function that changes the secret; Secrets Manager must be allowed to invoke it. */
  readonly rotationFunctionArn: string;
  /** 1 to 90. @default 30 */
  readonly rotationDays?: number;
}

/** A secret without a value, which is put in by hand so that it never enters Terraform's state, and which is rotated from then on. */
export class RotatedSecret extends Construct {
  readonly secret: SecretsmanagerSecret;

  constructor(scope: Construct, id: string, props: RotatedSecretProps) {
    super(scope, id);
    const { name, rotationDays = 30 } = props;
    if (!(rotationDays >= 1 && rotationDays <= 90)) {
      throw new Error(`secret \`${name}\` would be rotated every ${rotationDays} days: give 1 to 90`);
    }
    this.secret = new SecretsmanagerSecret(this, 'Resource', {
      name,
      kmsKeyId: props.keyArn,
      recoveryWindowInDays: 30,
      tags: { 'zt:data-class': 'secret' },
    });
    new SecretsmanagerSecretRotation(this, 'Rotation', {
      secretId: this.secret.id,
      rotationLambdaArn: props.rotationFunctionArn,
      // There is nothing to rotate until somebody has put a value in.
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: rotationDays },
    });
    this.keepWithin(props.account);
  }

  private keepWithin(account: string): void {
    const document = new DataAwsIamPolicyDocument(this, 'PolicyDocument', {
      statement: [
        {
          sid: 'OnlyThisAccount',
          effect: 'Deny',
          actions: ['secretsmanager:*'],
          resources: ['*'],
          principals: [{ type: '*', identifiers: ['*'] }],
          condition: [
            { test: 'StringNotEquals', variable: 'aws:PrincipalAccount', values: [account] },
            { test: 'BoolIfExists', variable: 'aws:PrincipalIsAWSService', values: ['false'] },
          ],
        },
      ],
    });
    new SecretsmanagerSecretPolicy(this, 'Policy', {
      secretArn: this.secret.arn,
      policy: document.json,
      blockPublicPolicy: true,
    });
  }
}
