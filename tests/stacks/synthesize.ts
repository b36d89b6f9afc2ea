/** Synthesizes the reference stacks through the gate, and judges what was written once more to see all outcomes. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'cdktf';
import { assess } from '../../src/assess.ts';
import { loadBundle } from '../../src/decide/index.ts';
import { diskFiles, loadSettings } from '../../src/gate/index.ts';
import { sallyport } from '../../src/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import type { Assessment } from '../../src/judge/index.ts';
import type { JsonObject } from '../../src/model/index.ts';
import { buildStacks } from '../../stacks/app.ts';
import type { Environment } from '../../stacks/environment.ts';

export const root = resolve(import.meta.dirname, '..', '..');
export const ownSettings = join(root, 'stacks', 'sallyport.yaml');

const readBundle = (name: string) => readFileSync(join(root, 'policies', 'bundle', name));
export const bundle = loadBundle({
  wasm: readBundle('policy.wasm'),
  catalogue: readBundle('catalogue.json'),
  manifest: readBundle('manifest.json'),
  from: 'policies/bundle',
});

export interface Synthesized {
  readonly outdir: string;
  /** Name of a stack without its environment -> its `cdk.tf.json`. */
  readonly stacks: Readonly<Record<'network-hub' | 'keys' | 'weights-vault', JsonObject>>;
}

/** @throws GateClosedError */
export function synthesize(environment: Environment, settings = ownSettings): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'sallyport-stacks-'));
  const app = new App({ outdir });
  buildStacks(sallyport(app, { config: settings, environment: knownTo(environment), report: 'none' }), environment);
  app.synth();
  return { outdir, stacks: readStacks(outdir, environment.name) };
}

/** The settings have a part for each environment that has a file; a longer name made for a test has none. */
function knownTo({ name }: Environment): string {
  return name === 'staging' ? 'staging' : 'production';
}

function readStacks(outdir: string, name: string): Synthesized['stacks'] {
  const read = (stack: string): JsonObject =>
    JSON.parse(readFileSync(join(outdir, 'stacks', `${name}-${stack}`, 'cdk.tf.json'), 'utf8'));
  return { 'network-hub': read('network-hub'), keys: read('keys'), 'weights-vault': read('weights-vault') };
}

/** What came of every policy for every subject in a folder that was synthesized. */
export function judge(outdir: string, settings: string | undefined = ownSettings): Assessment {
  const files = diskFiles(root, [outdir]);
  return assess({
    configuration: readConfiguration([outdir], files),
    files,
    bundles: [bundle],
    settings: loadSettings({ file: settings, folder: root }),
    now: new Date(),
    clock: () => performance.now(),
  });
}

/** Every resource of a type in a stack, by name; none when there is none. */
export function resourcesOf(stack: JsonObject, type: string): Readonly<Record<string, JsonObject>> {
  const { resource } = stack as { readonly resource: Readonly<Record<string, Record<string, JsonObject>>> };
  return resource[type] ?? {};
}
