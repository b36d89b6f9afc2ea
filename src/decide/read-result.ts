/** What an entry point gave -> `PolicyResult`, or the reason why it is none. A policy is not trusted to be right about itself. */
import type { EvidenceStep, PolicyResult, Remark } from '../shapes/index.ts';
import { isRecord } from './manifest.ts';

/** @param knownIds ids of everything in the facts that a policy may point at. */
export function readResult(result: unknown, knownIds: ReadonlySet<string>): PolicyResult | { readonly why: string } {
  if (!isRecord(result)) return { why: 'it is no object' };
  const { subjects, violations, undecided, ...rest } = result;
  const [stray] = Object.keys(rest);
  if (stray !== undefined) return { why: `it has the field ${quote(stray)}` };
  if (!Array.isArray(subjects)) return { why: 'subjects is no set' };
  const stranger = subjects.find((subject) => !knownIds.has(subject));
  if (stranger !== undefined) return { why: `the subject ${quote(stranger)} is not in the facts` };
  const why =
    findFault('violations', violations, subjects, knownIds) ?? findFault('undecided', undecided, subjects, knownIds);
  if (why !== undefined) return { why };
  return { subjects, violations: violations as Remark[], undecided: undecided as Remark[] };
}

function findFault(
  name: string,
  remarks: unknown,
  subjects: readonly string[],
  knownIds: ReadonlySet<string>,
): string | undefined {
  if (!Array.isArray(remarks)) return `${name} is no set`;
  if (remarks.length === 0) return undefined;
  const population = new Set(subjects);
  for (const remark of remarks) {
    if (!isRemark(remark)) return `${name} has ${quote(remark)}; expected {subject, data, evidence}`;
    if (!population.has(remark.subject))
      return `${name} names ${quote(remark.subject)}, which is not among its subjects`;
    const stray = remark.evidence.find(({ resource }) => !knownIds.has(resource));
    if (stray !== undefined) return `${name} points at ${quote(stray.resource)}, which is not in the facts`;
  }
  return undefined;
}

function isRemark(value: unknown): value is Remark {
  if (!isRecord(value) || Object.keys(value).length !== 3) return false;
  const { subject, data, evidence } = value;
  return typeof subject === 'string' && isRecord(data) && Array.isArray(evidence) && evidence.every(isStep);
}

function isStep(value: unknown): value is EvidenceStep {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false;
  const { resource, path } = value;
  return (
    typeof resource === 'string' &&
    Array.isArray(path) &&
    path.every((step) => typeof step === 'string' || typeof step === 'number')
  );
}

function quote(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
