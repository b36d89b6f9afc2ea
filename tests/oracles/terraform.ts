/** Terraform itself, as an oracle: plans configurations that need no provider and no network. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Folder = Readonly<Record<string, string>>;

/** The version that the semantics were written after. */
const WANTED = /^Terraform v1\./m;

export function hasTerraform(): boolean {
  const run = spawnSync('terraform', ['version'], { encoding: 'utf8', env: environment() });
  return run.status === 0 && WANTED.test(run.stdout);
}

function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null', ...more };
}

interface PlanError {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/**
 * `json` is what `terraform show -json` writes of the plan; it is left out when there are errors. `crash`: Terraform told nothing, because
 * it panicked, was killed, or ran out of memory or time.
 */
export interface Planned {
  readonly errors: readonly PlanError[];
  readonly json?: string;
  readonly crash?: string;
}

/** A folder on disk for as long as `work` takes. */
export function inFolder<Result>(folder: Folder, work: (root: string) => Result): Result {
  const root = mkdtempSync(join(tmpdir(), 'sallyport-oracle-'));
  try {
    writeFolder(root, folder);
    return work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export function writeFolder(root: string, folder: Folder): void {
  for (const [name, text] of Object.entries(folder)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** Longer than this no plan takes that ends at all. */
const LONGEST_MS = 300_000;

function terraform(
  root: string,
  options: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  return spawnSync('terraform', options, {
    cwd: root,
    encoding: 'utf8',
    env: environment(variables),
    maxBuffer: 1 << 28,
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
}

const CRASH = /^(?:panic: |fatal error: |!+ TERRAFORM CRASH).*$/m;

function crashOf({ error, signal, stdout, stderr }: SpawnSyncReturns<string>): string | undefined {
  if (error !== undefined) return error.message;
  return signal ?? CRASH.exec(stderr)?.[0] ?? CRASH.exec(stdout)?.[0];
}

/** What Terraform says of a folder that it cannot even read; nothing where it can. Where Terraform is killed it is asked again. */
export function init(root: string, attempts = 3): string | undefined {
  const run = terraform(root, ['init', '-input=false', '-no-color']);
  if (run.status === 0) return undefined;
  const crash = crashOf(run);
  return crash === undefined || attempts <= 1 ? (crash ?? run.stderr) : init(root, attempts - 1);
}

export function plan(
  root: string,
  options: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
): Planned {
  const fixed = ['plan', '-json', '-input=false', '-refresh=false', '-lock=false', '-out=it.plan'];
  const run = terraform(root, [...fixed, ...options], variables);
  if (run.status !== 0) {
    const crash = crashOf(run);
    if (crash !== undefined) return { errors: [], crash };
    const errors = errorsIn(run.stdout);
    return errors.length > 0 ? { errors } : { errors, crash: `terraform plan ended with ${run.status}` };
  }
  const shown = terraform(root, ['show', '-json', 'it.plan']);
  if (shown.status === 0) return { errors: [], json: shown.stdout };
  const crash = crashOf(shown);
  return crash === undefined ? { errors: [{ file: '', line: 0, message: shown.stderr }] } : { errors: [], crash };
}

interface LogLine {
  readonly '@level'?: string;
  readonly diagnostic?: {
    readonly summary: string;
    readonly detail?: string;
    readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  };
}

function errorsIn(log: string): readonly PlanError[] {
  return log.split('\n').flatMap((text) => {
    if (!text.startsWith('{')) return [];
    const line = JSON.parse(text) as LogLine;
    if (line['@level'] !== 'error' || line.diagnostic === undefined) return [];
    const { summary, detail, range } = line.diagnostic;
    return { file: range?.filename ?? '', line: range?.start.line ?? 0, message: detail || summary };
  });
}
