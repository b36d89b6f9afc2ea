/** A judgement with one of everything: what fails, is undecided, gives no verdict, is waived, passes; diagnostics; waivers. */
import { diagnostic } from '../../src/diagnostics/index.ts';
import type { Assessment, JudgeInput } from '../../src/judge/index.ts';
import { judge } from '../../src/judge/index.ts';
import { say } from '../../src/model/index.ts';
import { defaultSettings } from '../../src/settings/index.ts';
import { decided, estateOf, input, place, policy, remark, resource, waiver } from '../judge/hand-made.ts';

const web = resource({
  address: 'aws_security_group.web',
  stack: 'hub',
  constructPath: 'hub/web',
  values: { ingress: [{ cidr_blocks: ['0.0.0.0/0', '::/0'], from_port: 22, to_port: 22 }] },
});
const vault = resource({
  address: 'aws_kms_key.vault',
  stack: 'keys',
  constructPath: 'keys/vault',
  values: { deletion_window_in_days: 30, policy: { $unknown: 'variable `admins` has no value' } },
  defaulted: ['deletion_window_in_days'],
});
const bucket = resource({ address: 'aws_s3_bucket.logs["eu"]', stack: 'keys', key: 'eu', values: { bucket: 'logs' } });

const unreadModule = diagnostic('ingest/module-not-read', {
  severity: 'warning',
  what: (address: string) => say`${address} comes from a registry and was not read`,
  why: 'what it creates was not judged',
  help: 'run `terraform init` so that its source lies in .terraform/modules',
});
const brokenFile = diagnostic('ingest/broken-file', {
  severity: 'error',
  what: (file: string) => say`${file} ends in the middle of a value`,
  why: 'nothing of it was judged',
  help: 'synthesize it again',
});

const vaultLine = { file: 'stacks/main.ts', line: 9, column: 1 };
const vaultPlace = { outermost: vaultLine, innermost: vaultLine };

function sampleInput(changes: Partial<JudgeInput> = {}): JudgeInput {
  const ids = { web: web.fact.id, vault: vault.fact.id, bucket: bucket.fact.id };
  const evidence = [
    { resource: ids.web, path: ['ingress', 0, 'cidr_blocks'] },
    { resource: ids.vault, path: ['deletion_window_in_days'] },
  ];
  return input({
    policies: [
      policy('network/no-admin-ingress', {
        severity: 'critical',
        references: [{ description: 'AWS', ref: 'https://docs.aws.amazon.com/vpc/' }],
      }),
      policy('keys/require-tight-policy', {
        severity: 'high',
        message: '{subject} lets {who} use it',
        undecided: '{subject} may let {who} use it',
      }),
      policy('data/require-versioning', { severity: 'low', message: '{subject} keeps no versions' }),
      policy('data/require-x', { severity: 'medium' }),
      policy('identity/no-y', { severity: 'medium' }),
    ],
    verdicts: [
      decided('network/no-admin-ingress', {
        subjects: [ids.web],
        violations: [remark(ids.web, { data: { source: ['0.0.0.0/0', '::/0'], port: 22 }, evidence })],
      }),
      decided('keys/require-tight-policy', {
        subjects: [ids.vault],
        undecided: [
          remark(ids.vault, { data: { who: 'anyone' }, evidence: [{ resource: ids.vault, path: ['policy'] }] }),
        ],
      }),
      decided('data/require-versioning', { subjects: [ids.bucket], violations: [remark(ids.bucket, { data: {} })] }),
      { policy: 'data/require-x', kind: 'error', failure: 'trap', message: 'unreachable' },
      decided('identity/no-y'),
    ],
    estate: estateOf([web, vault, bucket], {
      unmodelled: [
        { type: 'aws_glue_job', count: 3 },
        { type: 'aws_xray_group', count: 1 },
      ],
    }),
    settings: {
      ...defaultSettings,
      environment: 'production',
      waivers: [
        waiver({ policy: 'data/require-versioning', subject: 'aws_s3_bucket.logs["eu"]', stack: 'keys' }),
        waiver({ policy: 'network/no-admin-ingres', subject: 'aws_security_group.web' }),
        waiver({ policy: 'network/no-admin-ingress', subject: 'aws_security_group.web', expires: '2026-02-01' }),
      ],
    },
    diagnostics: [
      unreadModule(
        { address: 'module.vpc', location: { file: 'main.tf', line: 3, column: 1, endLine: 3, endColumn: 13 } },
        'module.vpc',
      ),
      brokenFile(
        { location: { file: 'cdktf.out/stacks/x/cdk.tf.json', line: 900, column: 1 } },
        'cdktf.out/stacks/x/cdk.tf.json',
      ),
    ],
    places: (path) => (path === 'hub/web' ? place : path === 'keys/vault' ? vaultPlace : undefined),
    ...changes,
  });
}

export function sample(changes: Partial<JudgeInput> = {}): Assessment {
  return judge(sampleInput(changes));
}

const lines: Readonly<Record<string, string>> = {
  'stacks/hub/stack.ts:42':
    "    new SecurityGroup(this, 'web', { vpcId: vpc.id, ingress: [{ cidrBlocks: ['0.0.0.0/0'] }] });",
  'stacks/main.ts:9': "new Keys(app, 'keys');",
  'main.tf:3': 'module "vpc" {',
};

export function source(file: string, line: number): string | undefined {
  return lines[`${file}:${line}`];
}
