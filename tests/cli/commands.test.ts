/** The commands over the shipped bundle, as a user calls them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Catalogue, Report } from '../../src/shapes/index.ts';
import { folderWith, testHost } from './test-host.ts';

const catalogue = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'policies', 'bundle', 'catalogue.json'), 'utf8'),
) as Catalogue;

async function sallyport(argv: readonly string[], folder = folderWith({})) {
  const host = testHost(folder);
  const exit = await run(argv, host);
  return { exit, out: host.out(), err: host.err() };
}

describe('policies', () => {
  test('as JSON: every policy with what other tools need to find it', async () => {
    const { exit, out, err } = await sallyport(['policies', '--format', 'json']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const rows = JSON.parse(out) as { policy: string; aliases: string[]; controls: object; catalogue: string[] }[];
    expect(rows.map(({ policy }) => policy)).toEqual(catalogue.policies.map(({ id }) => id).sort());
    for (const row of rows) {
      const entry = catalogue.policies.find(({ id }) => id === row.policy);
      expect(row).toMatchObject({
        title: entry?.title,
        severity: entry?.severity,
        catalogue: entry?.catalogue,
        controls: entry?.controls,
        aliases: Object.values(entry?.aliases ?? {}).flat(),
      });
    }
  });

  test('as text: a line each, and how to read on', async () => {
    const { out } = await sallyport(['policies']);
    const lines = out.split('\n');
    for (const { id, title } of catalogue.policies) {
      expect(lines.filter((line) => line.startsWith(`${id} `) && line.endsWith(title))).toHaveLength(1);
    }
    expect(out).toContain(`${catalogue.policies.length} policies.`);
  });
});

describe('explain', () => {
  test.each(catalogue.policies)('$id has all its parts', async (entry) => {
    const { exit, out, err } = await sallyport(['explain', entry.id]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const words = out.replaceAll(/\s+/g, ' ');
    for (const part of [entry.title, entry.description, entry.why, entry.help]) {
      expect(words).toContain(part.trim().replaceAll(/\s+/g, ' '));
    }
    expect(out).toMatch(/^Rejected$[\s\S]*"resource"[\s\S]*^Accepted$/m);
    expect(out).toMatch(entry.waivable ? /expires: 2027-02-22/ : /cannot be waived/);
    // What is copied (addresses, cases) is not broken; prose is.
    const prose = out.split('\n').filter((line) => !/^ {4}|https?:/.test(line));
    expect(prose.filter((line) => line.length > 100)).toEqual([]);
  });

  test('an alias of several policies explains all of them', async () => {
    const counts = new Map<string, number>();
    for (const entry of catalogue.policies) {
      for (const alias of new Set(Object.values(entry.aliases).flat())) counts.set(alias, (counts.get(alias) ?? 0) + 1);
    }
    const [alias = '', count] = [...counts].find(([, number]) => number > 1) ?? [];
    const { exit, out } = await sallyport(['explain', alias]);
    expect(exit).toBe(0);
    expect(out.match(/^Why$/gm)).toHaveLength(count ?? 0);
  });

  test('a policy that is not there exits 2 and says what may be meant', async () => {
    const [first] = catalogue.policies;
    const { exit, out, err } = await sallyport(['explain', `${first?.id}x`]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(`did you mean ${first?.id}?`);
  });
});

describe('help', () => {
  test.each([
    ['of the program', ['--help'], /Usage: sallyport \[options\] \[command\][\s\S]*Examples:[\s\S]*Exit codes: 0/],
    [
      'of check',
      ['check', '--help'],
      /Usage: sallyport check[\s\S]*--format[\s\S]*--config[\s\S]*--no-color[\s\S]*Examples:/,
    ],
    ['of explain, by help', ['help', 'explain'], /Usage: sallyport explain[\s\S]*CKV_AWS_24/],
  ])('%s goes to stdout and exits 0', async (_of, argv, text) => {
    const { exit, out, err } = await sallyport(argv);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(text);
  });
});

describe('check', () => {
  let folder = '';
  beforeAll(() => {
    folder = folderWith({
      'sallyport.yaml': 'version: 1\nwaivers: w.yaml\nenvironments:\n  strict:\n    undecided: close\n',
      'w.yaml': `version: 1
waivers:
  - policy: network/no-public-ssh
    subject: aws_security_group.g
    reason: only for the time of this test
    owner: team-test
    expires: 2026-11-24
  - policy: network/no-public-ingress
    subject: aws_security_group.g
    reason: only for the time of this test
    owner: team-test
    expires: 2026-11-24
`,
      'none.yaml': 'version: 1\nwaivers: []\n',
      'infra/main.tf.json': JSON.stringify({
        variable: { from: {} },
        resource: {
          aws_security_group: {
            g: { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['${var.from}'] }] },
          },
        },
      }),
    });
  });
  const check = async (...more: readonly string[]) => {
    const ended = await sallyport(['check', 'infra', '--format', 'json', ...more], folder);
    return { ...ended, report: JSON.parse(ended.out) as Report };
  };

  test('an unknown value is undecided, and open', async () => {
    const { exit, report } = await check('--waivers', 'none.yaml');
    expect({ exit, gate: report.gate }).toEqual({ exit: 0, gate: 'open' });
    expect(report.summary.outcomes.undecided).toBeGreaterThan(0);
  });

  test('which an environment may forbid', async () => {
    const { exit, report } = await check('--waivers', 'none.yaml', '--environment', 'strict');
    expect({ exit, gate: report.gate, environment: report.environment }).toEqual({
      exit: 1,
      gate: 'closed',
      environment: 'strict',
    });
  });

  test('--var gives the value; waivers that hold to the last day open the gate again', async () => {
    const { exit, report } = await check('--var', 'from=0.0.0.0/0');
    expect(exit).toBe(0);
    expect(report.summary.outcomes.waived).toBe(2);
    expect(report.waivers.map(({ status }) => status)).toEqual(['used', 'used']);
  });

  test('a later --var-file wins over an earlier --var', async () => {
    const other = folderWith({ 'values.tfvars': 'from = "10.0.0.0/8"\n' });
    const { report } = await check('--var', 'from=0.0.0.0/0', '--var-file', join(other, 'values.tfvars'));
    expect(report.summary.outcomes).toMatchObject({ waived: 0, undecided: 0 });
  });

  test.each(['check', 'inspect'])('%s --json is --format json', async (command) => {
    const [short, long] = [
      await sallyport([command, 'infra', '--json', '--format', 'text=r.txt'], folder),
      await sallyport([command, 'infra', '--format', 'json'], folder),
    ];
    expect(Object.keys(JSON.parse(short.out) as object)).toEqual(Object.keys(JSON.parse(long.out) as object));
    expect((await sallyport([command, 'infra', '--json', '--format', 'json'], folder)).exit).toBe(2);
  });

  test('formats to files leave stdout to the one without', async () => {
    const { out } = await sallyport(
      ['check', 'infra', '--format', 'json=r.json', '--format', 'sarif=r.sarif', '--quiet'],
      folder,
    );
    expect(out).toBe('');
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))).toMatchObject({ version: 1 });
    expect(JSON.parse(readFileSync(join(folder, 'r.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });
});
