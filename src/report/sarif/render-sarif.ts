/**
 * SARIF 2.1.0 as GitHub's code scanning reads it, and as the OASIS schema defines it. The choices that are ours:
 * - A result is shown at the construct call in TypeScript, one line; the generated JSON is a related location.
 * - What is undecided is a result of level `note` (`warning` when it closes the gate) under a rule of its own.
 * - What is waived is left out unless asked for: GitHub ignores suppressions and would open alerts.
 * - A policy without a verdict, and every diagnostic and waiver, is a notification, since it has no line to be shown at.
 */
import type { Log, Run } from 'sarif';
import type { Assessment, Finding } from '../../judge/index.ts';
import { plain } from '../../model/index.ts';
import type { Source } from '../mark.ts';
import { visible } from '../visible.ts';
import type { Locator } from './locations.ts';
import { configurationNotifications, executionNotifications } from './notifications.ts';
import { resultOf } from './results.ts';
import { ruleOf, undecidedRuleOf } from './rules.ts';

export interface SarifOptions {
  /** Version of the tool. */
  readonly version: string;
  /** Waived findings: left out by default; included as suppressed results for an archive, or for GitLab. */
  readonly suppressed?: 'omit' | 'include';
  /** Path from the repository's root to where the run started; left out when that is the same. */
  readonly prefix?: string;
  /** File that a result without a place is shown at. */
  readonly anchor?: string;
  /** Tells uploads of one commit apart; `sallyport/<environment>/` if left out and an environment is in force. */
  readonly category?: string;
  readonly source?: Source;
}

/** More results, and GitHub refuses the file; of these it keeps the 5,000 worst, which come first. */
const mostResults = 25_000;

export function renderSarif(assessment: Assessment, options: SarifOptions): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(assessment, options)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function runOf(assessment: Assessment, options: SarifOptions): Run {
  const locator: Locator = {
    prefix: options.prefix ?? '',
    anchor: options.anchor ?? 'sallyport.yaml',
    source: options.source ?? (() => undefined),
  };
  const reported = assessment.findings.filter((finding) => isResult(finding, options.suppressed ?? 'omit'));
  const rules = rulesOf(assessment, reported);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const category =
    options.category ?? (assessment.environment === undefined ? undefined : `sallyport/${assessment.environment}/`);
  const results = reported.slice(0, mostResults).map((finding) => resultOf(finding, locator, ruleIndex));
  return {
    tool: { driver: { name: 'Sallyport', version: options.version, semanticVersion: options.version, rules } },
    ...(category === undefined ? {} : { automationDetails: { id: visible(category) } }),
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    invocations: [
      {
        executionSuccessful: isComplete(assessment),
        toolExecutionNotifications: executionNotifications(
          assessment,
          locator,
          ruleIndex,
          reported.length - results.length,
        ),
        toolConfigurationNotifications: configurationNotifications(assessment.waivers, locator),
      },
    ],
    results,
    properties: {
      gate: assessment.gate,
      because: assessment.because.map((clause) => visible(plain(clause))),
      bundleDigest: assessment.bundleDigest,
    },
  };
}

function isResult({ outcome }: Finding, suppressed: 'omit' | 'include'): boolean {
  return outcome === 'fail' || outcome === 'undecided' || (outcome === 'waived' && suppressed === 'include');
}

function rulesOf({ policies }: Assessment, reported: readonly Finding[]) {
  const open = new Set(reported.flatMap(({ outcome, policy }) => (outcome === 'undecided' ? [policy.id] : [])));
  return [...policies.map(ruleOf), ...policies.filter(({ id }) => open.has(id)).map(undecidedRuleOf)];
}

/** Was everything judged that was given? */
function isComplete({ findings, diagnostics, policies }: Assessment): boolean {
  const failed = findings.some(({ outcome }) => outcome === 'error');
  return policies.length > 0 && !failed && !diagnostics.some(({ severity }) => severity === 'error');
}
