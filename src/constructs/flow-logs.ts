import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';

export interface FlowLogsProps {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  readonly logKeyArn: string;
  readonly permissionsBoundary: string;
  readonly logRetentionDays?: number;
}

/**
 * What the role of flow logs may do; a boundary around it must allow as much.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export const flowLogActions: readonly string[] = [
  'logs:CreateLogStream',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
];

/** All traffic of a VPC, accepted and refused, each minute, in an encrypted log group that only this VPC's flow logs write to. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, 'Group', {
      name: `/vpc/${props.name}/flow`,
      kmsKeyId: props.logKeyArn,
      retentionInDays: props.logRetentionDays ?? 365,
      tags: { 'zt:data-class': 'log' },
    });
    const role = this.role(props);
    const document = new DataAwsIamPolicyDocument(this, 'PolicyDocument', {
      statement: [{ actions: [...flowLogActions], resources: [group.arn, `${group.arn}:*`] }],
    });
    const policy = new IamRolePolicy(this, 'Policy', {
      role: role.id,
      policy: document.json,
    });
    new FlowLog(this, 'Resource', {
      vpcId: props.vpcId,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      logDestinationType: 'cloud-watch-logs',
      logDestination: group.arn,
      iamRoleArn: role.arn,
      dependsOn: [policy],
    });
  }

  private role({ name, account, region, permissionsBoundary }: FlowLogsProps): IamRole {
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['vpc-flow-logs.amazonaws.com'] }],
          // So that nobody else's flow log can make the service write here.
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] },
            {
              test: 'ArnLike',
              variable: 'aws:SourceArn',
              values: [`arn:aws:ec2:${region}:${account}:vpc-flow-log/*`],
            },
          ],
        },
      ],
    });
    return new IamRole(this, 'Role', {
      name: `${name}-flow-logs`,
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3600,
      permissionsBoundary,
    });
  }
}
