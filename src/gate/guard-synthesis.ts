import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StopError } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';
import type { CdktfApp } from './construct-tree.ts';
import { withoutTrace } from './without-trace.ts';

/**
 * Puts `judge` between the stacks' files and the manifest. The manifest is what makes an output folder deployable, and
 * CDKTF writes it last, through one method: standing before that method, the gate judges final files, also when
 * `skipValidation` passes over every validation.
 *
 * The manifest of an earlier run is deleted before any stack is written. Otherwise `cdktf deploy --skip-synth` would find
 * it beside the newly written files of a rejected run, and deploy those.
 *
 * INVARIANT: a manifest is on disk only if `judge` returned for the files beside it.
 */
export function guardSynthesis(app: CdktfApp, judge: () => void): void {
  const { manifest } = app;
  const write = manifest.writeToFile;
  const synth = app.synth;
  let judged = false;

  replace(manifest, 'writeToFile', () => {
    withoutTrace(() => {
      deleteManifest(app);
      judge();
    });
    judged = true;
    write.call(manifest);
  });

  // The name tells creation-places.ts which frames are the user's.
  replace(app, 'synth', function synthThroughGate(): unknown {
    judged = false;
    withoutTrace(() => deleteManifest(app));
    const result: unknown = synth.call(app);
    const insist = () => withoutTrace(() => insistOnJudgement(app, judged));
    return isPromise(result) ? result.then(insist) : insist();
  });
}

function insistOnJudgement(app: CdktfApp, judged: boolean): void {
  if (judged) return;
  deleteManifest(app);
  throw new StopError(
    'gate/not-judged',
    say`app.synth() ended without writing its manifest, so nothing was judged`,
    'use cdktf 0.21 or cdktn 0.24, and leave `manifest.writeToFile` as it is',
  );
}

function deleteManifest(app: CdktfApp): void {
  const file = join(resolve(app.outdir), 'manifest.json');
  try {
    rmSync(file, { force: true });
  } catch (cause) {
    throw new StopError(
      'gate/stale-manifest',
      say`${file} is from an earlier run and cannot be deleted`,
      'make the output folder writable, or delete it',
      undefined,
      { cause },
    );
  }
}

function replace(owner: object, method: string, value: (...given: never[]) => unknown): void {
  Object.defineProperty(owner, method, { value, writable: true, configurable: true, enumerable: false });
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { readonly then?: unknown } | undefined)?.then === 'function';
}
