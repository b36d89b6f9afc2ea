/** The app with mistakes in it: the gate closes, and names each at the line of TypeScript where it was written. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle, root } from './synthesize.ts';

const source = readFileSync(join(root, 'stacks', 'breach.ts'), 'utf8');

/** Id of the construct with the mistake -> policies that must name it. */
const expected: Readonly<Record<string, readonly string[]>> = {
  Bastion: ['network/no-public-ingress', 'network/no-public-ssh'],
  FasterWeightsKey: [
    'keys/no-public-key-policy',
    'keys/require-hsm-for-weights',
    'keys/require-long-deletion-window',
    'keys/require-rotation',
  ],
  Deployer: [
    'identity/require-pinned-github-subject',
    'identity/require-pinned-oidc-audience',
    'identity/require-short-role-session',
  ],
  DoAnything: ['identity/no-administrator-policy'],
  QuickCopy: [
    'data/require-public-access-block',
    'data/require-kms-encryption',
    'data/require-customer-managed-key',
    'data/require-dual-layer-or-hsm-for-weights',
    'data/require-object-lock',
    'data/require-versioning',
    'data/require-tls',
    'data/require-recent-tls',
  ],
  SideNetwork: ['network/require-closed-default-security-group', 'network/require-flow-log'],
  SideSubnet: ['network/no-auto-assigned-public-ip'],
  SideDoor: ['network/no-gateway-in-protected-zone'],
  Lenient: [
    'network/require-firewall-default-drop',
    'network/require-strict-firewall-order',
    'network/require-firewall-default-alert',
  ],
};

const outdir = mkdtempSync(join(tmpdir(), 'sallyport-breach-'));
writeFileSync(join(outdir, 'manifest.json'), '{"from": "an earlier run"}');
const run = spawnSync(process.execPath, ['--import', 'tsx', 'stacks/breach.ts'], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, CDKTF_OUTDIR: outdir, NO_COLOR: '1', SALLYPORT_ENVIRONMENT: 'production' },
});
const findings = [...run.stderr.matchAll(/^× \w+ (\S+):[\s\S]*?╭─\[(.+?):(\d+):(\d+)\]/gm)].map(
  ([, policy = '', file = '', line, column]) => ({ policy, file, line: Number(line), column: Number(column) }),
);

test('the gate is closed: exit 1, nothing on stdout, no trace of ours', () => {
  expect(run.status).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.stderr).toContain('sallyport: the gate is closed');
  expect(run.stderr).not.toMatch(/^\s+at /m);
});

test('stacks are written, the manifest without which nothing is deployed is not', () => {
  expect(existsSync(join(outdir, 'stacks', 'production-keys', 'cdk.tf.json'))).toBe(true);
  expect(existsSync(join(outdir, 'manifest.json'))).toBe(false);
});

describe.each(Object.entries(expected))('%s', (id, policies) => {
  const place = placeOf(id);

  test.each(policies)(`is named by %s in its line`, (policy) => {
    expect(findings).toContainEqual({ policy, file: 'stacks/breach.ts', ...place });
  });
});

test('nothing of the reference stacks themselves is named', () => {
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.filter(({ file }) => file !== 'stacks/breach.ts')).toEqual([]);
});

test('every line that is named holds a mistake that this test knows', () => {
  const known = Object.keys(expected).map((id) => placeOf(id).line);
  expect(findings.filter(({ line }) => !known.includes(line))).toEqual([]);
});

test('the policies expected are policies', () => {
  const ids = bundle.catalogue.policies.map(({ id }) => id);
  expect(
    Object.values(expected)
      .flat()
      .filter((policy) => !ids.includes(policy)),
  ).toEqual([]);
});

/** Where the construct with this id is made: the place of its `new`. */
function placeOf(id: string): { readonly line: number; readonly column: number } {
  const lines = source.split('\n');
  const found = lines.flatMap((text, index) => {
    const match = /^(.*?)new \w+\(\w+, '(\w+)'/.exec(text);
    return match?.[2] === id ? [{ line: index + 1, column: (match[1]?.length ?? 0) + 1 }] : [];
  });
  if (found[0] === undefined || found.length > 1) throw new Error(`breach.ts makes ${id} ${found.length} times`);
  return found[0];
}
