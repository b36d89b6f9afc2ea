import type { Finding } from '../../judge/index.ts';
import { shortPlace } from './finding.ts';
import type { Line } from './line.ts';
import { span } from './line.ts';

/** Addresses that are listed under the first; more are counted. */
const mostAddresses = 12;

/**
 * Findings of one policy, those of one line together: a module that is called five times has one line to change. What ended
 * otherwise at the same line stays apart, and so does what has no place.
 */
export function bySameLine(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups: [Finding, ...Finding[]][] = [];
  const known = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = shortPlace(finding.place);
    const key = JSON.stringify([place, finding.outcome, finding.severity, finding.closes, finding.subject.stack]);
    const group = place === undefined || finding.subject.address === '' ? undefined : known.get(key);
    if (group !== undefined) {
      group.push(finding);
      continue;
    }
    const fresh: [Finding, ...Finding[]] = [finding];
    groups.push(fresh);
    known.set(key, fresh);
  }
  return groups;
}

/** The addresses of the further findings of a line. */
export function addressSpans(findings: readonly Finding[]): Line {
  const shown = findings.slice(0, mostAddresses).map(({ subject }) => subject.address);
  const more = findings.length - shown.length;
  if (shown.length === 0) return [];
  return [span(`${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}`)];
}
