import { StopError } from '../diagnostics/index.ts';
import { GateClosedError } from './gate-closed-error.ts';

/**
 * A closed gate or a stop that nobody catches ends the process as the command line would: its message, no stack trace of
 * ours, and exit code 1 or 2. Node's own ending would show a line of our source and always exit with 1. Programs that
 * handle uncaught exceptions themselves are left alone.
 */
export function endPlainlyWhenUncaught(): void {
  if (process.listeners('uncaughtExceptionMonitor').includes(end)) return;
  process.on('uncaughtExceptionMonitor', end);
}

function end(error: unknown): void {
  const code = error instanceof GateClosedError ? 1 : error instanceof StopError ? 2 : undefined;
  if (code === undefined || process.listenerCount('uncaughtException') > 0) return;
  if (process.hasUncaughtExceptionCaptureCallback()) return;
  process.stderr.write(`${(error as Error).stack ?? ''}\n`);
  process.exit(code);
}
