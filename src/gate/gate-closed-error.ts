import type { Assessment } from '../judge/index.ts';

/** Thrown by `app.synth()` when the gate is closed: the stacks were judged, and the manifest was not written. */
export class GateClosedError extends Error {
  override readonly name = 'GateClosedError';
  /** Not enumerable: whoever logs the error does not want the whole judgement after it. */
  readonly #assessment: Assessment;

  constructor(assessment: Assessment) {
    super(`the gate is closed: ${summaryOf(assessment)}`);
    this.#assessment = assessment;
  }

  get assessment(): Assessment {
    return this.#assessment;
  }
}

function summaryOf(assessment: Assessment): string {
  const closing = assessment.findings.filter(({ closes }) => closes).length;
  return closing === 1 ? '1 finding closes it' : `${closing} findings close it`;
}
