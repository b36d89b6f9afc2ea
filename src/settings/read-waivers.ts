import type { Json, JsonObject, Text } from '../model/index.ts';
import type { WaiverEntry } from '../shapes/index.ts';
import type { Fault } from './conform.ts';
import { faultsOf } from './conform.ts';
import { readDocument } from './document.ts';
import type { Waiver } from './settings.ts';
import { stopOnFault } from './stop-on-fault.ts';
import waiverSchema from './waiver.schema.json' with { type: 'json' };
import fileSchema from './waiver-file.schema.json' with { type: 'json' };

/**
 * Reads the waiver file, in its order. A waiver that does not conform is kept with what is wrong with it, so that it is
 * reported and silences nothing.
 *
 * @throws StopError with line and column where the text is no YAML or no list of waivers
 */
export function readWaivers(text: string, file: string): readonly Waiver[] {
  const document = readDocument(text, file);
  stopOnFault(document, fileSchema);
  const { waivers } = document.value as JsonObject & { readonly waivers: readonly Json[] };
  return waivers.map((entry, index): Waiver => {
    const location = document.placeOf(['waivers', index]);
    const faults = faultsOf(entry, waiverSchema, 'the waiver');
    if (faults.length === 0) return { ...(entry as JsonObject & WaiverEntry), location };
    return { ...legible(entry), malformed: faults.flatMap(faultClause), location };
  });
}

function faultClause({ what }: Fault, index: number): Text {
  return index === 0 ? what : ['; ', ...what];
}

/** What can be read of a malformed waiver: its texts, empty where they are missing or no text. */
function legible(entry: Json): WaiverEntry {
  const text = (key: string): string => {
    const value =
      typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? Reflect.get(entry, key) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const stack = text('stack');
  return {
    policy: text('policy'),
    subject: text('subject'),
    ...(stack === '' ? {} : { stack }),
    reason: text('reason'),
    owner: text('owner'),
    expires: text('expires'),
  };
}
