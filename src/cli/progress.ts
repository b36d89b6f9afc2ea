import type { Host } from './host.ts';

/** Says on a terminal what is going on once it has taken longer than a second; silent for all that is quicker. */
export class Progress {
  readonly #host: Host;
  readonly #start: number;
  /** The line that stands on the terminal now. */
  #shown: string | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#start = host.clock();
  }

  step(what: string): void {
    const seconds = (this.#host.clock() - this.#start) / 1000;
    if (seconds < 1 || this.#host.status === undefined) return;
    this.#shown = `${what} (${seconds.toFixed(0)} s)`;
    this.#host.status(this.#shown);
  }

  /** Waits for the work, and leaves no line of progress behind. */
  async over<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } finally {
      this.#end();
    }
  }

  #end(): void {
    if (this.#shown !== undefined) this.#host.status?.('');
    this.#shown = undefined;
  }
}
