import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/judge/index.ts';
import { renderJson, toReport } from '../../src/report/index.ts';
import type { Report } from '../../src/shapes/index.ts';
import { decided, estateOf, policy, remark, resource } from '../judge/hand-made.ts';
import { sample } from './sample.ts';

const schema: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'src', 'report', 'report.schema.json'), 'utf8'),
);
const validate = new Ajv({ allErrors: true }).compile(schema as object);

function reportOf(assessment: Assessment): Report {
  const report = JSON.parse(renderJson(assessment, { version: '1.2.3' })) as Report;
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  expect(report).toEqual(toReport(assessment, { version: '1.2.3' }));
  return report;
}

test('a report with one of everything conforms to the published schema', () => {
  const report = reportOf(sample());
  expect(report).toMatchObject({
    version: 1,
    tool: { name: 'sallyport', version: '1.2.3' },
    bundle: { digest: 'sha256:00', policies: 5 },
    gate: 'closed',
    environment: 'production',
    because: [
      '1 critical violation',
      '1 policy gave no verdict: data/require-x',
      '1 part of the input could not be read',
    ],
    summary: {
      stacks: 2,
      resources: 3,
      policies: 5,
      outcomes: { pass: 0, fail: 1, undecided: 1, error: 1, waived: 1, 'not-applicable': 1 },
      severities: { critical: 1, high: 0, medium: 0, low: 0 },
      diagnostics: { error: 1, warning: 1, note: 0 },
    },
    unmodelled: [
      { type: 'aws_glue_job', count: 3 },
      { type: 'aws_xray_group', count: 1 },
    ],
  });
});

test('so does the report of nothing at all', () => {
  const report = reportOf(sample({ policies: [], verdicts: [], estate: estateOf([]), diagnostics: [] }));
  expect(report).toMatchObject({ gate: 'closed', because: ['no policy was in force'], findings: [], population: [] });
});

describe('a finding', () => {
  const [first, second] = reportOf(sample()).findings;

  test('carries what the policy says of itself, what was found and where', () => {
    expect(first).toMatchObject({
      policy: 'network/no-admin-ingress',
      title: 'Title of network/no-admin-ingress',
      catalogue: ['NET-001'],
      aliases: ['CKV_AWS_24'],
      controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
      severity: 'critical',
      outcome: 'fail',
      closes: true,
      subject: { address: 'aws_security_group.web', type: 'aws_security_group', stack: 'hub' },
      message: 'aws_security_group.web lets 0.0.0.0/0, ::/0 in on port 22',
      why: 'a port that is reachable is a port that every stranger may try',
      help: 'name the peer security group as the source',
      data: { source: ['0.0.0.0/0', '::/0'], port: 22 },
    });
  });

  test('has the TypeScript place first, with the generated file beside it', () => {
    expect(first?.location).toEqual({
      file: 'stacks/hub/stack.ts',
      line: 42,
      column: 5,
      outermost: { file: 'stacks/main.ts', line: 7, column: 1 },
      construct: 'hub/web',
      generated: {
        file: 'cdktf.out/stacks/hub/cdk.tf.json',
        line: 13,
        column: 3,
        pointer: '/resource/aws_security_group/web/ingress/0/cidr_blocks',
      },
    });
  });

  test('without a TypeScript place has the configuration’s', () => {
    const { findings } = reportOf(sample({ places: () => undefined }));
    expect(findings[0]?.location).toEqual({
      file: 'cdktf.out/stacks/hub/cdk.tf.json',
      line: 13,
      column: 3,
      pointer: '/resource/aws_security_group/web/ingress/0/cidr_blocks',
      construct: 'hub/web',
    });
  });

  test('numbers its evidence, with values, notes and places', () => {
    expect(first?.evidence).toMatchObject([
      { step: 1, address: 'aws_security_group.web', attribute: 'ingress[0].cidr_blocks', value: ['0.0.0.0/0', '::/0'] },
      {
        step: 2,
        address: 'aws_kms_key.vault',
        attribute: 'deletion_window_in_days',
        value: 30,
        note: 'not set; AWS defaults to 30',
        location: { file: 'stacks/main.ts', line: 9 },
      },
    ]);
  });

  test('that is undecided keeps the unknown value with its reason', () => {
    expect(second).toMatchObject({
      outcome: 'undecided',
      closes: false,
      evidence: [{ value: { $unknown: 'variable `admins` has no value' } }],
    });
    expect(second?.message).toBe('aws_kms_key.vault may let anyone use it (not known: variable `admins` has no value)');
  });
});

test('the population has every policy and subject, passes by name', () => {
  expect(reportOf(sample()).population).toEqual([
    { policy: 'network/no-admin-ingress', subject: 'aws_security_group.web', stack: 'hub', outcome: 'fail' },
    { policy: 'keys/require-tight-policy', subject: 'aws_kms_key.vault', stack: 'keys', outcome: 'undecided' },
    { policy: 'data/require-x', subject: '', outcome: 'error' },
    { policy: 'identity/no-y', subject: '', outcome: 'not-applicable' },
    { policy: 'data/require-versioning', subject: 'aws_s3_bucket.logs["eu"]', stack: 'keys', outcome: 'waived' },
  ]);
});

test('waivers and diagnostics keep their places', () => {
  const { waivers, diagnostics, findings } = reportOf(sample());
  expect(waivers.map(({ status, why, location }) => [status, why, location])).toEqual([
    ['used', undefined, { file: 'waivers.yaml', line: 3, column: 5 }],
    [
      'unused',
      'no policy is called network/no-admin-ingres; did you mean network/no-admin-ingress?',
      { file: 'waivers.yaml', line: 3, column: 5 },
    ],
    ['expired', 'its last day was 2026-02-01', { file: 'waivers.yaml', line: 3, column: 5 }],
  ]);
  expect(diagnostics.map(({ id, message, location }) => [id, message, location?.line])).toEqual([
    ['ingest/broken-file', 'cdktf.out/stacks/x/cdk.tf.json ends in the middle of a value', 900],
    ['ingest/module-not-read', 'module.vpc comes from a registry and was not read', 3],
  ]);
  expect(findings.find(({ outcome }) => outcome === 'waived')?.waiver).toEqual({
    reason: 'moves behind the load balancer in March',
    owner: 'platform',
    expires: '2026-03-31',
  });
});

/** As what a policy returns arrives: read from its text, so that there is no -0. */
const returned = fc.json().map((text): unknown => JSON.parse(text));

test('any names, values and data make a report that conforms and reads back the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), returned, (name, value) => {
      const address = `aws_vpc.${name}`;
      const made = resource({ address, values: { a: 'x' } });
      const report = reportOf(
        sample({
          policies: [policy('network/no-a')],
          verdicts: [
            decided('network/no-a', {
              subjects: [address],
              violations: [remark(address, { data: { source: value } })],
            }),
          ],
          estate: estateOf([made]),
        }),
      );
      expect(report.findings[0]?.subject.address).toBe(JSON.parse(JSON.stringify(address)));
    }),
  );
});

test('the order of keys in the data changes no byte', () => {
  const given = (data: Record<string, unknown>) =>
    renderJson(
      sample({
        policies: [policy('network/no-a')],
        verdicts: [decided('network/no-a', { subjects: ['ghost'], violations: [remark('ghost', { data })] })],
      }),
      { version: '1' },
    );
  expect(given({ port: 1, source: { b: 1, a: 2 } })).toBe(given({ source: { a: 2, b: 1 }, port: 1 }));
});
