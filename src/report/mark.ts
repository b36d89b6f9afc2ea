import type { FindingPlace } from '../judge/index.ts';
import type { Location } from '../model/index.ts';

/** What is pointed at in one line of a file: columns count from 1 in UTF-16 units, the end is exclusive. */
export interface Mark {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Left out where only the beginning is known; infinite for the rest of the line. */
  readonly endColumn?: number;
}

/** The text of a line of a file, without its end; `undefined` where it cannot be had. */
export type Source = (file: string, line: number) => string | undefined;

/**
 * The line that a reader can change: the construct call in TypeScript where that is known; for what a downloaded module declares,
 * the call of that module; else the configuration's.
 */
export function markOf(place: FindingPlace | undefined): Mark | undefined {
  if (place === undefined) return undefined;
  return place.source === undefined ? markOfLocation(ownLocation(place)) : place.source.innermost;
}

/** The innermost place that is no copy that `terraform init` made. */
export function ownLocation({ configuration, calls }: FindingPlace): Location {
  if (!isDownloaded(configuration)) return configuration;
  return calls.findLast(({ location }) => !isDownloaded(location))?.location ?? configuration;
}

function isDownloaded({ file }: Location): boolean {
  return /(^|[\\/])\.terraform[\\/]modules[\\/]/.test(file);
}

/** `undefined` for a location without a line. Of a block that goes on, the rest of its first line. */
export function markOfLocation({ file, line, column = 1, endLine, endColumn }: Location): Mark | undefined {
  if (line === undefined) return undefined;
  if (endLine === undefined || endColumn === undefined) return { file, line, column };
  return { file, line, column, endColumn: endLine === line ? endColumn : Number.POSITIVE_INFINITY };
}

/** Where a mark ends on its line: as given, else with the call or name that begins there; never past the line. */
export function endOfMark({ column, endColumn }: Mark, text: string): number {
  const call = /^(?:new\s+)?[\w$.]+/.exec(text.slice(column - 1))?.[0] ?? '';
  const end = endColumn !== undefined && endColumn > column ? endColumn : column + call.length;
  return Math.max(column + 1, Math.min(end, text.length + 1));
}
