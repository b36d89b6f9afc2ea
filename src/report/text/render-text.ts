/** The report that a person reads on a terminal or in a log. */
import type { Assessment, Finding } from '../../judge/index.ts';
import type { Source } from '../mark.ts';
import { diagnosticLine, diagnosticLines } from './diagnostic.ts';
import { findingFrame, findingLine, shortPlace } from './finding.ts';
import type { Line } from './line.ts';
import { paint, span, spansOf, wrap } from './line.ts';
import { addressSpans, bySameLine } from './same-line.ts';
import { gateLines, summaryLines } from './summary.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns; 80 if left out, never less than 40. */
  readonly width?: number;
  /** Text of a line of a file, for the frames. */
  readonly source?: Source;
  /** Only what could not be read and what closes the gate, a line for each, and the gate. */
  readonly quiet?: boolean;
  /** Frames for one policy before its further findings are listed in short. */
  readonly framesPerPolicy?: number;
}

/** Further findings of one policy listed in short; more are counted. */
const mostInShort = 20;

export function renderText(assessment: Assessment, options: TextOptions): string {
  const width = Math.max(40, options.width ?? 80);
  const lines = options.quiet === true ? quietLines(assessment, width) : allLines(assessment, options, width);
  return paint(lines, options.colour);
}

function quietLines(assessment: Assessment, width: number): readonly Line[] {
  const closing = assessment.findings.filter(({ closes }) => closes);
  const errors = assessment.diagnostics.filter(({ severity }) => severity === 'error');
  return [
    ...errors.slice(0, mostInShort).flatMap((error) => diagnosticLine(error, width)),
    ...uncounted(errors.length - mostInShort),
    ...closing.flatMap((finding) => findingLine(finding, width)),
    ...gateLines(assessment, width),
  ];
}

function allLines(assessment: Assessment, options: TextOptions, width: number): readonly Line[] {
  const { framesPerPolicy = 5 } = options;
  const source = withoutHidden(options.source, assessment);
  const { findings, diagnostics } = assessment;
  const framed = findings.filter(isFramed);
  const undecided = findings.filter((finding) => finding.outcome === 'undecided' && !isFramed(finding));
  const waived = findings.filter(({ outcome }) => outcome === 'waived');
  return [
    ...diagnosticLines(diagnostics, source, width),
    ...byPolicy(framed).flatMap((same) => policyLines(same, framesPerPolicy, source, width)),
    ...section('undecided, and not closing the gate', undecided, width),
    ...section('waived', waived, width),
    ...summaryLines(assessment, width),
  ];
}

function isFramed({ outcome, closes }: Finding): boolean {
  return closes || outcome === 'fail' || outcome === 'error';
}

function byPolicy(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = groups.get(finding.policy.id);
    if (known === undefined) groups.set(finding.policy.id, [finding]);
    else known.push(finding);
  }
  return [...groups.values()];
}

function withoutHidden(source: Source = () => undefined, { hides }: Assessment): Source {
  return (file, line) => {
    const text = source(file, line);
    return text === undefined || hides(text) ? undefined : text;
  };
}

function policyLines(same: readonly Finding[], frames: number, source: Source, width: number): readonly Line[] {
  const lineGroups = bySameLine(same);
  const rest = lineGroups.slice(frames).flat();
  const lines = lineGroups
    .slice(0, frames)
    .flatMap(([finding, ...others]) => findingFrame(finding, source, width, addressSpans(finding, others)));
  if (rest.length === 0) return lines;
  const title = `${rest.length} more of ${same[0]?.policy.id ?? ''}`;
  return [
    ...lines,
    [span(title, 'bold')],
    ...rest.slice(0, mostInShort).flatMap((finding) => subjectLine(finding, width)),
    ...uncounted(rest.length - mostInShort),
    [],
  ];
}

/** A further finding of a policy whose words stand above: what it says and where. */
function subjectLine(finding: Finding, width: number): readonly Line[] {
  const place = shortPlace(finding.place);
  return wrap(
    [span('  ')],
    [...spansOf(finding.message), ...(place === undefined ? [] : [span(' at '), span(place, 'cyan')])],
    width,
  );
}

function section(title: string, findings: readonly Finding[], width: number): readonly Line[] {
  if (findings.length === 0) return [];
  const shown = byPolicy(findings).flatMap((same) => {
    const lineGroups = bySameLine(same);
    const lines = lineGroups
      .slice(0, mostInShort)
      .flatMap(([finding, ...others]) => findingLine(finding, width, addressSpans(finding, others)));
    return [...lines, ...uncounted(lineGroups.slice(mostInShort).flat().length)];
  });
  return [[span(title, 'bold')], ...shown, []];
}

function uncounted(number: number): readonly Line[] {
  return number > 0 ? [[span(`  and ${number} more, listed in the JSON report`)]] : [];
}
