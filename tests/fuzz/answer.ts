/** What the process that judges tells of one mutant. */
export interface Answer {
  readonly number: number;
  readonly troubles: readonly string[];
  /** Of the processor, not of the clock: others may be using the machine. */
  readonly seconds: number;
}
