/** The same app with mistakes in it, as they happen: the gate must close, and name the line of each. */
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { NetworkfirewallFirewallPolicy } from '@cdktf/provider-aws/lib/networkfirewall-firewall-policy/index.js';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { App } from 'cdktf';
import { sallyport } from '../src/index.ts';
import { buildStacks } from './app.ts';
import { readEnvironment } from './environment.ts';

const environment = process.env['SALLYPORT_ENVIRONMENT'] ?? 'production';
const app = sallyport(new App(), { environment });
const { hub, keys, vault } = buildStacks(app, readEnvironment(environment));

// Somebody needed a shell, just for a minute, and split the internet in two to get past a scanner.
new SecurityGroup(hub, 'Bastion', {
  vpcId: hub.network.vpc.id,
  ingress: [{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: ['0.0.0.0/1', '128.0.0.0/1'] }],
});

// A key for weights that KMS keeps in its own fleet, that everybody may use, that never rotates, and that can be gone in a week.
new KmsKey(keys, 'FasterWeightsKey', {
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }],
  }),
  deletionWindowInDays: 7,
  tags: { 'zt:data-class': 'weights' },
});

// Any repository on GitHub may become this role, and the role may do anything.
const issuer = new IamOpenidConnectProvider(hub, 'GitHub', {
  url: 'https://token.actions.githubusercontent.com',
  clientIdList: ['sts.amazonaws.com'],
});
const trust = new DataAwsIamPolicyDocument(hub, 'AnyRepository', {
  statement: [
    {
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: [{ type: 'Federated', identifiers: [issuer.arn] }],
      condition: [
        {
          test: 'StringLike',
          variable: 'token.actions.githubusercontent.com:sub',
          values: ['repo:*'],
        },
      ],
    },
  ],
});
const deployer = new IamRole(hub, 'Deployer', {
  assumeRolePolicy: trust.json,
  maxSessionDuration: 43_200,
});
new IamRolePolicy(hub, 'DoAnything', {
  role: deployer.id,
  policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['*'], Resource: '*' }] }),
});

// A bucket as the console would have made it before 2023, with a copy of the weights in it.
new S3Bucket(vault, 'QuickCopy', {
  bucket: 'quick-copy-of-weights',
  tags: { 'zt:data-class': 'weights' },
});

// A network in the weights zone with a door to the internet, and a public address for whatever is put there.
const side = new Vpc(vault, 'SideNetwork', { cidrBlock: '10.99.0.0/16' });
new Subnet(vault, 'SideSubnet', { vpcId: side.id, cidrBlock: '10.99.0.0/24', mapPublicIpOnLaunch: true });
new InternetGateway(vault, 'SideDoor', { vpcId: side.id });

// A firewall that lets through what no rule has anything to say about.
new NetworkfirewallFirewallPolicy(hub, 'Lenient', {
  name: 'lenient',
  firewallPolicy: {
    statelessDefaultActions: ['aws:pass'],
    statelessFragmentDefaultActions: ['aws:pass'],
  },
});

app.synth();
