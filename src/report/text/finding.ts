import type { Evidence, Finding, FindingPlace } from '../../judge/index.ts';
import type { Location, SourcePlace, Text } from '../../model/index.ts';
import type { Severity } from '../../shapes/index.ts';
import type { Mark, Source } from '../mark.ts';
import { markOf, ownLocation } from '../mark.ts';
import type { Line, Style } from './line.ts';
import { span, spansOf, wrap } from './line.ts';
import { shownValue } from './shown-value.ts';
import { snippet } from './snippet.ts';

const severityStyles: Readonly<Record<Severity, readonly Style[]>> = {
  critical: ['bold', 'red'],
  high: ['red'],
  medium: ['yellow'],
  low: ['cyan'],
};

const glyphs: Readonly<Record<Finding['outcome'], string>> = { error: '!', fail: '×', undecided: '?', waived: '-' };

/** Steps of evidence shown; more are counted. */
const mostSteps = 8;
/** Longest value shown, and longest statement of a policy, whose condition comes last; the whole stands in the JSON report. */
const longestValue = 160;
const longestStatement = 400;

/**
 * A finding as a frame: what, the line where it was written, why it matters, what to do, and what shows it. `also` names what else
 * the same line makes.
 */
export function findingFrame(finding: Finding, source: Source, width: number, also: Line = []): readonly Line[] {
  const marked = markOf(finding.place);
  return [
    ...headline(finding, width),
    ...(marked === undefined ? [] : snippet(marked, source, width)),
    ...labelled('why', [span(finding.why)], width),
    ...labelled('help', [span(finding.help)], width),
    ...evidenceLines(finding, width),
    ...whereabouts(finding, marked, width),
    ...labelled('also', also, width),
    [],
  ];
}

/** A finding on one line, or as few as its sentence takes; `also` as in a frame. */
export function findingLine(finding: Finding, width: number, also: Line = []): readonly Line[] {
  const place = shortPlace(finding.place);
  const first = [span(`  ${glyphs[finding.outcome]} `, ...severityStyles[finding.severity])];
  const at = place === undefined ? [] : [span(' at '), span(place, 'cyan')];
  const others = also.length === 0 ? [] : [span('; also '), ...also];
  return wrap(first, [...sentence(finding), ...stackOf(finding), ...at, ...others], width);
}

/** Stacks may call one module, whose line is no one's: then only the stack tells findings apart. A line of TypeScript does by itself. */
function stackOf({ subject, place }: Finding): Line {
  return subject.stack === '' || place?.source !== undefined ? [] : [span(' in stack '), span(subject.stack)];
}

/** `file:line:column` of a finding, in TypeScript where that is known. */
export function shortPlace(place: FindingPlace | undefined): string | undefined {
  if (place === undefined) return undefined;
  return place.source === undefined ? locationText(ownLocation(place)) : frameText(place.source.innermost);
}

export function locationText({ file, line, column, pointer }: Location): string {
  if (line === undefined) return pointer === undefined ? file : `${file}#${pointer}`;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}

/** Lines under a label, in one column for all labels. */
export function labelled(label: string, spans: Line, width: number): readonly Line[] {
  if (spans.every(({ text }) => text === '')) return [];
  return wrap([span(`    ${label.padEnd(11)}`, 'dim')], spans, width);
}

function headline(finding: Finding, width: number): readonly Line[] {
  const { outcome, severity, closes } = finding;
  const styles = severityStyles[severity];
  const label = outcome === 'error' ? 'error' : outcome === 'fail' ? severity : `${severity}, ${outcome}`;
  const aside = closes ? '' : ' (does not close the gate)';
  const first = [span(`${glyphs[outcome]} `, ...styles)];
  return wrap(first, [span(`${label} `, ...styles), ...sentence(finding), span(aside)], width);
}

/** The message after the policy's id, which the message of a policy without verdict begins with. */
function sentence({ outcome, policy, message }: Finding): Line {
  return outcome === 'error' ? spansOf(message) : [span(`${policy.id}: `, 'bold'), ...spansOf(message)];
}

function evidenceLines({ evidence, subject, place, message }: Finding, width: number): readonly Line[] {
  const here = markOf(place);
  const lines = evidence.slice(0, mostSteps).flatMap((step, index) => {
    const label = index === 0 ? 'evidence' : '';
    return wrap(
      [span(`    ${label.padEnd(11)}`, 'dim'), span(`${index + 1}. `)],
      stepSpans(step, subject.address, here, message),
      width,
    );
  });
  const more = evidence.length - mostSteps;
  return more > 0 ? [...lines, [span(' '.repeat(15)), span(`and ${more} more`)]] : lines;
}

function stepSpans(step: Evidence, subject: string, here: Mark | undefined, message: Text): Line {
  const { address, attribute, note, place } = step;
  const value = note !== undefined && step.value === null ? undefined : step.value;
  const owner = address === subject && attribute !== '' ? '' : address;
  const { within, text } = value === undefined ? { within: '', text: '' } : shownValue(value, message);
  const name = [owner, attribute, within].filter((part) => part !== '').join('.');
  const shown = value === undefined ? '' : ` = ${cropped(text, within === '' ? longestValue : longestStatement)}`;
  const remark = note === undefined ? '' : ` (${note})`;
  const at = stepPlace(place, here);
  return [span(name, 'bold'), span(`${shown}${remark}`), ...(at === undefined ? [] : [span(' at '), span(at, 'cyan')])];
}

/** The place of a step where it is another than the finding's; in the same file, its line alone. */
function stepPlace(place: FindingPlace | undefined, here: Mark | undefined): string | undefined {
  const at = markOf(place);
  if (at === undefined || here === undefined || at.file !== here.file) return shortPlace(place);
  return at.line === here.line && at.column === here.column ? undefined : `line ${at.line}`;
}

function whereabouts({ subject, place }: Finding, marked: Mark | undefined, width: number): readonly Line[] {
  if (subject.address === '') return [];
  const stack = subject.stack === '' ? [] : [span(' in stack '), span(subject.stack)];
  const configuration = place?.configuration;
  return [
    ...labelled('resource', [span(subject.address), ...stack], width),
    ...(place?.constructPath === undefined
      ? []
      : labelled('construct', constructSpans(place.constructPath, place.source), width)),
    ...(place?.value === undefined ? [] : labelled('value from', [span(locationText(place.value), 'cyan')], width)),
    ...(place === undefined ? [] : callLines(place, width)),
    ...(configuration === undefined ? [] : writtenLines(configuration, marked, width)),
  ];
}

/** The modules that it came through, from the root module's call inward. */
function callLines({ calls }: FindingPlace, width: number): readonly Line[] {
  return calls.flatMap(({ address, location }, index) =>
    labelled(index === 0 ? 'called' : '', [span(address), span(' at '), span(locationText(location), 'cyan')], width),
  );
}

function constructSpans(path: string, source: SourcePlace | undefined): Line {
  if (source === undefined || frameText(source.outermost) === frameText(source.innermost)) return [span(path)];
  return [span(`${path}, called from `), span(frameText(source.outermost), 'cyan')];
}

/** The file that Terraform reads, and the pointer into it; the pointer alone where the frame shows that file. */
function writtenLines(at: Location, marked: Mark | undefined, width: number): readonly Line[] {
  const { pointer = '' } = at;
  if (marked?.file === at.file) return labelled('pointer', [span(pointer)], width);
  const file = at.line === undefined || pointer === '' ? locationText(at) : `${locationText(at)} ${pointer}`;
  return labelled('written to', [span(file)], width);
}

function frameText({
  file,
  line,
  column,
}: {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}): string {
  return `${file}:${line}:${column}`;
}

function cropped(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
