import type { Diagnostic, DiagnosticSeverity, StopError } from '../../diagnostics/index.ts';
import type { Location } from '../../model/index.ts';
import type { Source } from '../mark.ts';
import { markOfLocation } from '../mark.ts';
import { labelled, locationText } from './finding.ts';
import type { Line, Style } from './line.ts';
import { paint, span, spansOf, wrap } from './line.ts';
import { snippet } from './snippet.ts';

const styles: Readonly<Record<DiagnosticSeverity, readonly Style[]>> = {
  error: ['red'],
  warning: ['yellow'],
  note: ['cyan'],
};

/** Of one kind, shown in full; more are counted, since their words are the same. */
const mostOfOneKind = 5;

/** The tool's own messages about the input, of each kind the first few. */
export function diagnosticLines(diagnostics: readonly Diagnostic[], source: Source, width: number): readonly Line[] {
  const kinds = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const known = kinds.get(diagnostic.id);
    if (known === undefined) kinds.set(diagnostic.id, [diagnostic]);
    else known.push(diagnostic);
  }
  return [...kinds.values()].flatMap((same) => {
    const more = same.length - mostOfOneKind;
    const shown = same.slice(0, mostOfOneKind).flatMap((diagnostic, index) => {
      return diagnosticFrame(diagnostic, index === 0, source, width);
    });
    return more > 0 ? [...shown, [span(`    and ${more} more of ${same[0]?.id ?? ''}`)], []] : shown;
  });
}

/** What it says and where, without frame and advice. */
export function diagnosticLine({ severity, id, what, location }: Diagnostic, width: number): readonly Line[] {
  const at = location === undefined ? [] : [span(' at '), span(locationText(location), 'cyan')];
  return wrap([span('  ! ', ...styles[severity])], [span(`${id}: `), ...spansOf(what), ...at], width);
}

/** Why and help are the same for all of one kind: only the first is `explained`. */
function diagnosticFrame(diagnostic: Diagnostic, explained: boolean, source: Source, width: number): readonly Line[] {
  const { severity, id, what, why, help, location, address } = diagnostic;
  const style = styles[severity];
  return [
    ...wrap([span('! ', ...style)], [span(`${severity} `, ...style), span(`${id}: `, 'bold'), ...spansOf(what)], width),
    ...placeLines(location, source, width),
    ...(explained ? [...labelled('why', [span(why)], width), ...labelled('help', [span(help)], width)] : []),
    ...(address === undefined ? [] : labelled('resource', [span(address)], width)),
    [],
  ];
}

/** A stop as a reader on the terminal sees it: what, where, what to do. */
export function renderStop(
  stop: StopError,
  options: { readonly colour: boolean; readonly width?: number; readonly source?: Source },
): string {
  const { colour, width = 80, source = () => undefined } = options;
  const lines = [
    ...wrap([span('! ', 'red')], [span(`${stop.code}: `, 'bold'), ...spansOf(stop.what)], width),
    ...placeLines(stop.location, source, width),
    ...labelled('help', [span(stop.help)], width),
  ];
  return paint(lines, colour);
}

function placeLines(location: Location | undefined, source: Source, width: number): readonly Line[] {
  if (location === undefined) return [];
  const mark = markOfLocation(location);
  const shown = isWritten(location.file) ? source : () => undefined;
  return mark === undefined
    ? labelled('at', [span(locationText(location), 'cyan')], width)
    : snippet(mark, shown, width);
}

/**
 * True for a file that people write or CDKTF does. Of another, as a plan or a state is, trouble may be all that is known: which of
 * its texts are secrets is not.
 */
function isWritten(file: string): boolean {
  return /\.(?:tf|tofu|hcl|tfvars|ya?ml)$|\.(?:tf|tofu|tfvars)\.json$/.test(file);
}
