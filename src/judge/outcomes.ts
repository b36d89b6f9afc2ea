/** Turns verdicts into one answer for every policy of the catalogue: none is ever left out, and a missing one is an error. */
import type { PolicyEntry, PolicyFailure, Remark, Verdict } from '../shapes/index.ts';

export interface Decided {
  readonly kind: 'decided';
  readonly policy: PolicyEntry;
  /** Ids, each once. */
  readonly subjects: readonly string[];
  readonly violations: readonly Remark[];
  readonly undecided: readonly Remark[];
}

export interface Failed {
  readonly kind: 'failed';
  readonly policy: PolicyEntry;
  readonly failure: PolicyFailure | 'no-verdict' | 'two-verdicts' | 'not-in-catalogue';
  /** What the engine said; may be empty. */
  readonly message: string;
}

export type PolicyOutcome = Decided | Failed;

export function outcomesOf(verdicts: readonly Verdict[], policies: readonly PolicyEntry[]): readonly PolicyOutcome[] {
  const byPolicy = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const known = byPolicy.get(verdict.policy);
    if (known === undefined) byPolicy.set(verdict.policy, [verdict]);
    else known.push(verdict);
  }
  const catalogue = new Map(policies.map((policy) => [policy.id, policy]));
  const twice = new Set(policies.filter((policy) => catalogue.get(policy.id) !== policy).map(({ id }) => id));
  const listed = [...catalogue.values()].map((policy) =>
    twice.has(policy.id) ? failed(policy, 'two-verdicts') : outcomeOf(policy, byPolicy.get(policy.id) ?? []),
  );
  const strays = [...byPolicy.keys()].filter((id) => !catalogue.has(id));
  return [...listed, ...strays.map((id): Failed => failed(unlisted(id), 'not-in-catalogue'))];
}

function outcomeOf(policy: PolicyEntry, verdicts: readonly Verdict[]): PolicyOutcome {
  const [verdict, second] = verdicts;
  if (verdict === undefined) return failed(policy, 'no-verdict');
  if (second !== undefined) return failed(policy, 'two-verdicts');
  if (verdict.kind === 'error') return failed(policy, verdict.failure, verdict.message);
  const { subjects, violations, undecided } = verdict;
  // A remark about a subject that is not listed is no reason to lose the remark.
  const all = new Set([
    ...subjects,
    ...violations.map(({ subject }) => subject),
    ...undecided.map(({ subject }) => subject),
  ]);
  return { kind: 'decided', policy, subjects: [...all], violations, undecided };
}

function failed(policy: PolicyEntry, failure: Failed['failure'], message = ''): Failed {
  return { kind: 'failed', policy, failure, message };
}

function unlisted(id: string): PolicyEntry {
  return {
    id,
    title: id,
    description: '',
    severity: 'critical',
    message: '',
    undecided: '',
    why: '',
    help: '',
    layer: '',
    controls: {},
    aliases: {},
    catalogue: [],
    waivable: false,
    formerly: [],
    references: [],
  };
}
