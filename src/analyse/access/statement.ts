import type { Path } from '../../model/index.ts';
import type { OperatorUse } from './condition-operators.ts';
import type { PartialText } from './partial-text.ts';

/** A statement as it was read, every string with its holes. An element that is not known is a lone hole: it may be any number of strings. */
export interface Statement {
  /** Inside the document: `["Statement", 0]`. */
  readonly path: Path;
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  /** True for `NotAction`, `NotResource`, `NotPrincipal`: the list is then what is left out. */
  readonly notActions: boolean;
  readonly actions: readonly PartialText[];
  readonly notResources: boolean;
  readonly resources: readonly PartialText[];
  readonly notPrincipals: boolean;
  readonly principals: readonly PrincipalEntry[];
  readonly conditions: readonly ConditionEntry[];
  /** True for documents of version 2012-10-17, which have policy variables. */
  readonly variables: boolean;
}

export interface PrincipalEntry {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for the bare star; "" when it is not known. */
  readonly type: string;
  readonly text: PartialText;
}

/** One key under one operator: all of them must hold, and of its values one. */
export interface ConditionEntry extends OperatorUse {
  /** In lower case: condition keys are not case-sensitive. */
  readonly key: PartialText;
  readonly values: readonly PartialText[];
}
