import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import type { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';

export interface PipelineRoleProps {
  readonly name: string;
  readonly provider: IamOpenidConnectProvider;
  /** Host of the issuer, as it stands before `:sub` in condition keys. */
  readonly issuer: string;
  readonly audience: string;
  /** Exact subjects, such as `repo:example/weights:environment:production`; no wildcards. */
  readonly subjects: readonly string[];
  readonly permissionsBoundary: string;
  readonly statements: readonly DataAwsIamPolicyDocumentStatement[];
}

/** A role that one pipeline assumes with an OIDC token: audience and exact subject are pinned, one hour at most, within a boundary. */
export class PipelineRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: PipelineRoleProps) {
    super(scope, id);
    if (props.subjects.length === 0) throw new Error(`pipeline role \`${props.name}\` names no subject`);
    const wide = props.subjects.find((subject) => /[*?]/.test(subject));
    if (wide !== undefined) {
      throw new Error(
        `subject \`${wide}\` of pipeline role \`${props.name}\` holds a wildcard: name each subject in full`,
      );
    }
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [{ type: 'Federated', identifiers: [props.provider.arn] }],
          condition: [
            {
              test: 'StringEquals',
              variable: `${props.issuer}:aud`,
              values: [props.audience],
            },
            {
              test: 'StringEquals',
              variable: `${props.issuer}:sub`,
              values: [...props.subjects],
            },
          ],
        },
      ],
    });
    this.role = new IamRole(this, 'Resource', {
      name: props.name,
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3600,
      permissionsBoundary: props.permissionsBoundary,
    });
    const document = new DataAwsIamPolicyDocument(this, 'PolicyDocument', {
      statement: [...props.statements],
    });
    new IamRolePolicy(this, 'Policy', {
      role: this.role.id,
      policy: document.json,
    });
  }
}
