import { posix } from 'node:path';
import type { ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region } from 'sarif';
import type { FindingPlace, Subject } from '../../judge/index.ts';
import type { Location as Place } from '../../model/index.ts';
import type { Mark, Source } from '../mark.ts';
import { endOfMark, markOf, markOfLocation } from '../mark.ts';

export interface Locator {
  /** Path from the repository's root to where the run started; "" when that is the same. */
  readonly prefix: string;
  /** File that a result without a place is shown at: GitHub refuses a log with a result that has none. */
  readonly anchor: string;
  readonly source: Source;
}

/** Where a finding is shown: one line, since GitHub shows an alert in a pull request only if every line of it was changed. */
export function primaryLocation(place: FindingPlace | undefined, locator: Locator): PhysicalLocation {
  const mark = markOf(place);
  if (mark !== undefined) return markLocation(mark, locator);
  const file = place?.configuration.file ?? locator.anchor;
  return markLocation({ file, line: 1, column: 1 }, locator);
}

/** A place in a file; its first line where the line is not known. */
export function placeLocation(place: Place, locator: Locator): PhysicalLocation {
  return markLocation(markOfLocation(place) ?? { file: place.file, line: 1, column: 1 }, locator);
}

export function markLocation(mark: Mark, locator: Locator): PhysicalLocation {
  return { artifactLocation: artifact(mark.file, locator.prefix), region: region(mark, locator.source) };
}

/** The same with an id and words, to be linked from a message. */
export function related(id: number, physicalLocation: PhysicalLocation, text: string): Location {
  return { id, physicalLocation, message: { text } };
}

export function logicalLocation({ id, address }: Subject): LogicalLocation {
  return { name: address, fullyQualifiedName: id, kind: 'resource' };
}

function region(mark: Mark, source: Source): Region {
  const text = source(mark.file, mark.line);
  const known =
    mark.endColumn === undefined || mark.endColumn === Number.POSITIVE_INFINITY ? undefined : mark.endColumn;
  const end = text === undefined ? (known ?? mark.column + 1) : endOfMark(mark, text);
  return {
    startLine: mark.line,
    startColumn: mark.column,
    endLine: mark.line,
    endColumn: Math.max(end, mark.column + 1),
  };
}

/** Relative to the repository's root where the file lies below it (SARIF 2.1.0, section 3.4.4); a `file:` URI where it is absolute. */
function artifact(file: string, prefix: string): ArtifactLocation {
  // A lone surrogate cannot be written in UTF-8.
  const path = file.replaceAll('\\', '/').replaceAll(/\p{Cs}/gu, '\ufffd');
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${encoded(path)}` };
  if (path.startsWith('/')) return { uri: `file://${encoded(path)}` };
  const relative = posix.normalize(posix.join(prefix, path));
  return { uri: encoded(relative), uriBaseId: '%SRCROOT%' };
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
