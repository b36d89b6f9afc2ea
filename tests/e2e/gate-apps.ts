import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { App, type AppConfig, TerraformStack } from 'cdktf';
import { vi } from 'vitest';
import { type GateOptions, sallyport } from '../../src/index.ts';
import { folderWith } from '../cli/test-host.ts';

/** Settings of their own, so that this repository's are not found. */
export const settings = join(folderWith({ 'sallyport.yaml': 'version: 1\n' }), 'sallyport.yaml');

const temporary = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-gate-')));

export function newApp(given: AppConfig = {}): App {
  return new App({ outdir: temporary(), ...given });
}

export function gatedApp(given: AppConfig = {}, options: GateOptions = {}): App {
  return sallyport(newApp(given), { config: settings, ...options });
}

/** A stack with one security group that lets SSH in from a block. */
export function addNetwork(app: App, from: string, name = 'network'): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  new SecurityGroup(stack, 'bastion', {
    ingress: [{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: [from] }],
  });
  return stack;
}

export const inside = '10.0.0.0/8';
export const everywhere = '0.0.0.0/0';

/** What is written to stderr meanwhile, and what is thrown. */
export function watched(work: () => void): { readonly stderr: string; readonly thrown: unknown } {
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  let thrown: unknown;
  try {
    work();
  } catch (error) {
    thrown = error;
  } finally {
    spy.mockRestore();
  }
  return { stderr: written.join(''), thrown };
}
