/** What a command may touch of the process, so that tests can stand in for it. Files are read through `node:fs` directly. */
export interface Host {
  /** This package's, as its `package.json` says. */
  readonly version: string;
  /** Address of the program's first file. */
  readonly program: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results: stdout. */
  readonly print: (text: string) => void;
  /** Messages: stderr, one line or more, without the last newline. */
  readonly tell: (text: string) => void;
  /** Rewrites one line of a terminal's stderr; "" clears it. `undefined` when stderr is no terminal. */
  readonly status: ((text: string) => void) | undefined;
  readonly stdoutColumns: number | undefined;
  readonly stdoutIsTerminal: boolean;
  readonly now: () => Date;
  /** Milliseconds from any fixed point. */
  readonly clock: () => number;
}

export function processHost(version: string, program: string): Host {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on('error', endOnBrokenStream);
  return {
    version,
    program,
    folder: process.cwd(),
    environment: process.env,
    print: (text) => void stdout.write(text),
    tell: (text) => void stderr.write(`${text}\n`),
    status: stderr.isTTY ? (text) => void stderr.write(`\r\u001B[2K${text}`) : undefined,
    stdoutColumns: stdout.isTTY ? stdout.columns : undefined,
    stdoutIsTerminal: stdout.isTTY === true,
    now: () => new Date(),
    clock: () => performance.now(),
  };
}

/** A reader that went away, such as `head`, is no trouble: the exit code still says what was decided. */
function endOnBrokenStream(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.exitCode = 2;
}
