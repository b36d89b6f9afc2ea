import type { Diagnostic } from '../diagnostics/index.ts';
import type { Data, Text } from '../model/index.ts';
import { words } from '../model/index.ts';
import type { Severity } from '../shapes/index.ts';
import type { Finding } from './assessment.ts';

/**
 * Why the gate is closed, one clause each; empty when it is open. Besides what fails, everything that leaves a part of the
 * input unjudged closes it: a policy without a verdict, an input that could not be read, no policies at all.
 */
export function closingReasons(
  findings: readonly Finding[],
  diagnostics: readonly Diagnostic[],
  policies: number,
): readonly Text[] {
  const closing = findings.filter(({ closes }) => closes);
  const failed = closing.filter(({ outcome }) => outcome === 'fail');
  const undecided = closing.filter(({ outcome }) => outcome === 'undecided');
  const errors = closing.filter(({ outcome }) => outcome === 'error');
  const unread = diagnostics.filter(({ severity }) => severity === 'error');
  return [
    ...(failed.length === 0
      ? []
      : [words(`${bySeverity(failed)} ${failed.length === 1 ? 'violation' : 'violations'}`)]),
    ...(undecided.length === 0 ? [] : [words(`${bySeverity(undecided)} undecided`)]),
    ...(errors.length === 0 ? [] : [withoutVerdict(errors)]),
    ...(unread.length === 0 ? [] : [words(`${count(unread.length, 'part')} of the input could not be read`)]),
    ...(policies === 0 ? [words('no policy was in force')] : []),
  ];
}

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

function bySeverity(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}`];
  });
  return counts.length < 2 ? counts.join('') : `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`;
}

/** Policies named in one clause; more are counted. */
const mostNamed = 3;

function withoutVerdict(errors: readonly Finding[]): Text {
  const named = errors.slice(0, mostNamed).flatMap(({ policy }, index): (string | Data)[] => {
    return index === 0 ? [{ data: policy.id }] : [', ', { data: policy.id }];
  });
  const more = errors.length > mostNamed ? ` and ${errors.length - mostNamed} more` : '';
  return [`${count(errors.length, 'policy', 'policies')} gave no verdict: `, ...named, ...(more === '' ? [] : [more])];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
