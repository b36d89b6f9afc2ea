import { StopError } from '../diagnostics/index.ts';
import { visible } from '../report/index.ts';
import { GateClosedError } from './gate-closed-error.ts';

/**
 * Does the work; a closed gate or a stop that comes out of it loses its stack trace, which would show nothing but our own
 * code to someone whose infrastructure is at fault. Bugs, and errors of the app, keep theirs.
 */
export function withoutTrace<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof GateClosedError || error instanceof StopError) error.stack = textOf(error);
    throw error;
  }
}

function textOf(error: GateClosedError | StopError): string {
  const text = `${error.name}: ${visible(error.message)}`;
  return error instanceof StopError ? `${text}\n  help: ${visible(error.help)}` : text;
}
