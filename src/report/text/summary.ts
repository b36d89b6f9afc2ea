import type { Assessment, JudgedWaiver } from '../../judge/index.ts';
import type { Text } from '../../model/index.ts';
import type { Outcome } from '../../shapes/index.ts';
import { notShownText } from '../not-shown.ts';
import { labelled, locationText } from './finding.ts';
import type { Line } from './line.ts';
import { span, spansOf } from './line.ts';

/** Types named in one clause; more are counted. */
const mostTypes = 6;

/** What came of it: the gate and why, what was judged, what was not, and which exceptions hold. */
export function summaryLines(assessment: Assessment, width: number): readonly Line[] {
  return [
    ...gateLines(assessment, width),
    ...labelled('judged', [span(judgedText(assessment))], width),
    ...labelled('outcomes', [span(outcomesText(assessment))], width),
    ...list('not judged', notJudged(assessment).map(spansOf), width),
    ...list('waivers', assessment.waivers.map(waiverSpans), width),
  ];
}

export function gateLines({ gate, because, notShown }: Assessment, width: number): readonly Line[] {
  const state = gate === 'open' ? span('gate open', 'bold', 'green') : span('gate closed', 'bold', 'red');
  return [
    [state],
    ...list('because', because.map(spansOf), width),
    ...(notShown === undefined ? [] : labelled('not shown', [span(notShownText(notShown))], width)),
  ];
}

function judgedText({ policies, resources, stacks, environment }: Assessment): string {
  const where = environment === undefined ? '' : `, environment ${environment}`;
  const judged = `${count(policies.length, 'policy', 'policies')} on ${count(resources, 'resource')}`;
  return `${judged} in ${count(stacks.length, 'stack')}${where}`;
}

const outcomeWords: readonly (readonly [Outcome, string])[] = [
  ['pass', 'pass'],
  ['fail', 'fail'],
  ['undecided', 'undecided'],
  ['error', 'without verdict'],
  ['waived', 'waived'],
  ['not-applicable', 'not applicable'],
];

function outcomesText({ population }: Assessment): string {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of population) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return outcomeWords.map(([outcome, word]) => `${counts.get(outcome) ?? 0} ${word}`).join(', ');
}

/** Everything that a reader could take for judged and that was not; "nothing" is said too. */
function notJudged({ population, diagnostics, unmodelled }: Assessment): readonly Text[] {
  const undecided = population.filter(({ outcome }) => outcome === 'undecided').length;
  const errors = population.filter(({ outcome }) => outcome === 'error').map(({ policy }) => policy);
  const unread = diagnostics.filter(({ severity }) => severity === 'error').length;
  const doubtful = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const clauses: readonly Text[] = [
    ...(unmodelled.length === 0 ? [] : [unmodelledText(unmodelled)]),
    ...(undecided === 0
      ? []
      : [[`${count(undecided, 'outcome is', 'outcomes are')} undecided, for the reasons above`]]),
    ...(errors.length === 0 ? [] : [['what these policies look at: ', { data: errors.join(', ') }]]),
    ...(unread === 0 ? [] : [[`${count(unread, 'part')} of the input that could not be read, as told above`]]),
    ...(doubtful === 0 ? [] : [[`${count(doubtful, 'warning')} above: read with less than full knowledge`]]),
  ];
  return clauses.length === 0 ? [['nothing was left out']] : clauses;
}

function unmodelledText(unmodelled: Assessment['unmodelled']): Text {
  const total = unmodelled.reduce((sum, { count: number }) => sum + number, 0);
  const named = unmodelled.slice(0, mostTypes).map(({ type, count: number }) => `${type} (${number})`);
  const left = unmodelled.length - mostTypes;
  const more = left > 0 ? `, and ${count(left, 'more type')}` : '';
  return [
    `${count(total, 'resource')} of ${count(unmodelled.length, 'type')} that nothing models, seen only by policies on plain attributes: `,
    { data: named.join(', ') },
    ...(more === '' ? [] : [more]),
  ];
}

function waiverSpans({ waiver, status, why }: JudgedWaiver): Line {
  const { policy, subject, stack, owner, expires, reason, location } = waiver;
  const where: Text = stack === undefined ? [] : [' in stack ', { data: stack }];
  const what: Text = [{ data: policy }, ' for ', { data: subject }, ...where];
  const who: Text = [', owner ', { data: owner }, ', until ', { data: expires }];
  return [
    span(`${status}: `, status === 'used' ? 'dim' : 'yellow'),
    ...spansOf([...what, ...who, ', reason ', { data: reason }]),
    span(' at '),
    span(locationText(location), 'cyan'),
    ...(why === undefined ? [] : [span(': '), ...spansOf(why)]),
  ];
}

/** Clauses under one label, one below the other. */
function list(label: string, clauses: readonly Line[], width: number): readonly Line[] {
  return clauses.flatMap((clause, index) => labelled(index === 0 ? label : '', clause, width));
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
