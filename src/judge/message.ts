import type { Data, Text, Value } from '../model/index.ts';
import { describeValue, reasonsIn } from '../model/index.ts';
import type { Evidence } from './assessment.ts';

const hole = /\{([A-Za-z_]\w*)\}/g;

/** Longest piece of data in a sentence; the whole of it stands in `data`. */
const longestPiece = 200;

/**
 * Fills the named holes of a policy's sentence: `{subject}` with the address, others from the policy's data. A hole that
 * the data lacks stays as it is, so that the fault is seen and the finding is not lost.
 */
export function fillMessage(template: string, subject: string, data: Readonly<Record<string, unknown>>): Text {
  const text: (string | Data)[] = [];
  let end = 0;
  for (const match of template.matchAll(hole)) {
    const name = match[1] ?? '';
    if (match.index > end) text.push(template.slice(end, match.index));
    text.push({ data: name === 'subject' ? subject : filling(name, data) });
    end = match.index + match[0].length;
  }
  if (end < template.length) text.push(template.slice(end));
  return text;
}

function filling(name: string, data: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(data, name)) return `{${name}}`;
  // Data is JSON that a policy returned, in the encoding of values that it was given.
  const text = describeValue(data[name] as Value);
  return text.length > longestPiece ? `${text.slice(0, longestPiece - 1)}…` : text;
}

/** Reasons shown with a sentence; more are counted. */
const mostReasons = 3;

/** Adds why it is undecided: the reasons of the unknown values that the policy pointed at or returned. */
export function withReasons(
  message: Text,
  data: Readonly<Record<string, unknown>>,
  evidence: readonly Evidence[],
): Text {
  const told = message.map((part) => (typeof part === 'string' ? part : part.data)).join(' ');
  const values = [...evidence.map(({ value }) => value), ...Object.values(data).map((value) => value as Value)];
  const reasons = [...new Set(values.flatMap(reasonsIn))].filter((reason) => !told.includes(reason));
  if (reasons.length === 0) return message;
  const shown = reasons
    .slice(0, mostReasons)
    .flatMap((reason, index) => [...(index === 0 ? [] : ['; ']), { data: reason }]);
  const more = reasons.length > mostReasons ? `; and ${reasons.length - mostReasons} more` : '';
  return [...message, ' (not known: ', ...shown, `${more})`];
}
