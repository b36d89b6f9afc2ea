/** What a policy's three rules return, and what `decide` makes of it. */
import { type Static, Type } from 'typebox';

/** Points at a value: shown to the reader as a numbered step with its place. */
const EvidenceStepSchema = Type.Object(
  { resource: Type.String(), path: Type.Array(Type.Union([Type.String(), Type.Number()])) },
  { additionalProperties: false },
);

const RemarkSchema = Type.Object(
  {
    /** Id of the subject, which must be among `subjects`. */
    subject: Type.String(),
    /** Fills the message's holes. */
    data: Type.Record(Type.String(), Type.Unknown()),
    evidence: Type.Array(EvidenceStepSchema),
  },
  { additionalProperties: false },
);

export const PolicyResultSchema = Type.Object(
  {
    subjects: Type.Array(Type.String()),
    violations: Type.Array(RemarkSchema),
    undecided: Type.Array(RemarkSchema),
  },
  { additionalProperties: false },
);

export type EvidenceStep = Static<typeof EvidenceStepSchema>;
export type Remark = Static<typeof RemarkSchema>;
export type PolicyResult = Static<typeof PolicyResultSchema>;

export type PolicyFailure =
  /** A WASM trap or an abort of OPA's runtime. */
  | 'trap'
  /** The memory limit was reached. */
  | 'memory'
  /** The step budget of one policy, or the time limit of the whole decision, was reached. */
  | 'budget'
  /** The entry point gave no result. */
  | 'no-result'
  /** The result is not a `PolicyResult`, or names a subject it does not list. */
  | 'ill-formed';

export type Verdict =
  | ({ readonly policy: string; readonly kind: 'decided' } & PolicyResult)
  | { readonly policy: string; readonly kind: 'error'; readonly failure: PolicyFailure; readonly message: string };
