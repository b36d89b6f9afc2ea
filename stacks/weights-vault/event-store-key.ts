import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';

/**
 * CloudTrail may use a key for the event data stores of one account and Region.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function useByEventStore(region: string, account: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid: 'EventDataStoresOfThisAccount',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    principals: [{ type: 'Service', identifiers: ['cloudtrail.amazonaws.com'] }],
    condition: [
      {
        test: 'ArnLike',
        variable: 'aws:SourceArn',
        values: [`arn:aws:cloudtrail:${region}:${account}:eventdatastore/*`],
      },
    ],
  };
}
