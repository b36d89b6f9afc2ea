import type { Location, Text } from '../model/index.ts';
import { words } from '../model/index.ts';

/** `error`: a part of the input could not be read, so what rests on it was not judged. `warning`: it was, with less than full knowledge. */
export type DiagnosticSeverity = 'error' | 'warning' | 'note';

/** Trouble in the input: a value, and the run goes on. */
export interface Diagnostic {
  /** `room/slug`. */
  readonly id: string;
  readonly severity: DiagnosticSeverity;
  readonly what: Text;
  readonly why: string;
  readonly help: string;
  readonly location?: Location;
  /** The resource it concerns, where there is one. */
  readonly address?: string;
}

export interface Place {
  readonly location?: Location;
  readonly address?: string;
}

interface Wording<Holes extends readonly unknown[]> {
  readonly severity: DiagnosticSeverity;
  readonly what: (...holes: Holes) => Text | string;
  readonly why: string;
  readonly help: string;
}

/** Defines a diagnostic: its words stand in one place, its holes are typed. */
export function diagnostic<Holes extends readonly unknown[]>(
  id: string,
  wording: Wording<Holes>,
): (place: Place, ...holes: Holes) => Diagnostic {
  return (place, ...holes) => {
    const what = wording.what(...holes);
    return {
      id,
      severity: wording.severity,
      what: typeof what === 'string' ? words(what) : what,
      why: wording.why,
      help: wording.help,
      ...place,
    };
  };
}
