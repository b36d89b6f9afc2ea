import type { Assessment } from '../judge/index.ts';
import { plain } from '../model/index.ts';

/** Thrown by `app.synth()` when the gate is closed: the stacks were judged, and the manifest was not written. */
export class GateClosedError extends Error {
  override readonly name = 'GateClosedError';
  /** Private, because whoever logs the error does not want the whole judgement after it. */
  readonly #assessment: Assessment;

  constructor(assessment: Assessment) {
    super(`the gate is closed: ${assessment.because.map(plain).join('; ')}`);
    this.#assessment = assessment;
  }

  get assessment(): Assessment {
    return this.#assessment;
  }
}
