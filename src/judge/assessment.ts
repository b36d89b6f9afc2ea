import type { Diagnostic } from '../diagnostics/index.ts';
import type { Location, SourcePlace, Text, Value } from '../model/index.ts';
import type { Waiver } from '../settings/index.ts';
import type { Outcome, PolicyEntry, Severity } from '../shapes/index.ts';

/** The whole judgement: outcomes, findings, gate. Plain data but for places and `hides`, in a fixed order: severity, policy, stack, address. */
export interface Assessment {
  readonly gate: 'open' | 'closed';
  /** Why it is closed, one clause each; empty when it is open. */
  readonly because: readonly Text[];
  readonly environment?: string;
  readonly findings: readonly Finding[];
  /** Where only the changes of a plan are reported: how many findings concern nothing that it changes. They close no gate. */
  readonly notShown?: number;
  readonly population: readonly PopulationRow[];
  readonly waivers: readonly JudgedWaiver[];
  readonly unmodelled: readonly { readonly type: string; readonly count: number }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: readonly PolicyEntry[];
  readonly bundleDigest: string;
  readonly stacks: readonly string[];
  readonly resources: number;
  /** True for a line of source that must not be shown, because a secret stands in it. */
  readonly hides: (line: string) => boolean;
}

export interface Subject {
  /** The instance's id; "" for a policy that gave no verdict or applies to nothing. */
  readonly id: string;
  readonly address: string;
  readonly type: string;
  readonly stack: string;
}

export interface Finding {
  /** SHA-256 in hexadecimal, unique in the assessment; the same whatever lines shift: see fingerprint.ts. */
  readonly fingerprint: string;
  readonly policy: PolicyEntry;
  readonly outcome: Exclude<Outcome, 'pass' | 'not-applicable'>;
  readonly severity: Severity;
  readonly subject: Subject;
  /** Found at the first question: an open gate prints none, and to find one costs more than to judge. */
  readonly place?: FindingPlace | undefined;
  readonly message: Text;
  /** The policy's own words; for a policy that gave no verdict, why that closes the gate and what can be done. */
  readonly why: string;
  readonly help: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly evidence: readonly Evidence[];
  readonly closes: boolean;
  readonly waiver?: Waiver;
}

/** Where a finding comes home to: the user's TypeScript where it is known, and the configuration file. */
export interface FindingPlace {
  readonly source?: SourcePlace;
  readonly constructPath?: string;
  readonly configuration: Location;
  /** Where the value was written, if it came there through variables, locals or modules. Found at the first question. */
  readonly value?: Location | undefined;
  /** Calls of the modules that it stands in, outermost first; none in a root module. */
  readonly calls: readonly ModuleCall[];
}

export interface ModuleCall {
  /** `module.vpc["eu"]`. */
  readonly address: string;
  /** `vpc`. */
  readonly name: string;
  readonly location: Location;
}

export interface Evidence {
  readonly address: string;
  /** In Terraform's notation: `ingress[0].cidr_blocks`. */
  readonly attribute: string;
  /** Masked where it is sensitive; `undefined` where nothing is written. */
  readonly value: Value | undefined;
  readonly note?: string;
  /** Found at the first question. */
  readonly place?: FindingPlace | undefined;
}

export interface PopulationRow {
  readonly policy: string;
  readonly subject: Subject;
  readonly outcome: Outcome;
}

export interface JudgedWaiver {
  readonly waiver: Waiver;
  readonly status: 'used' | 'unused' | 'expired' | 'malformed' | 'refused';
  readonly why?: Text;
}
