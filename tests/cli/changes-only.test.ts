/** `check --changes-only` over the shipped bundle, as a user calls it. */
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Report } from '../../src/shapes/index.ts';
import { configurationOf, planOf } from '../ingest/plan-json.ts';
import { folderWith, testHost } from './test-host.ts';

const rule = (type: string, port: number) => ({
  security_group_id: 'sg-1',
  cidr_ipv4: '0.0.0.0/0',
  ip_protocol: 'tcp',
  from_port: port,
  to_port: port,
  type,
});
const open = 'aws_vpc_security_group_ingress_rule';

const plan = planOf(
  [
    { address: `${open}.old`, actions: ['no-op'], values: rule('old', 22) },
    { address: `${open}.new`, actions: ['create'], values: rule('new', 3389) },
  ],
  { configuration: configurationOf({ [`${open}.old`]: {}, [`${open}.new`]: {} }) },
);
const hcl = `resource "${open}" "old" {}\n\nresource "${open}" "new" {\n  from_port = 3389\n}\n`;

async function check(argv: readonly string[], plans: Readonly<Record<string, string>> = { 'plan.json': plan }) {
  const host = testHost(folderWith({ 'infra/main.tf': hcl, ...plans }));
  const exit = await run(['check', ...argv], host);
  return { exit, out: host.out(), err: host.err() };
}

async function report(argv: readonly string[], plans?: Readonly<Record<string, string>>): Promise<Report> {
  return JSON.parse((await check([...argv, '--format', 'json'], plans)).out) as Report;
}

test('findings on what the plan changes are reported, the others are counted', async () => {
  const all = await report(['plan.json']);
  const some = await report(['plan.json', '--changes-only']);
  expect(all.summary.not_shown).toBeUndefined();
  expect(new Set(all.findings.map(({ subject }) => subject.address))).toEqual(new Set([`${open}.old`, `${open}.new`]));
  expect(new Set(some.findings.map(({ subject }) => subject.address))).toEqual(new Set([`${open}.new`]));
  expect(some.summary.not_shown).toBe(all.findings.length - some.findings.length);
  expect(some.population).toEqual(all.population);
});

test('the gate is that of the change', async () => {
  const kept = plan.replace('"create"', '"no-op"');
  expect((await check(['plan.json', '--changes-only'])).exit).toBe(1);
  const { exit, out } = await check(['plan.json', '--changes-only'], { 'plan.json': kept });
  expect(exit).toBe(0);
  expect(out).toMatch(/not shown\s+\d+ findings on what this plan does not change/);
  expect((await check(['plan.json'], { 'plan.json': kept })).exit).toBe(1);
});

test('SARIF says what is left out', async () => {
  const { out } = await check(['plan.json', '--changes-only', '--format', 'sarif']);
  expect(out).toMatch(/left out: \d+ findings on what this plan does not change/);
});

test('with the folder of the plan, places are those of the folder and nothing is judged twice', async () => {
  const { findings, summary } = await report(['infra', 'plan.json', '--changes-only']);
  expect(summary.stacks).toBe(1);
  expect(new Set(findings.map(({ location }) => `${location?.file}:${location?.line}`))).toContain('infra/main.tf:3');
  expect(findings.every(({ location }) => location?.file === 'infra/main.tf')).toBe(true);
});

test('without a plan it stops, and says what is needed', async () => {
  const { exit, err } = await check(['infra', '--changes-only']);
  expect(exit).toBe(2);
  expect(err).toContain('--changes-only needs a plan, and none was given');
});
