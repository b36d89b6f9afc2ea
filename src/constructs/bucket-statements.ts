/** Statements that bucket policies are made of. */
import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';

const everyone = [{ type: '*', identifiers: ['*'] }];

/** Two statements, because the conditions of one are joined by AND: a request is refused for either fault alone. */
export function transportDenies(bucketArn: string, minimumTls: string): readonly DataAwsIamPolicyDocumentStatement[] {
  const resources = [bucketArn, `${bucketArn}/*`];
  return [
    {
      sid: 'DenyPlaintext',
      effect: 'Deny',
      actions: ['s3:*'],
      resources,
      principals: everyone,
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    },
    {
      sid: 'DenyOldTls',
      effect: 'Deny',
      actions: ['s3:*'],
      resources,
      principals: everyone,
      condition: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: [minimumTls] }],
    },
  ];
}

/** S3 may deliver the server access logs of one account's buckets. */
export function accessLogDelivery(bucketArn: string, account: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid: 'AccessLogDelivery',
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    principals: [{ type: 'Service', identifiers: ['logging.s3.amazonaws.com'] }],
    condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
  };
}
