import { dirname } from 'node:path';
import { StopError } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';
import { type CdktfApp, isApp, isObject, isStack } from './construct-tree.ts';
import { userFrames } from './creation-places.ts';
import { traceCreation } from './creation-trace.ts';
import { guardSynthesis } from './guard-synthesis.ts';
import { judgeApp } from './judge-app.ts';
import { endPlainlyWhenUncaught } from './uncaught.ts';
import { withoutTrace } from './without-trace.ts';

export interface GateOptions {
  /**
   * Settings file, relative to the working directory.
   *
   * @default `sallyport.yaml` beside the program that calls `sallyport()`, or upward of it
   */
  readonly config?: string;
  /**
   * Environment of the settings file.
   *
   * @default the one that the settings file names
   */
  readonly environment?: string;
  /**
   * Remembers where each construct was created, so that a finding names the line of your program. Synthesized files are
   * the same either way.
   *
   * @default true
   */
  readonly capture?: boolean;
  /**
   * What is printed on stderr when the gate is open: one line, the whole report, or nothing. A closed gate always prints
   * the report.
   *
   * @default 'summary'
   */
  readonly report?: 'summary' | 'full' | 'none';
}

const gated = new WeakMap<object, string>();

/**
 * Attaches the gate to a CDKTF or CDKTN app. Call it before anything is added to the app:
 *
 * ```ts
 * const app = sallyport(new App());
 * ```
 *
 * `app.synth()` then judges all stacks in their final form, from the files that it wrote, before it writes the manifest
 * without which nothing can be deployed.
 *
 * @returns the same app
 * @throws StopError when `app` is no app, or has a gate with other options
 */
export function sallyport<A extends CdktfApp>(app: A, options: GateOptions = {}): A {
  endPlainlyWhenUncaught();
  withoutTrace(() => insistOnApp(app));
  const signature = JSON.stringify(options, Object.keys(options).sort());
  if (gated.has(app)) return withoutTrace(() => insistOnSame(app, signature));
  const early = app.node.children.length;
  const traced = options.capture !== false && traceCreation(app);
  const start = callerFolder();
  guardSynthesis(app, () => judgeApp({ app, options, start, traced, early }));
  gated.set(app, signature);
  return app;
}

function insistOnSame<A extends CdktfApp>(app: A, signature: string): A {
  if (gated.get(app) === signature) return app;
  throw new StopError(
    'gate/attached-twice',
    say`sallyport() was called twice for one app, with different options`,
    'call it once, where the app is made',
  );
}

function insistOnApp(app: unknown): void {
  const { manifest, synth } = (isObject(app) ? app : {}) as { readonly manifest?: unknown; readonly synth?: unknown };
  const { writeToFile } = (isObject(manifest) ? manifest : {}) as { readonly writeToFile?: unknown };
  if (isApp(app) && typeof synth === 'function' && typeof writeToFile === 'function') return;
  throw new StopError(
    'gate/no-app',
    say`sallyport() wants an App of cdktf or cdktn, and got ${describe(app)}`,
    'write `const app = sallyport(new App())`',
  );
}

function describe(value: unknown): string {
  if (isStack(value)) return `a TerraformStack (${value.node.path})`;
  if (isApp(value)) return 'an App of a version that it does not know';
  if (typeof value === 'function') return `the class or function ${value.name}`;
  return value === null || typeof value !== 'object' ? String(value) : `an object that is none`;
}

/** Folder of the program that attaches the gate; the working directory where it cannot be told. */
function callerFolder(): string {
  const trace: { readonly stack?: unknown } = {};
  Error.captureStackTrace(trace, sallyport);
  const caller = typeof trace.stack === 'string' ? userFrames(trace.stack).at(0)?.file : undefined;
  return caller === undefined ? process.cwd() : dirname(caller);
}
