import { StopError } from '../diagnostics/index.ts';
import { renderStop, visible } from '../report/index.ts';
import { exitCodeOf } from './exit-code.ts';
import { GateClosedError } from './gate-closed-error.ts';

/**
 * A closed gate or a stop that nobody catches ends the process as the command line would: its message, no stack trace of
 * ours, and exit code 1, or 2 where something was not judged. Node's own ending would show a line of our source and always exit with 1. Programs that
 * handle uncaught exceptions themselves are left alone.
 */
export function endPlainlyWhenUncaught(): void {
  if (process.listeners('uncaughtExceptionMonitor').includes(end)) return;
  process.on('uncaughtExceptionMonitor', end);
}

function end(error: unknown): void {
  if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback()) return;
  if (error instanceof GateClosedError) {
    process.stderr.write(`sallyport: ${visible(error.message)}\n`);
    process.exit(exitCodeOf(error.assessment));
  }
  if (error instanceof StopError) {
    process.stderr.write(renderStop(error, { colour: false, width: 100 }));
    process.exit(2);
  }
}
