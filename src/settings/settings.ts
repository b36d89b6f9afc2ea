import type { Location, Text } from '../model/index.ts';
import type { Severity, WaiverEntry } from '../shapes/index.ts';

/** What is in force: the settings file with one environment applied, and the waivers. */
export interface Settings {
  readonly environment?: string;
  readonly closeOn: readonly Severity[];
  /** `undefined`: report at synth, close on a plan. */
  readonly undecided?: 'report' | 'close';
  /** Path of the waiver file, relative to where the run started; who reads it fills in `waivers`. */
  readonly waiverFile?: string;
  readonly waivers: readonly Waiver[];
  /** Folders of further bundles, relative to where the run started. */
  readonly bundles: readonly string[];
  readonly declarations: Declarations;
  readonly decisionSeconds: number;
}

/** What the user declares about the estate that no tag says. */
export interface Declarations {
  readonly zones: readonly { readonly match: Match; readonly zone: string }[];
  readonly edges: readonly { readonly match: Match; readonly reason: string }[];
  readonly partners: readonly { readonly cidr: string; readonly name: string }[];
  readonly organizationAccounts: readonly string[];
}

export interface Match {
  readonly stack?: string;
  readonly address?: string;
}

/** A waiver as it stands in the file; one that is malformed keeps what could be read and says why it silences nothing. */
export interface Waiver extends WaiverEntry {
  readonly malformed?: Text;
  readonly location: Location;
}
