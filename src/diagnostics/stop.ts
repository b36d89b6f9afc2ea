import type { Location, Text } from '../model/index.ts';
import { plain } from '../model/index.ts';

/** A problem that the user can act on and this run cannot go past: exit code 2. A bug is a plain `Error`, and nobody catches it. */
export class StopError extends Error {
  override readonly name: string = 'StopError';

  constructor(
    /** `room/slug`. */
    readonly code: string,
    readonly what: Text,
    readonly help: string,
    readonly location?: Location,
    options?: { readonly cause?: unknown },
  ) {
    super(plain(what), options);
  }
}
