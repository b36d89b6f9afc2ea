/** Every construct, alone in a small app, passes the policies that it claims to satisfy by shape. */
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block/index.js';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import * as constructs from '../../src/constructs/index.ts';
import {
  ClassKey,
  DnsFirewall,
  decryptWhenAttested,
  denyUseOutside,
  ExternalKeyStore,
  FlowLogs,
  flowLogActions,
  HsmKeyStore,
  InspectionFirewall,
  OrganizationShare,
  PipelineRole,
  PrivateAuthority,
  PrivateBucket,
  RotatedSecret,
  ServiceEndpoints,
  useByLogs,
  useThroughAccount,
  useThroughService,
  WorkloadBoundary,
  type Zone,
  ZoneTransit,
} from '../../src/constructs/index.ts';
import {
  account,
  boundaryArn,
  deployer,
  expectHeld,
  judgeStack,
  keyArn,
  networkIn,
  region,
  tier,
} from './judge-stack.ts';

const organizationId = 'o-exampleorgid';

/** A bucket cannot show that its account is closed: without this, whether it is stays open. */
function closeAccount(stack: TerraformStack): void {
  new S3AccountPublicAccessBlock(stack, 'Account', {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
}
const reader = `arn:aws:iam::${account}:role/reader`;

interface Claim {
  readonly zone: Zone;
  readonly build: (stack: TerraformStack) => void;
  readonly policies: readonly string[];
}

const secretInput = (stack: TerraformStack, name: string) =>
  new TerraformVariable(stack, name, { type: 'string', sensitive: true }).stringValue;

const claims: Readonly<Record<string, Claim>> = {
  'ClassKey, which KMS rotates': {
    zone: 'keys',
    build: (stack) =>
      new ClassKey(stack, 'Key', {
        alias: 'logs',
        description: 'logs',
        account,
        deployer,
        administrators: [`arn:aws:iam::${account}:role/administrator`],
        uses: [useByLogs(region, account), ...useThroughAccount({ account, region, services: ['backup'] })],
        tags: { 'zt:data-class': 'log' },
      }),
    policies: [
      'keys/require-rotation',
      'keys/require-yearly-rotation',
      'keys/require-long-deletion-window',
      'keys/no-public-key-policy',
    ],
  },
  'ClassKey in a key store': {
    zone: 'keys',
    build: (stack) => {
      const { store } = new HsmKeyStore(stack, 'Store', {
        name: 'hsm',
        subnets: networkIn(stack).tier('only'),
        activated: {
          trustAnchorCertificate: secretInput(stack, 'anchor'),
          keyStorePassword: secretInput(stack, 'password'),
        },
      });
      new ClassKey(stack, 'Key', {
        alias: 'weights',
        description: 'weights',
        account,
        deployer,
        uses: [
          useThroughService({ sid: 'Readers', roles: [reader], services: ['s3'], region, organizationId }),
          decryptWhenAttested([reader], ['ab'.repeat(48)]),
          denyUseOutside(organizationId),
        ],
        customKeyStoreId: store?.id ?? '',
        tags: { 'zt:data-class': 'weights' },
      });
    },
    policies: [
      'keys/require-hsm-for-weights',
      'keys/require-declared-manual-rotation',
      'keys/require-long-deletion-window',
      'keys/no-public-key-policy',
    ],
  },
  HsmKeyStore: {
    zone: 'keys',
    build: (stack) =>
      new HsmKeyStore(stack, 'Store', {
        name: 'hsm',
        subnets: networkIn(stack).tier('only'),
        activated: {
          trustAnchorCertificate: secretInput(stack, 'anchor'),
          keyStorePassword: secretInput(stack, 'password'),
        },
      }),
    policies: [
      'keys/require-fips-mode',
      'keys/no-retired-hsm-type',
      'keys/require-hsms-in-two-zones',
      'keys/no-literal-key-store-secret',
      'keys/require-encrypted-state-for-key-store',
    ],
  },
  ExternalKeyStore: {
    zone: 'keys',
    build: (stack) =>
      new ExternalKeyStore(stack, 'Store', {
        name: 'external',
        network: networkIn(stack),
        tier: 'only',
        region,
        proxyAddresses: ['10.0.0.4'],
        proxyDomain: 'xks.example.com',
        verified: {
          proxyPath: '/kms/xks/v1',
          accessKeyId: 'ABCDEFGHIJKLMNOPQRST',
          rawSecretAccessKey: secretInput(stack, 'secret'),
        },
      }),
    policies: ['keys/no-literal-key-store-secret', 'keys/require-encrypted-state-for-key-store'],
  },
  'PrivateBucket for weights, with access logs': {
    zone: 'weights',
    build: (stack) => {
      closeAccount(stack);
      const { key } = new ClassKey(stack, 'Key', { alias: 'k', description: 'k', account, deployer, uses: [] });
      const logs = new PrivateBucket(stack, 'Logs', {
        name: 'logs-1',
        dataClass: 'log',
        receivesAccessLogsOf: account,
      });
      new PrivateBucket(stack, 'Weights', {
        name: 'weights-1',
        dataClass: 'weights',
        keyArn: key.arn,
        lockDays: 30,
        accessLogs: logs.bucket,
      });
    },
    policies: [
      'data/require-public-access-block',
      'data/require-block-public-acls',
      'data/require-block-public-policy',
      'data/require-ignore-public-acls',
      'data/require-restrict-public-buckets',
      'data/require-tls',
      'data/require-recent-tls',
      'data/require-kms-encryption',
      'data/require-customer-managed-key',
      'data/require-dual-layer-or-hsm-for-weights',
      'data/require-versioning',
      'data/require-protected-versions',
      'data/require-object-lock',
      'data/require-compliance-retention',
    ],
  },
  'PrivateBucket for anything else': {
    zone: 'training',
    build: (stack) => {
      closeAccount(stack);
      const { key } = new ClassKey(stack, 'Key', { alias: 'k', description: 'k', account, deployer, uses: [] });
      new PrivateBucket(stack, 'Data', { name: 'training-data-1', dataClass: 'training-data', keyArn: key.arn });
    },
    policies: ['data/require-bucket-key', 'data/require-kms-encryption', 'data/require-tls', 'data/require-versioning'],
  },
  SegmentedVpc: {
    zone: 'weights',
    build: (stack) =>
      networkIn(stack, [tier('inner', 0), { ...tier('outer', 1), internet: true, peers: ['10.1.0.0/16'] }]),
    policies: [
      'network/require-closed-default-security-group',
      'network/no-default-security-group-rules',
      'network/no-auto-assigned-public-ip',
      'network/no-auto-assigned-ipv6-in-protected-zone',
      'network/require-flow-log',
      'network/require-all-traffic-in-flow-log',
      'network/require-minute-flow-log',
      'identity/no-public-trust',
      'identity/require-short-role-session',
    ],
  },
  'FlowLogs, in a zone whose roles need a boundary': {
    zone: 'training',
    build: (stack) => {
      const boundary = new WorkloadBoundary(stack, 'Boundary', { name: 'boundary', region, ceiling: flowLogActions });
      const { vpc } = networkIn(stack);
      new FlowLogs(stack, 'Again', {
        name: 'again',
        account,
        region,
        vpcId: vpc.id,
        logKeyArn: keyArn,
        permissionsBoundary: boundary.policy.arn,
      });
    },
    policies: ['identity/require-permissions-boundary', 'identity/no-administrator-policy', 'network/require-flow-log'],
  },
  ServiceEndpoints: {
    zone: 'inference',
    build: (stack) =>
      new ServiceEndpoints(stack, 'Endpoints', {
        network: networkIn(stack),
        tier: 'only',
        region,
        services: ['s3', 'kms', 'ecr.dkr'],
        organizationId,
        clients: ['10.0.0.0/16'],
      }),
    policies: [
      'network/no-public-ingress',
      'network/no-public-ingress-on-all-ports',
      'network/no-public-ssh',
      'network/no-public-rdp',
      'network/no-public-http',
      'network/no-public-egress',
      'network/no-public-egress-on-all-ports',
    ],
  },
  InspectionFirewall: {
    zone: 'hub',
    build: (stack) =>
      new InspectionFirewall(stack, 'Firewall', {
        name: 'egress',
        network: networkIn(stack),
        tier: 'only',
        allowedDomains: ['.example.com', 'example.org'],
        inspected: ['10.1.0.0/16'],
        tlsInspection: {
          authorityArn: `arn:aws:acm:${region}:${account}:certificate/1`,
          sources: ['10.1.0.0/24'],
        },
        keyArn,
        logKeyArn: keyArn,
      }),
    policies: [
      'network/require-strict-firewall-order',
      'network/require-firewall-default-drop',
      'network/require-firewall-default-alert',
      'network/require-firewall-stream-drop',
    ],
  },
  'PipelineRole of GitHub': {
    zone: 'weights',
    build: (stack) =>
      new PipelineRole(stack, 'Role', {
        name: 'publisher',
        provider: new IamOpenidConnectProvider(stack, 'Issuer', {
          url: 'https://token.actions.githubusercontent.com',
          clientIdList: ['sts.amazonaws.com'],
        }),
        issuer: 'token.actions.githubusercontent.com',
        audience: 'sts.amazonaws.com',
        subjects: ['repo:example/model:environment:production'],
        permissionsBoundary: boundaryArn,
        statements: [{ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::weights-1/*'] }],
      }),
    policies: [
      'identity/require-pinned-github-subject',
      'identity/require-pinned-oidc-audience',
      'identity/require-short-role-session',
      'identity/no-administrator-policy',
      'identity/no-public-trust',
    ],
  },
  'PipelineRole of another issuer': {
    zone: 'training',
    build: (stack) =>
      new PipelineRole(stack, 'Role', {
        name: 'trainer',
        provider: new IamOpenidConnectProvider(stack, 'Issuer', {
          url: 'https://oidc.example.com/id',
          clientIdList: ['pipelines'],
        }),
        issuer: 'oidc.example.com/id',
        audience: 'pipelines',
        subjects: ['project:1:main'],
        permissionsBoundary: boundaryArn,
        statements: [{ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::data-1/*'] }],
      }),
    policies: [
      'identity/require-pinned-oidc-subject',
      'identity/require-pinned-oidc-audience',
      'identity/require-permissions-boundary',
    ],
  },
  WorkloadBoundary: {
    zone: 'agent-sandbox',
    build: (stack) => {
      const boundary = new WorkloadBoundary(stack, 'Boundary', { name: 'b', region, ceiling: ['s3:GetObject'] });
      new IamRole(stack, 'Role', {
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        }),
        permissionsBoundary: boundary.policy.arn,
      });
    },
    policies: ['identity/require-permissions-boundary'],
  },
};

/** Constructs that no policy of this bundle looks at: their shape is held by `shapes.test.ts`. */
const withoutPolicy = [DnsFirewall, OrganizationShare, PrivateAuthority, RotatedSecret, ZoneTransit];

test.each(Object.entries(claims))('%s', (_name, { zone, build, policies }) => {
  expectHeld(
    judgeStack(zone, (stack) => {
      build(stack);
    }),
    policies,
  );
});

describe('no construct is forgotten', () => {
  const classes = Object.entries(constructs).flatMap(([name, value]) => (/^[A-Z]/.test(name) ? [[name, value]] : []));

  test.each(classes)('%s makes a claim, or is known to be seen by no policy', (name, value) => {
    const claimed = Object.keys(claims).some((claim) => claim.split(/[ ,]/)[0] === name);
    expect(claimed || withoutPolicy.some((known) => known === value)).toBe(true);
  });
});
