import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { assess } from '../assess.ts';
import { StopError } from '../diagnostics/index.ts';
import { diskFiles, isStream, loadBundles, loadSettings } from '../gate/index.ts';
import { readConfiguration, type Stack } from '../ingest/index.ts';
import type { Assessment } from '../judge/index.ts';
import { words } from '../model/index.ts';
import { settingsFor } from './settings-for.ts';

/** What Terraform would be told beside the files. */
export interface ReadingOptions {
  /** `--var` and `--var-file` in their order: a later one wins. */
  readonly given: readonly ({ readonly assignment: string } | { readonly file: string })[];
  /** Name and text of each `TF_VAR_<name>`; none unless the user asked for them. */
  readonly environmentVariables?: readonly (readonly [string, string])[] | undefined;
  /** `terraform.workspace`; not known without it. */
  readonly workspace?: string | undefined;
}

export interface InputOptions extends ReadingOptions {
  readonly config?: string | undefined;
  readonly environment?: string | undefined;
  readonly waivers?: string | undefined;
  readonly changesOnly?: boolean | undefined;
}

export interface AssessRun {
  readonly folder: string;
  readonly now: Date;
  /** Milliseconds from any fixed point. */
  readonly clock: () => number;
  /** Told what is going on. */
  readonly step: (what: string) => void;
  /** Told before policies take memory of their own, where memory matters more than time: what is garbage may be collected. */
  readonly tidy?: () => void;
  /** Beyond it `LargeInput` is thrown. */
  readonly mostBytes?: number;
}

/** Reads and judges folders and files as one estate. */
export function assessPaths(paths: readonly string[], options: InputOptions, run: AssessRun): Assessment {
  const { folder, clock, now, step } = run;
  const { config, environment, waivers, changesOnly = false } = options;
  const file = config === undefined ? settingsFor(paths, folder) : resolve(folder, config);
  const settings = loadSettings({
    file,
    folder,
    ...(environment === undefined ? {} : { environment }),
    ...(waivers === undefined ? {} : { waivers }),
  });
  const bundles = loadBundles(settings.bundles, folder);
  step('reading');
  const { configuration, files } = readPaths(paths, options, folder, run.mostBytes);
  if (changesOnly && !configuration.stacks.some(isPlan)) throw noPlan();
  return assess({
    configuration,
    changesOnly,
    files,
    bundles,
    settings,
    now,
    clock,
    onRoom: (room) => {
      step(following[room]);
      if (room !== 'facts' || run.tidy === undefined) return;
      // Places are asked for when policies are done.
      configuration.letGo?.();
      run.tidy();
    },
  });
}

function isPlan(stack: Stack): boolean {
  return stack.kind === 'evaluated' && stack.from === 'plan';
}

function noPlan(): StopError {
  return new StopError(
    'cli/no-plan',
    words('--changes-only needs a plan, and none was given'),
    'name the file that `terraform show -json` printed of a plan; the folder that it was made of may stand beside it',
  );
}

/** Reads folders and files, and what else below them Terraform would read. */
export function readPaths(paths: readonly string[], options: ReadingOptions, folder: string, mostBytes?: number) {
  const { given, environmentVariables = [], workspace } = options;
  const variableFiles = given.flatMap((option) => ('file' in option ? [option.file] : []));
  const told = { given, environment: new Map(environmentVariables), ...(workspace === undefined ? {} : { workspace }) };
  const files = diskFiles(folder, [...paths.map((path) => rootOf(path, folder)), ...variableFiles], mostBytes);
  return { files, configuration: readConfiguration(paths, files, told) };
}

/** What is told to be going on after a room is done. */
const following = {
  resolve: 'joining resources',
  aws: 'analysing the network',
  network: 'analysing access',
  access: 'composing facts',
  facts: 'deciding policies',
  decide: 'judging',
  judge: 'writing the report',
} as const;

/** Modules beside a file may be read as well as those below a folder; beside a stream there is nothing. */
function rootOf(path: string, folder: string): string {
  if (isStream(path)) return path;
  const isFolder = statSync(resolve(folder, path), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? path : dirname(path);
}
