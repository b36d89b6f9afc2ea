import { resolve } from 'node:path';
import { type AssessRequest, assess } from '../assess.ts';
import { StopError } from '../diagnostics/index.ts';
import { readStacks } from '../ingest/index.ts';
import type { Assessment } from '../judge/index.ts';
import { words } from '../model/index.ts';
import { announce } from './announce.ts';
import type { CdktfApp } from './construct-tree.ts';
import { CreationPlaces } from './creation-places.ts';
import { createdBefore, untraceable } from './diagnostics.ts';
import { diskFiles } from './disk-files.ts';
import { GateClosedError } from './gate-closed-error.ts';
import { loadBundles } from './load-bundles.ts';
import { loadSettings } from './load-settings.ts';
import { nameOf } from './path-name.ts';
import { findSettings } from './project.ts';
import type { GateOptions } from './sallyport.ts';

/** An app with its gate, as it was attached. */
export interface GatedApp {
  readonly app: CdktfApp;
  readonly options: GateOptions;
  /** Where the search for settings begins. */
  readonly start: string;
  /** Are creations remembered? */
  readonly traced: boolean;
  /** Constructs that the app held before the gate was attached. */
  readonly early: number;
}

/**
 * Judges the files that synth has written, and prints the report.
 *
 * @throws GateClosedError when the gate is closed; StopError when nothing can be decided
 */
export function judgeApp(gated: GatedApp): void {
  const assessment = assessApp(gated, process.cwd());
  announce(assessment, gated.options.report ?? 'summary', process.cwd());
  if (assessment.gate !== 'open') throw new GateClosedError(assessment);
}

function assessApp(gated: GatedApp, folder: string): Assessment {
  const { app, options, start } = gated;
  const outdir = resolve(folder, app.outdir);
  const stacks = Object.values(app.manifest.stacks).map(({ name, synthesizedStackPath }) => ({
    name,
    file: nameOf(resolve(outdir, synthesizedStackPath), folder),
  }));
  if (stacks.length === 0) throw noStacks();
  const file = options.config === undefined ? findSettings(start) : resolve(folder, options.config);
  const { environment } = options;
  const settings = loadSettings({ file, folder, ...(environment === undefined ? {} : { environment }) });
  const files = diskFiles(folder, [outdir]);
  const { stacks: read, diagnostics } = readStacks(stacks, files);
  return assess({
    configuration: { stacks: read, diagnostics: [...diagnostics, ...ownDiagnostics(gated)] },
    files,
    bundles: loadBundles(settings.bundles, folder),
    settings,
    now: new Date(),
    clock: () => performance.now(),
    ...placesOf(gated, folder),
  });
}

function placesOf({ app, traced }: GatedApp, folder: string): Pick<AssessRequest, 'places'> {
  if (!traced) return {};
  const places = new CreationPlaces(app, folder);
  return {
    places: (path, stack, address) => (path === undefined ? places.ofAddress(stack, address) : places.ofPath(path)),
  };
}

function ownDiagnostics({ options, traced, early }: GatedApp) {
  if (options.capture === false) return [];
  if (!traced) return [untraceable({})];
  return early === 0 ? [] : [createdBefore({}, early)];
}

function noStacks(): StopError {
  return new StopError(
    'gate/no-stacks',
    words('the app has no stacks, so there was nothing to judge'),
    'add a stack to the app before app.synth(), or do not synthesize it',
  );
}
