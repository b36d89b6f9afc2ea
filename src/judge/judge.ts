/** Verdicts in, one judgement out. Pure: the clock comes as an argument, and no order of the input shows in the result. */
import type { Estate } from '../aws/index.ts';
import type { Diagnostic, DiagnosticSeverity } from '../diagnostics/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Outcome, PolicyEntry, Verdict } from '../shapes/index.ts';
import type { Assessment, PopulationRow } from './assessment.ts';
import { byCodeUnits, canonical } from './canonical.ts';
import { concerning } from './change-filter.ts';
import type { Directory, Places } from './directory.ts';
import { buildDirectory } from './directory.ts';
import type { Closes, FindingRules } from './findings.ts';
import { comparePolicies, compareSubjects, findingOfFailure, findingsOf, inOrder, nothing } from './findings.ts';
import { closingReasons } from './gate.ts';
import { once } from './once.ts';
import type { PolicyOutcome } from './outcomes.ts';
import { outcomesOf } from './outcomes.ts';
import { type Secrets, secretsOf } from './secrets.ts';
import { canBeWaived, judgeWaivers } from './waivers.ts';

export interface JudgeInput {
  readonly verdicts: readonly Verdict[];
  /** The catalogue: each must have a verdict. */
  readonly policies: readonly PolicyEntry[];
  /** Digest of the bundle or bundles that the verdicts came from. */
  readonly bundleDigest: string;
  readonly estate: Estate;
  readonly settings: Settings;
  /** Of all rooms. An `error` among them closes the gate: something was not judged. */
  readonly diagnostics: readonly Diagnostic[];
  /** The instant that decides whether a waiver has expired. */
  readonly now: Date;
  /** True when a plan is judged: what is undecided then closes the gate unless the settings say otherwise. */
  readonly planned: boolean;
  /** Ids of the instances that the plan touches, when only what concerns them is to be reported. Everything is judged all the same. */
  readonly touched?: ReadonlySet<string>;
  readonly places?: Places;
}

export function judge(input: JudgeInput): Assessment {
  const { estate, settings } = input;
  const policies = [...input.policies].sort(comparePolicies);
  const directory = buildDirectory(estate, input.places);
  const outcomes = [...outcomesOf(input.verdicts, policies)].sort((left, right) =>
    comparePolicies(left.policy, right.policy),
  );
  const judged = outcomes.flatMap((outcome) => rowsOf(outcome, directory));
  const { waivers, holding } = judgeWaivers(settings.waivers, judged, policies, input.now);
  const secrets = once(() => secretsOf(estate));
  const rules: FindingRules = { directory, secrets, holding, closes: closingRule(settings, input.planned) };
  const { reported, notShown } = reportedOutcomes(outcomes, input);
  const findings = inOrder(
    reported.flatMap((outcome) =>
      outcome.kind === 'failed' ? [findingOfFailure(outcome, secrets)] : findingsOf(outcome, rules),
    ),
  );
  const diagnostics = diagnosticsInOrder(input.diagnostics, secrets);
  const because = closingReasons(findings, diagnostics, policies.length);
  const assessment: Omit<Assessment, 'hides'> = {
    gate: because.length === 0 ? 'open' : 'closed',
    because,
    ...(settings.environment === undefined ? {} : { environment: settings.environment }),
    findings,
    ...(notShown === undefined ? {} : { notShown }),
    population: judged.map((row) => waivedRow(row, holding)),
    waivers,
    unmodelled: [...estate.unmodelled].sort((left, right) => byCodeUnits(left.type, right.type)),
    diagnostics,
    policies: [...new Map(policies.map((policy) => [policy.id, policy])).values()],
    bundleDigest: input.bundleDigest,
    stacks: estate.stacks.map(({ name }) => name).sort(byCodeUnits),
    resources: estate.resources.size,
  };
  const hides: Assessment['hides'] = (line) => secrets().isIn(line);
  // Not enumerable, so that judgements can be compared and written out as the data they are.
  return Object.defineProperty(assessment, 'hides', { value: hides }) as Assessment;
}

interface Reported {
  readonly reported: readonly PolicyOutcome[];
  readonly notShown: number | undefined;
}

/** All outcomes, or what in them concerns the changes of a plan. */
function reportedOutcomes(outcomes: readonly PolicyOutcome[], { touched, estate }: JudgeInput): Reported {
  if (touched === undefined) return { reported: outcomes, notShown: undefined };
  const isInstance = (id: string): boolean => estate.resources.has(id);
  let notShown = 0;
  const reported = outcomes.map((outcome) => {
    if (outcome.kind === 'failed') return outcome;
    const { kept, left } = concerning(outcome, { touched, isInstance });
    notShown += left;
    return kept;
  });
  return { reported, notShown };
}

/** A subject that is undecided closes the gate only where a violation of the same severity would. */
function closingRule({ closeOn, undecided }: Settings, planned: boolean): Closes {
  const onUndecided = undecided ?? (planned ? 'close' : 'report');
  return (kind, severity) => closeOn.includes(severity) && (kind === 'violation' || onUndecided === 'close');
}

/** One row for every subject that the policy looked at, in order; one without a subject where there is none or no verdict. */
function rowsOf(outcome: PolicyOutcome, directory: Directory): readonly PopulationRow[] {
  const policy = outcome.policy.id;
  if (outcome.kind === 'failed') return [{ policy, subject: nothing, outcome: 'error' }];
  if (outcome.subjects.length === 0) return [{ policy, subject: nothing, outcome: 'not-applicable' }];
  const violating = new Set(outcome.violations.map(({ subject }) => subject));
  const open = new Set(outcome.undecided.map(({ subject }) => subject));
  const subjects = outcome.subjects.map(directory.subject).sort(compareSubjects);
  return subjects.map((subject) => ({
    policy,
    subject,
    outcome: violating.has(subject.id) ? 'fail' : open.has(subject.id) ? 'undecided' : 'pass',
  }));
}

function waivedRow(row: PopulationRow, holding: FindingRules['holding']): PopulationRow {
  const waived = canBeWaived(row.outcome) && holding(row.policy, row.subject.id) !== undefined;
  return waived ? { ...row, outcome: 'waived' satisfies Outcome } : row;
}

const diagnosticRank: Readonly<Record<DiagnosticSeverity, number>> = { error: 0, warning: 1, note: 2 };

/** Worst first, then by place; what two rooms say in the same words is said once. */
function diagnosticsInOrder(given: readonly Diagnostic[], secrets: () => Secrets): readonly Diagnostic[] {
  const diagnostics = given.map((diagnostic) => ({ ...diagnostic, what: secrets().maskedWords(diagnostic.what) }));
  const distinct = [...new Map(diagnostics.map((diagnostic) => [canonical(diagnostic), diagnostic])).entries()];
  return distinct
    .sort(
      ([leftKey, left], [rightKey, right]) =>
        diagnosticRank[left.severity] - diagnosticRank[right.severity] ||
        byCodeUnits(left.location?.file ?? '', right.location?.file ?? '') ||
        (left.location?.line ?? 0) - (right.location?.line ?? 0) ||
        (left.location?.column ?? 0) - (right.location?.column ?? 0) ||
        byCodeUnits(leftKey, rightKey),
    )
    .map(([, diagnostic]) => diagnostic);
}
