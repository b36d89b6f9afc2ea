import type { Finding } from '../../judge/index.ts';
import { plain } from '../../model/index.ts';
import { shortPlace } from './finding.ts';
import type { Line } from './line.ts';
import { span } from './line.ts';

/** Addresses that are listed under the first; more are counted. */
const mostAddresses = 12;

/**
 * Findings of one policy, those of one line together: a module that is called five times has one line to change. What ended
 * otherwise at the same line stays apart, and so do what has no place and what else is said of the same subject, as of another
 * statement of its policy document.
 */
export function bySameLine(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups: [Finding, ...Finding[]][] = [];
  const known = new Map<string, Finding[]>();
  const nth = ordinals();
  for (const finding of findings) {
    const place = shortPlace(finding.place);
    const { outcome, severity, closes, subject } = finding;
    const key = JSON.stringify([place, outcome, severity, closes, subject.stack, nth(finding)]);
    const group = place === undefined || subject.address === '' ? undefined : known.get(key);
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

/** Counts what is said of a subject: 0 for the first sentence, and again for its repetition, 1 for the second. */
function ordinals(): (finding: Finding) => number {
  const said = new Map<string, Map<string, number>>();
  return ({ subject, message, place }) => {
    const about = JSON.stringify([subject.stack, subject.address, shortPlace(place)]);
    const sentences = said.get(about) ?? new Map<string, number>();
    said.set(about, sentences);
    const sentence = plain(message);
    const ordinal = sentences.get(sentence) ?? sentences.size;
    sentences.set(sentence, ordinal);
    return ordinal;
  };
}

/** The addresses of the further findings of a line, each once. */
export function addressSpans(first: Finding, others: readonly Finding[]): Line {
  const addresses = new Set(others.map(({ subject }) => subject.address));
  addresses.delete(first.subject.address);
  const shown = [...addresses].slice(0, mostAddresses);
  const more = addresses.size - shown.length;
  if (shown.length === 0) return [];
  return [span(`${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}`)];
}
