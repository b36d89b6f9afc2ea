import type { Waiver } from '../settings/index.ts';
import type { PolicyEntry, Remark, Severity } from '../shapes/index.ts';
import type { Evidence, Finding, Subject } from './assessment.ts';
import { byCodeUnits, canonical, withSortedKeys } from './canonical.ts';
import type { Directory } from './directory.ts';
import { unknownThing } from './directory.ts';
import { findEvidence } from './evidence.ts';
import { failureWords, whyFailureCloses } from './failure-words.ts';
import { distinguish, fingerprintOf } from './fingerprint.ts';
import { fillMessage, withReasons } from './message.ts';
import { once } from './once.ts';
import type { Decided, Failed } from './outcomes.ts';
import { maskedData } from './secrecy.ts';
import type { Secrets } from './secrets.ts';

/** What decides, for a finding that no waiver covers, whether it closes the gate. */
export type Closes = (kind: 'violation' | 'undecided', severity: Severity) => boolean;

export interface FindingRules {
  readonly directory: Directory;
  readonly secrets: () => Secrets;
  readonly closes: Closes;
  readonly holding: (policy: string, subject: string) => Waiver | undefined;
}

/** Every remark of a decided policy as a finding; remarks that say the same are one, and so are doubts where one says no more. */
export function findingsOf(decided: Decided, rules: FindingRules): readonly Finding[] {
  return [
    ...distinct(decided.violations).map((remark) => findingOf(decided.policy, 'violation', remark, rules)),
    ...telling(distinct(decided.undecided)).map((remark) => findingOf(decided.policy, 'undecided', remark, rules)),
  ];
}

function distinct(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [canonical(remark), remark])).values()];
}

/** Without those that say of a subject only that it is in doubt where another says so of the same place, and more. */
function telling(remarks: readonly Remark[]): readonly Remark[] {
  const says = ({ data }: Remark) => Object.keys(data).length > 0;
  const saying = remarks.filter(says);
  if (saying.length === 0 || saying.length === remarks.length) return remarks;
  const placeOf = ({ subject, evidence }: Remark) => canonical([subject, evidence]);
  const told = new Set(saying.map(placeOf));
  return remarks.filter((remark) => says(remark) || !told.has(placeOf(remark)));
}

function findingOf(policy: PolicyEntry, kind: 'violation' | 'undecided', remark: Remark, rules: FindingRules): Finding {
  const { directory, secrets, closes, holding } = rules;
  const thing = directory.find(remark.subject) ?? unknownThing(remark.subject);
  // Claims that rest on the same value say so once each; a reader needs to see it once.
  const steps = new Map(remark.evidence.map((step) => [JSON.stringify([step.resource, step.path]), step]));
  const evidence = [...steps.values()].map((step) => findEvidence(step, directory, secrets()));
  const pointedAt = remark.evidence.flatMap(({ resource }) => directory.find(resource) ?? []);
  const data = withSortedKeys(secrets().maskedData(maskedData(remark.data, [thing, ...pointedAt])));
  const template = kind === 'violation' ? policy.message : policy.undecided;
  const filled = fillMessage(template, thing.address, data);
  const waiver = holding(policy.id, thing.id);
  const path = remark.evidence.find(({ resource }) => resource === remark.subject)?.path ?? [];
  const place = once(() => directory.placeOf(thing, path));
  return {
    fingerprint: fingerprintOf({ policy: policy.id, kind, thing, data, steps: remark.evidence }),
    policy,
    outcome: waiver !== undefined ? 'waived' : kind === 'violation' ? 'fail' : 'undecided',
    severity: policy.severity,
    subject: directory.subject(remark.subject),
    get place() {
      return place();
    },
    message: kind === 'violation' ? filled : withReasons(filled, data, evidence),
    why: policy.why,
    help: policy.help,
    data,
    evidence,
    closes: waiver === undefined && closes(kind, policy.severity),
    ...(waiver === undefined ? {} : { waiver }),
  };
}

/** A policy that gave no verdict: closes the gate whatever its severity, and no waiver reaches it. */
export function findingOfFailure({ policy, failure, message }: Failed, secrets: () => Secrets): Finding {
  const { what, help } = failureWords[failure];
  const said = message === '' ? [] : [': ', { data: secrets().masked(message) }];
  return {
    fingerprint: fingerprintOf({ policy: policy.id, kind: 'error', thing: nothing, data: { failure }, steps: [] }),
    policy,
    outcome: 'error',
    severity: policy.severity,
    subject: nothing,
    message: [{ data: policy.id }, ` gave no verdict: ${what}`, ...said],
    why: whyFailureCloses,
    help,
    data: { failure },
    evidence: [],
    closes: true,
  };
}

/** Stands where a policy has no subject. */
export const nothing: Subject = { id: '', address: '', type: '', stack: '' };

const severityRank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3 };
const outcomeRank: Readonly<Record<Finding['outcome'], number>> = { error: 0, fail: 1, undecided: 2, waived: 3 };

/** Severity, policy, stack, address, outcome; then what the finding says, so that the order of verdicts tells nothing. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const keyed = findings.map((finding) => ({
    finding,
    key: canonical([finding.data, evidenceKeys(finding.evidence)]),
  }));
  keyed.sort((left, right) => compare(left.finding, right.finding) || byCodeUnits(left.key, right.key));
  const fingerprints = distinguish(keyed.map(({ finding }) => finding.fingerprint));
  return keyed.map(({ finding }, index) => withFingerprint(finding, fingerprints[index] ?? finding.fingerprint));
}

/** A spread would read the place. */
function withFingerprint(finding: Finding, fingerprint: string): Finding {
  if (fingerprint === finding.fingerprint) return finding;
  const members = Object.getOwnPropertyDescriptors(finding);
  return Object.defineProperties({} as Finding, { ...members, fingerprint: { value: fingerprint, enumerable: true } });
}

function evidenceKeys(evidence: readonly Evidence[]): readonly unknown[] {
  return evidence.map(({ address, attribute, value }) => [address, attribute, value ?? null]);
}

function compare(left: Finding, right: Finding): number {
  return (
    comparePolicies(left.policy, right.policy) ||
    compareSubjects(left.subject, right.subject) ||
    outcomeRank[left.outcome] - outcomeRank[right.outcome]
  );
}

export function comparePolicies(left: PolicyEntry, right: PolicyEntry): number {
  return severityRank[left.severity] - severityRank[right.severity] || byCodeUnits(left.id, right.id);
}

export function compareSubjects(left: Subject, right: Subject): number {
  return (
    byCodeUnits(left.stack, right.stack) || byCodeUnits(left.address, right.address) || byCodeUnits(left.id, right.id)
  );
}
