import type { Configuration, Files, Stack } from '../ingest/index.ts';
import { Memo } from './evaluate/memo.ts';
import { type IsSecret, SecretTexts } from './evaluate/secret-texts.ts';
import { LIMITS, type Limits, World } from './evaluate/world.ts';
import { Run } from './graph/run.ts';
import { StackRun } from './graph/stack-run.ts';
import { resolvePlanned } from './planned/resolve-planned.ts';
import { resolveEvaluated } from './resolve-evaluated.ts';
import { resolveStack, type StackResult } from './resolve-stack.ts';
import type { Resolved } from './resolved.ts';

export interface ResolveOptions {
  /** For the functions that read files; without it what they give is unknown. */
  readonly files?: Files;
  /** Bounds of the work, for all stacks together. */
  readonly limits?: Partial<Limits>;
  /** Attributes whose values are not to be shown; by their names alone where it is left out. */
  readonly isSecret?: IsSecret;
}

/**
 * Evaluates a configuration as Terraform does when it plans: every instance of every resource and data source with its
 * values, what cannot be known before apply unknown with its reason. Trouble in an expression is a diagnostic at its place.
 */
export function resolveConfiguration(configuration: Configuration, options: ResolveOptions = {}): Resolved {
  const run = new Run();
  const limits = { ...LIMITS, ...options.limits };
  const memo = new Memo();
  const secrets = new SecretTexts(options.isSecret);
  const sources = new Map<Stack, StackRun>();
  for (const stack of configuration.stacks) {
    const written = stack.kind === 'source' ? stack : stack.source;
    if (written === undefined) continue;
    const source = new StackRun(run, written, new World(options.files, written.module.folder, limits, memo, secrets));
    run.stacks.push(source);
    sources.set(stack, source);
  }
  const results = configuration.stacks.map((stack): StackResult => {
    const source = sources.get(stack);
    if (stack.kind === 'source') {
      if (source === undefined) throw new Error(`stack ${stack.name} was left out of the run`);
      return resolveStack(source);
    }
    return source === undefined ? resolveEvaluated(stack) : resolvePlanned(stack, resolveStack(source));
  });
  return {
    instances: results.flatMap(({ instances }) => instances),
    modules: results.flatMap(({ modules }) => modules),
    variables: results.flatMap(({ variables }) => variables),
    stacks: results.map(({ stack }) => stack),
    secrets: [...secrets.texts, ...results.flatMap((result) => result.secrets ?? [])],
    diagnostics: run.diagnostics(),
  };
}
