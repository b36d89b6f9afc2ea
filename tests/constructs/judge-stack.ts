/** A stack of one's own through synthesis and the whole pipeline, with the bundle that is shipped. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { expect } from 'vitest';
import { assess } from '../../src/assess.ts';
import { contractTags, SegmentedVpc, type Tier, type Zone } from '../../src/constructs/index.ts';
import { loadBundle } from '../../src/decide/index.ts';
import { diskFiles, loadSettings } from '../../src/gate/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import type { Assessment } from '../../src/judge/index.ts';
import type { JsonObject } from '../../src/model/index.ts';

const root = resolve(import.meta.dirname, '..', '..');
const readBundle = (name: string) => readFileSync(join(root, 'policies', 'bundle', name));
const bundle = loadBundle({
  wasm: readBundle('policy.wasm'),
  catalogue: readBundle('catalogue.json'),
  manifest: readBundle('manifest.json'),
  from: 'policies/bundle',
});

export const account = '111122223333';
export const region = 'us-east-1';
export const deployer = `arn:aws:iam::${account}:role/deploy`;
export const keyArn = `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const boundaryArn = `arn:aws:iam::${account}:policy/boundary`;

export interface Judged {
  readonly assessment: Assessment;
  /** Resources that were written: type -> bodies in order of name. */
  readonly resources: Readonly<Record<string, readonly JsonObject[]>>;
  /** The whole `cdk.tf.json`. */
  readonly text: string;
}

/** Builds a stack in one zone and judges it. */
export function judgeStack(zone: Zone, build: (stack: TerraformStack) => void): Judged {
  const outdir = mkdtempSync(join(tmpdir(), 'sallyport-construct-'));
  const app = new App({ outdir });
  build(stackIn(app, zone));
  app.synth();
  const text = readFileSync(join(outdir, 'stacks', 'made', 'cdk.tf.json'), 'utf8');
  const { resource = {} } = JSON.parse(text) as { readonly resource?: Record<string, Record<string, JsonObject>> };
  const files = diskFiles(root, [outdir]);
  const assessment = assess({
    configuration: readConfiguration([outdir], files),
    files,
    bundles: [bundle],
    settings: loadSettings({ file: undefined, folder: root }),
    now: new Date(0),
    clock: () => 0,
  });
  const resources = Object.fromEntries(Object.entries(resource).map(([type, named]) => [type, Object.values(named)]));
  return { assessment, resources, text };
}

/** A stack that is thrown away, for what throws before it is synthesized. */
export function scratch(): TerraformStack {
  return stackIn(new App({ outdir: mkdtempSync(join(tmpdir(), 'sallyport-scratch-')) }), 'keys');
}

function stackIn(app: App, zone: Zone): TerraformStack {
  const stack = new TerraformStack(app, 'made');
  new S3Backend(stack, { bucket: 'state', key: 'made', region, encrypt: true, kmsKeyId: keyArn });
  new AwsProvider(stack, 'Provider', { region, defaultTags: [{ tags: contractTags({ zone, owner: 'test' }) }] });
  return stack;
}

export function networkIn(stack: TerraformStack, tiers: readonly Tier[] = [tier('only', 0)]): SegmentedVpc {
  return new SegmentedVpc(stack, 'Network', {
    name: 'net',
    account,
    region,
    cidrBlock: '10.0.0.0/16',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    tiers,
    logKeyArn: keyArn,
    permissionsBoundary: boundaryArn,
  });
}

export function tier(name: string, third: number): Tier {
  return { name, cidrBlocks: [`10.0.${third}.0/28`, `10.0.${third}.16/28`] };
}

/** Each of these policies passed by name for something, and nothing at all failed, stayed open or was read with a warning. */
export function expectHeld({ assessment }: Judged, claimed: readonly string[]): void {
  const { population, findings, diagnostics } = assessment;
  const passed = new Set(population.filter(({ outcome }) => outcome === 'pass').map(({ policy }) => policy));
  expect(claimed.filter((policy) => !passed.has(policy))).toEqual([]);
  expect(findings.map(({ policy, outcome, subject }) => [policy.id, outcome, subject.id])).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
}
