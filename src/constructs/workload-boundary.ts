import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { Construct } from 'constructs';

export interface WorkloadBoundaryProps {
  readonly name: string;
  readonly region: string;
  /** Actions that a role within the boundary may be granted, whatever its own policies say: `s3:*`, `logs:PutLogEvents`. */
  readonly ceiling: readonly string[];
}

/** The most that any role of a stack may ever do: named services in one Region, and never its own permissions. */
export class WorkloadBoundary extends Construct {
  readonly policy: IamPolicy;

  constructor(scope: Construct, id: string, { name, region, ceiling }: WorkloadBoundaryProps) {
    super(scope, id);
    const universal = ceiling.find((action) => /^\*+(:\*+)?$/.test(action));
    if (universal !== undefined) {
      throw new Error(`a boundary that allows \`${universal}\` bounds nothing: name services or actions`);
    }
    if (ceiling.length === 0) throw new Error(`boundary \`${name}\` allows nothing: name services or actions`);
    const document = new DataAwsIamPolicyDocument(this, 'Document', {
      statement: [
        {
          sid: 'Ceiling',
          actions: [...ceiling],
          resources: ['*'],
          condition: [
            {
              test: 'StringEquals',
              variable: 'aws:RequestedRegion',
              values: [region],
            },
          ],
        },
        {
          sid: 'NeverItsOwnPermissions',
          effect: 'Deny',
          actions: [
            'iam:*',
            'organizations:*',
            'account:*',
            'kms:PutKeyPolicy',
            'kms:CreateGrant',
            'kms:ScheduleKeyDeletion',
          ],
          resources: ['*'],
        },
      ],
    });
    this.policy = new IamPolicy(this, 'Resource', {
      name,
      policy: document.json,
    });
  }
}
