/** OPA of exactly the version that `policies/go.mod` pins: the one on PATH, or the Go tool. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Opa {
  readonly version: string;
  readonly executable: string;
}

export interface OpaRun {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** The version in `policies/go.mod`, without the `v`. */
export function pinnedOpaVersion(policies: string): string {
  const found = /github\.com\/open-policy-agent\/opa v(\d+\.\d+\.\d+)/.exec(
    readFileSync(join(policies, 'go.mod'), 'utf8'),
  );
  if (found?.[1] === undefined) throw new Error(`${join(policies, 'go.mod')} pins no version of OPA`);
  return found[1];
}

/**
 * @param download whether Go may fetch and build OPA (75 seconds the first time); otherwise only what is built already counts.
 * @returns `undefined` where there is neither.
 */
export function findOpa(policies: string, download: boolean): Opa | undefined {
  const version = pinnedOpaVersion(policies);
  for (const executable of ['opa', goTool(policies, download)]) {
    if (executable === undefined) continue;
    const run = spawnSync(executable, ['version'], { encoding: 'utf8' });
    if (run.status === 0 && new RegExp(`^Version: ${version.replaceAll('.', '\\.')}$`, 'm').test(run.stdout)) {
      return { version, executable };
    }
  }
  return undefined;
}

function goTool(policies: string, download: boolean): string | undefined {
  const environment = download ? process.env : { ...process.env, GOPROXY: 'off', GOFLAGS: '-mod=readonly' };
  const run = spawnSync('go', ['tool', '-n', 'opa'], {
    cwd: policies,
    encoding: 'utf8',
    env: environment,
    ...(download ? {} : { timeout: 20_000 }),
  });
  if (run.status !== 0) return undefined;
  const executable = run.stdout.trim();
  return executable === '' ? undefined : executable;
}

/** Runs OPA in `folder`; never throws for OPA's own findings. */
export function runOpa(opa: Opa, folder: string, args: readonly string[], stdin?: string): OpaRun {
  const run: SpawnSyncReturns<string> = spawnSync(opa.executable, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    ...(stdin === undefined ? {} : { input: stdin }),
  });
  if (run.error !== undefined) throw run.error;
  return { ok: run.status === 0, stdout: run.stdout, stderr: run.stderr };
}
