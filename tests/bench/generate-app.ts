/** Apps of any size, with the mix of resources that a real estate has: a cell of twenty-five resources, repeated. */
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { type App, TerraformStack } from 'cdktf';

const cellSize = 25;

/** Adds stacks of at most 500 resources to the app until it holds at least `resources`. */
export function fillApp(app: App, resources: number): void {
  let left = Math.ceil(resources / cellSize);
  for (let index = 0; left > 0; index++) {
    const stack = new TerraformStack(app, `bench-${index}`);
    new AwsProvider(stack, 'Provider', { region: 'us-east-1', defaultTags: [{ tags: { 'zt:owner': 'bench' } }] });
    for (let cell = 0; cell < 20 && left > 0; cell++, left--) addCell(stack, cell);
  }
}

function addCell(stack: TerraformStack, n: number): void {
  const id = (name: string) => `${name}-${n}`;
  const key = new KmsKey(stack, id('Key'), { enableKeyRotation: true, deletionWindowInDays: 30 });
  new KmsAlias(stack, id('Alias'), { name: `alias/bench-${n}`, targetKeyId: key.keyId });
  addNetwork(stack, id, key.arn, n);
  for (const name of ['Data', 'Logs']) addBucket(stack, id(name), key.arn, n);
  addWorkload(stack, id, key.arn, n);
}

function addNetwork(stack: TerraformStack, id: (name: string) => string, keyArn: string, n: number): void {
  const vpc = new Vpc(stack, id('Vpc'), { cidrBlock: `10.${n}.0.0/16` });
  new DefaultSecurityGroup(stack, id('DefaultGroup'), { vpcId: vpc.id });
  for (const zone of [0, 1, 2])
    new Subnet(stack, id(`Subnet${zone}`), { vpcId: vpc.id, cidrBlock: `10.${n}.${zone}.0/24` });
  const group = new SecurityGroup(stack, id('Group'), {
    vpcId: vpc.id,
    ingress: [{ fromPort: 443, toPort: 443, protocol: 'tcp', cidrBlocks: ['10.0.0.0/8'] }],
    egress: [{ fromPort: 443, toPort: 443, protocol: 'tcp', cidrBlocks: [vpc.cidrBlock] }],
  });
  new VpcSecurityGroupIngressRule(stack, id('Rule'), {
    securityGroupId: group.id,
    ipProtocol: 'tcp',
    fromPort: 5432,
    toPort: 5432,
    cidrIpv4: `10.${n}.0.0/16`,
  });
  const logs = new CloudwatchLogGroup(stack, id('FlowLogs'), { name: `/vpc/${n}`, kmsKeyId: keyArn });
  new FlowLog(stack, id('FlowLog'), { vpcId: vpc.id, trafficType: 'ALL', logDestination: logs.arn });
}

function addBucket(stack: TerraformStack, id: string, keyArn: string, n: number): void {
  const bucket = new S3Bucket(stack, id, { bucket: `bench-${id.toLowerCase()}-${n}` });
  new S3BucketPublicAccessBlock(stack, `${id}-Access`, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketVersioningA(stack, `${id}-Versioning`, {
    bucket: bucket.id,
    versioningConfiguration: { status: 'Enabled' },
  });
  new S3BucketServerSideEncryptionConfigurationA(stack, `${id}-Encryption`, {
    bucket: bucket.id,
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn } }],
  });
  new S3BucketPolicy(stack, `${id}-Policy`, {
    bucket: bucket.id,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [bucket.arn, `${bucket.arn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    }),
  });
}

function addWorkload(stack: TerraformStack, id: (name: string) => string, keyArn: string, n: number): void {
  const trust = new DataAwsIamPolicyDocument(stack, id('Trust'), {
    statement: [
      { actions: ['sts:AssumeRole'], principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }] },
    ],
  });
  const role = new IamRole(stack, id('Role'), { name: `bench-${n}`, assumeRolePolicy: trust.json });
  const table = new DynamodbTable(stack, id('Table'), {
    name: `bench-${n}`,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: 'id',
    attribute: [{ name: 'id', type: 'S' }],
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
  });
  new IamRolePolicy(stack, id('RolePolicy'), {
    role: role.id,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: table.arn }],
    }),
  });
  new LambdaFunction(stack, id('Function'), {
    functionName: `bench-${n}`,
    role: role.arn,
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    s3Bucket: 'bench-code',
    s3Key: 'code.zip',
  });
  new SqsQueue(stack, id('Queue'), { name: `bench-${n}`, kmsMasterKeyId: keyArn });
}
