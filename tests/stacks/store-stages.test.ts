/** The steps by which a key store comes into being: what each deploys, and what it cannot yet. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { GateClosedError } from '../../src/index.ts';
import { type Environment, readEnvironment, type StoreStage } from '../../stacks/environment.ts';
import { judge, resourcesOf, root, type Synthesized, synthesize } from './synthesize.ts';

const kinds = { cloudhsm: 'production', external: 'staging' } as const;
type Kind = keyof typeof kinds;

function at(kind: Kind, stage: StoreStage): Environment {
  const environment = readEnvironment(kinds[kind]);
  const { store } = environment.keys;
  const staged = 'external' in store ? { external: { ...store.external, stage } } : { cloudhsm: { stage } };
  return { ...environment, keys: { ...environment.keys, store: staged } };
}

/** How many of each type stand in which stack. */
function made({ stacks }: Synthesized) {
  const count = (stack: keyof typeof stacks, type: string) => Object.keys(resourcesOf(stacks[stack], type)).length;
  return {
    hsms: count('keys', 'aws_cloudhsm_v2_hsm'),
    stores: count('keys', 'aws_kms_custom_key_store'),
    verifications: count('keys', 'aws_vpc_endpoint_service_private_dns_verification'),
    hardwareKeys: Object.values(resourcesOf(stacks.keys, 'aws_kms_key')).filter((key) => 'custom_key_store_id' in key)
      .length,
    buckets: count('weights-vault', 'aws_s3_bucket'),
  };
}

describe('CloudHSM', () => {
  test('foundation: one HSM, because AWS refuses a second before the cluster is activated', () => {
    const shown = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(() => synthesize(at('cloudhsm', 'foundation'))).toThrow(GateClosedError);
    expect(shown.mock.calls.join('')).toContain('keys/require-hsms-in-two-zones');
    shown.mockRestore();
  });

  test('foundation: the dated waiver of the README opens the gate, and nothing else stood in its way', () => {
    const settings = withWaiver();
    const synthesized = synthesize(at('cloudhsm', 'foundation'), settings);
    expect(made(synthesized)).toEqual({ hsms: 1, stores: 0, verifications: 0, hardwareKeys: 0, buckets: 0 });
    const { findings, diagnostics } = judge(synthesized.outdir, settings);
    expect(findings.map(({ policy, outcome }) => [policy.id, outcome])).toEqual([
      ['keys/require-hsms-in-two-zones', 'waived'],
    ]);
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  test('store: an HSM in each Availability Zone and the key store, no key in it before it is connected', () => {
    const synthesized = synthesize(at('cloudhsm', 'store'));
    expect(made(synthesized)).toEqual({ hsms: 2, stores: 1, verifications: 0, hardwareKeys: 0, buckets: 0 });
    expect(openOutcomes(synthesized)).toEqual([]);
  });

  test('connected: keys, and the buckets that they encrypt', () => {
    const synthesized = synthesize(at('cloudhsm', 'connected'));
    expect(made(synthesized)).toEqual({ hsms: 2, stores: 1, verifications: 0, hardwareKeys: 2, buckets: 3 });
  });
});

describe('external key store', () => {
  test('foundation: the endpoint service, whose domain is then proved in DNS', () => {
    const synthesized = synthesize(at('external', 'foundation'));
    expect(made(synthesized)).toEqual({ hsms: 0, stores: 0, verifications: 0, hardwareKeys: 0, buckets: 0 });
    expect(openOutcomes(synthesized)).toEqual([]);
    expect(synthesized.stacks.keys['output']).toHaveProperty('domain-verification');
  });

  test('store: verified and made, not connected', () => {
    const synthesized = synthesize(at('external', 'store'));
    expect(made(synthesized)).toEqual({ hsms: 0, stores: 1, verifications: 1, hardwareKeys: 0, buckets: 0 });
    expect(openOutcomes(synthesized)).toEqual([]);
  });

  test('connected: each key names its key in the external manager', () => {
    const { stacks } = synthesize(at('external', 'connected'));
    const keys = Object.values(resourcesOf(stacks.keys, 'aws_kms_key')).map((key) => key['xks_key_id']);
    expect(keys.filter(Boolean).sort()).toEqual(['staging-checkpoint', 'staging-weights']);
  });

  test('KMS refuses an endpoint service that requires acceptance, so this one lets KMS alone in and does not', () => {
    const { stacks } = synthesize(at('external', 'connected'));
    expect(Object.values(resourcesOf(stacks.keys, 'aws_vpc_endpoint_service'))).toEqual([
      expect.objectContaining({
        acceptance_required: false,
        allowed_principals: ['cks.kms.eu-central-1.amazonaws.com'],
        private_dns_name: 'xks.example.com',
      }),
    ]);
  });
});

function openOutcomes({ outdir }: Synthesized): string[] {
  return judge(outdir).findings.map(({ policy }) => policy.id);
}

/** Settings with the waiver that keys/README.md shows, at its word. */
function withWaiver(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-waiver-'));
  const readme = readFile('stacks/keys/README.md');
  const [, waivers] = /```yaml\n(version: 1\nwaivers:[\s\S]*?)```/.exec(readme) ?? [];
  if (waivers === undefined) throw new Error('stacks/keys/README.md shows no waiver');
  writeFileSync(join(folder, 'waivers.yaml'), waivers.replace(/expires: .*/, 'expires: 2999-12-31'));
  const settings = join(folder, 'sallyport.yaml');
  writeFileSync(settings, `${readFile('stacks/sallyport.yaml')}waivers: waivers.yaml\n`);
  return settings;
}

function readFile(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}
