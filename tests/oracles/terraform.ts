/** Terraform itself, as an oracle: plans configurations that need no provider and no network. */
import { spawnSync } from 'node:child_process';
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

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' };
}

interface PlanError {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** `json` is what `terraform show -json` writes of the plan; it is left out when there are errors. */
export interface Planned {
  readonly errors: readonly PlanError[];
  readonly json?: string;
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

/** What Terraform says of a folder that it cannot even read; nothing where it can. */
export function init(root: string): string | undefined {
  const run = spawnSync('terraform', ['init', '-input=false', '-no-color'], {
    cwd: root,
    encoding: 'utf8',
    env: environment(),
  });
  return run.status === 0 ? undefined : run.stderr;
}

export function plan(root: string, options: readonly string[] = []): Planned {
  const run = spawnSync(
    'terraform',
    ['plan', '-json', '-input=false', '-refresh=false', '-lock=false', '-out=it.plan', ...options],
    { cwd: root, encoding: 'utf8', env: environment(), maxBuffer: 1 << 28 },
  );
  if (run.status === 0) {
    const shown = spawnSync('terraform', ['show', '-json', 'it.plan'], {
      cwd: root,
      encoding: 'utf8',
      env: environment(),
      maxBuffer: 1 << 28,
    });
    if (shown.status === 0) return { errors: [], json: shown.stdout };
    return { errors: [{ file: '', line: 0, message: shown.stderr }] };
  }
  const errors = errorsIn(run.stdout);
  if (errors.length === 0) throw new Error(`terraform plan failed without an error:\n${run.stdout}${run.stderr}`);
  return { errors };
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
