/** The whole pipeline on one screen: configuration in, assessment out. Pure but for what the caller hands in. */
import { analyseAccess } from './analyse/access/index.ts';
import { analyseNetwork } from './analyse/network/index.ts';
import { buildEstate, isSecretAttribute } from './aws/index.ts';
import { type Bundle, type DecideLimits, decide } from './decide/index.ts';
import { composeFacts } from './facts/index.ts';
import { type Configuration, type Files, touchedInstances } from './ingest/index.ts';
import { type Assessment, type JudgeInput, judge } from './judge/index.ts';
import { resolveConfiguration } from './resolve/index.ts';
import type { Settings } from './settings/index.ts';

export interface AssessRequest {
  readonly configuration: Configuration;
  /** For the functions of Terraform's language that read files. */
  readonly files: Files;
  /** Ours first, then those that the settings name. */
  readonly bundles: readonly Bundle[];
  readonly settings: Settings;
  /** The instant that decides whether a waiver has expired. */
  readonly now: Date;
  /** Milliseconds from any fixed point. */
  readonly clock: () => number;
  readonly places?: JudgeInput['places'];
  /** Reports only what the plans of the configuration change. All of it is judged, so that joins are right. */
  readonly changesOnly?: boolean;
  /** Told after each room how long it took. */
  readonly onRoom?: (room: Room, milliseconds: number) => void;
}

type Room = 'resolve' | 'aws' | 'network' | 'access' | 'facts' | 'decide' | 'judge';

/** Loop iterations and calls of one policy: some seconds of work, thousands of times what a policy takes on a large estate. */
const budgetSteps = 500_000_000;
const memoryMiB = 1024;

export function assess(request: AssessRequest): Assessment {
  const { settings, bundles, clock, onRoom } = request;
  const { declarations } = settings;
  const timed = <Result>(room: Room, work: () => Result): Result => {
    const start = clock();
    const result = work();
    onRoom?.(room, clock() - start);
    return result;
  };

  const resolved = timed('resolve', () =>
    resolveConfiguration(request.configuration, { files: request.files, isSecret: isSecretAttribute }),
  );
  const estate = timed('aws', () => buildEstate(resolved, declarations));
  const network = timed('network', () => analyseNetwork(estate, declarations));
  const access = timed('access', () => analyseAccess(estate));
  const facts = timed('facts', () => composeFacts(estate, network, access, declarations));
  const limits: DecideLimits = { timeoutMs: settings.decisionSeconds * 1000, budgetSteps, memoryMiB, clock };
  const verdicts = timed('decide', () => bundles.flatMap((bundle) => decide(facts, bundle, limits)));
  return timed('judge', () =>
    judge({
      verdicts,
      policies: bundles.flatMap(({ catalogue }) => catalogue.policies),
      bundleDigest: bundles.map(({ digest }) => digest).join('+'),
      estate,
      settings,
      diagnostics: [...request.configuration.diagnostics, ...resolved.diagnostics, ...estate.diagnostics],
      now: request.now,
      planned: request.configuration.stacks.some((stack) => stack.kind === 'evaluated' && stack.from === 'plan'),
      ...(request.places === undefined ? {} : { places: request.places }),
      ...(request.changesOnly === true ? { touched: touchedInstances(request.configuration) } : {}),
    }),
  );
}
