import type { Path, Value } from '../model/index.ts';
import { attributeOf, isUnknown, literalOf, valueAt } from '../model/index.ts';
import type { EvidenceStep } from '../shapes/index.ts';
import type { Evidence } from './assessment.ts';
import { withSortedKeys } from './canonical.ts';
import type { Directory, Thing } from './directory.ts';
import { once } from './once.ts';
import { withoutSecrets } from './secrecy.ts';
import type { Secrets } from './secrets.ts';

/** Looks up what a policy pointed at: the value, why it stands there where nobody wrote it, and its place. */
export function findEvidence(step: EvidenceStep, directory: Directory, secrets: Secrets): Evidence {
  const thing = directory.find(step.resource);
  const attribute = secrets.masked(attributeOf(step.path));
  if (thing === undefined) {
    return { address: step.resource, attribute, value: undefined, note: 'nothing that was read has this id' };
  }
  const place = once(() => directory.placeOf(thing, step.path));
  const value = secrets.maskedData(valueToShow(thing, step.path));
  const note = noteOn(thing, step.path, value);
  return {
    address: thing.address,
    attribute,
    value,
    ...(note === undefined ? {} : { note }),
    get place() {
      return place();
    },
  };
}

/** `undefined` where nothing is written, and for a step that points at the thing itself. */
function valueToShow(thing: Thing, path: Path): Value | undefined {
  if (path.length === 0) return undefined;
  const value = valueAt(thing.values, path);
  return value === undefined ? undefined : withSortedKeys(withoutSecrets(thing, path, value));
}

function noteOn(thing: Thing, path: Path, value: Value | undefined): string | undefined {
  const [attribute] = path;
  if (attribute === undefined) return undefined;
  if (value === undefined || value === null) return 'not set';
  if (!thing.defaulted.includes(attributeOf(path))) return undefined;
  if (isUnknown(value)) return `not set; ${value.$unknown}`;
  return `not set; AWS defaults to ${literalOf(value)}`;
}
