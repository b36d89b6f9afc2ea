/** The JSON report: versioned, with a published schema. Other formats say the same. */
import { type Static, Type } from 'typebox';
import { SeveritySchema } from './catalogue.ts';

const closed = { additionalProperties: false } as const;

const Frame = Type.Object({ file: Type.String(), line: Type.Number(), column: Type.Number() }, closed);

/** The TypeScript place where it is known (`outermost` is then where the app or stack led there); the configuration file's otherwise. */
const LocationSchema = Type.Object(
  {
    file: Type.String(),
    line: Type.Optional(Type.Number()),
    column: Type.Optional(Type.Number()),
    end_line: Type.Optional(Type.Number()),
    end_column: Type.Optional(Type.Number()),
    outermost: Type.Optional(Frame),
    construct: Type.Optional(Type.String()),
    /** The configuration file that Terraform reads, where `file` is another. */
    generated: Type.Optional(
      Type.Object(
        {
          file: Type.String(),
          pointer: Type.Optional(Type.String()),
          line: Type.Optional(Type.Number()),
          column: Type.Optional(Type.Number()),
        },
        closed,
      ),
    ),
    pointer: Type.Optional(Type.String()),
    /** Where the value was written, if it came there through variables, locals or modules. */
    value_from: Type.Optional(
      Type.Object(
        { file: Type.String(), line: Type.Optional(Type.Number()), column: Type.Optional(Type.Number()) },
        closed,
      ),
    ),
    /** Calls of the Terraform modules that a finding's resource stands in, outermost first. */
    modules: Type.Optional(
      Type.Array(
        Type.Object(
          {
            address: Type.String(),
            file: Type.String(),
            line: Type.Optional(Type.Number()),
            column: Type.Optional(Type.Number()),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
);

const OutcomeSchema = Type.Union([
  Type.Literal('pass'),
  Type.Literal('fail'),
  Type.Literal('undecided'),
  Type.Literal('error'),
  Type.Literal('waived'),
  Type.Literal('not-applicable'),
]);
export type Outcome = Static<typeof OutcomeSchema>;

const Subject = Type.Object(
  { address: Type.String(), type: Type.String(), stack: Type.Optional(Type.String()) },
  closed,
);

const Evidence = Type.Object(
  {
    step: Type.Number(),
    address: Type.String(),
    /** In Terraform's notation: `ingress[0].cidr_blocks`. */
    attribute: Type.String(),
    /** What stands there; `{"$unknown": reason}` where it is not known; masked where it is sensitive. */
    value: Type.Unknown(),
    /** "not set; AWS defaults to ...". */
    note: Type.Optional(Type.String()),
    location: Type.Optional(LocationSchema),
  },
  closed,
);

const FindingSchema = Type.Object(
  {
    /** Stable across line shifts: policy, stack, construct path or address, and what the finding is about. */
    fingerprint: Type.String(),
    policy: Type.String(),
    title: Type.String(),
    catalogue: Type.Array(Type.String()),
    aliases: Type.Array(Type.String()),
    controls: Type.Record(Type.String(), Type.Array(Type.String())),
    severity: SeveritySchema,
    outcome: OutcomeSchema,
    subject: Subject,
    location: Type.Optional(LocationSchema),
    message: Type.String(),
    why: Type.String(),
    help: Type.String(),
    data: Type.Record(Type.String(), Type.Unknown()),
    evidence: Type.Array(Evidence),
    /** Does this finding close the gate? */
    closes: Type.Boolean(),
    waiver: Type.Optional(Type.Object({ reason: Type.String(), owner: Type.String(), expires: Type.String() }, closed)),
  },
  closed,
);

const Diagnostic = Type.Object(
  {
    id: Type.String(),
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note')]),
    message: Type.String(),
    why: Type.String(),
    help: Type.String(),
    address: Type.Optional(Type.String()),
    location: Type.Optional(LocationSchema),
  },
  closed,
);

export const ReportSchema = Type.Object(
  {
    version: Type.Literal(1),
    tool: Type.Object({ name: Type.Literal('sallyport'), version: Type.String() }, closed),
    bundle: Type.Object({ digest: Type.String(), policies: Type.Number() }, closed),
    gate: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
    /** Why it is closed, one clause each; empty when it is open. */
    because: Type.Array(Type.String()),
    environment: Type.Optional(Type.String()),
    summary: Type.Object(
      {
        stacks: Type.Number(),
        resources: Type.Number(),
        policies: Type.Number(),
        outcomes: Type.Object(
          {
            pass: Type.Number(),
            fail: Type.Number(),
            undecided: Type.Number(),
            error: Type.Number(),
            waived: Type.Number(),
            'not-applicable': Type.Number(),
          },
          closed,
        ),
        severities: Type.Object(
          { critical: Type.Number(), high: Type.Number(), medium: Type.Number(), low: Type.Number() },
          closed,
        ),
        /** With `--changes-only`: findings on what the plan does not change, which are not listed and close no gate. */
        not_shown: Type.Optional(Type.Number()),
        diagnostics: Type.Object({ error: Type.Number(), warning: Type.Number(), note: Type.Number() }, closed),
      },
      closed,
    ),
    findings: Type.Array(FindingSchema),
    /** Every policy x subject; a policy that applies to nothing has one row with subject "" and outcome not-applicable. */
    population: Type.Array(
      Type.Object(
        { policy: Type.String(), subject: Type.String(), stack: Type.Optional(Type.String()), outcome: OutcomeSchema },
        closed,
      ),
    ),
    waivers: Type.Array(
      Type.Object(
        {
          policy: Type.String(),
          subject: Type.String(),
          stack: Type.Optional(Type.String()),
          reason: Type.String(),
          owner: Type.String(),
          expires: Type.String(),
          status: Type.Union([
            Type.Literal('used'),
            Type.Literal('unused'),
            Type.Literal('expired'),
            Type.Literal('malformed'),
            Type.Literal('refused'),
          ]),
          why: Type.Optional(Type.String()),
          location: Type.Optional(LocationSchema),
        },
        closed,
      ),
    ),
    /** Resource types that no room models: judged only by policies on their plain attributes. */
    unmodelled: Type.Array(Type.Object({ type: Type.String(), count: Type.Number() }, closed)),
    diagnostics: Type.Array(Diagnostic),
  },
  { ...closed, title: 'Sallyport report' },
);

export type Report = Static<typeof ReportSchema>;
export type FindingReport = Static<typeof FindingSchema>;
export type ReportLocation = Static<typeof LocationSchema>;
