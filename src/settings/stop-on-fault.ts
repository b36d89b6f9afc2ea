import { StopError } from '../diagnostics/index.ts';
import type { JsonObject, Location } from '../model/index.ts';
import { faultsOf } from './conform.ts';
import type { YamlDocument } from './document.ts';

/** Stops at the first fault of the document, saying where the others are. */
export function stopOnFault(document: YamlDocument, against: JsonObject): void {
  const faults = faultsOf(document.value, against, 'the document').map(({ path, atKey, what }) => ({
    what,
    location: atKey ? document.keyPlaceOf(path) : document.placeOf(path),
  }));
  const [first, ...others] = faults.sort((left, right) => byPlace(left.location, right.location));
  if (first === undefined) return;
  const lines = [...new Set(others.map(({ location }) => location.line ?? 1))].join(', ');
  const help = others.length === 0 ? 'correct it' : `correct it, and what else is wrong in line ${lines}`;
  throw new StopError('settings/ill-formed', first.what, help, first.location);
}

function byPlace(left: Location, right: Location): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}
