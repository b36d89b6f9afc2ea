import { compareText } from '../cty/text-order.ts';

/** A list of strings as IAM's JSON writes it: a lone one without brackets. A mark of an unknown list counts as a lone string. */
export type Strings = string | readonly string[];

export interface PolicyPrincipal {
  readonly type: string;
  readonly identifiers: Strings;
}

export interface PolicyCondition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/** A statement; strings may hold marks of unknown pieces (`Holes`), and a whole member may be the mark of an unknown. */
export interface PolicyStatement {
  readonly sid: string;
  readonly effect: string;
  readonly actions?: unknown;
  readonly notActions?: unknown;
  readonly resources?: unknown;
  readonly notResources?: unknown;
  readonly principals?: readonly PolicyPrincipal[] | string;
  readonly notPrincipals?: readonly PolicyPrincipal[] | string;
  readonly conditions?: readonly PolicyCondition[] | string;
}

/** `string` for the mark of an unknown number of statements. */
export type PolicyStatements = readonly (PolicyStatement | string)[];

export interface PolicyDocument {
  readonly version: string;
  readonly id: string;
  readonly statements: PolicyStatements;
}

export const EMPTY_DOCUMENT: PolicyDocument = { version: '', id: '', statements: [] };

/**
 * The later document wins: its id, the newer version, and its statements in place of those with the same Sid. Statements of which nothing
 * is known may be in place of any that has a Sid.
 */
export function mergeDocuments(first: PolicyDocument, later: PolicyDocument): PolicyDocument {
  const open = later.statements.find((statement) => typeof statement === 'string');
  const statements = first.statements.filter((one) => open === undefined || typeof one === 'string' || one.sid === '');
  for (const statement of later.statements) {
    const sid = typeof statement === 'string' ? '' : statement.sid;
    const at = sid === '' ? -1 : statements.findIndex((other) => typeof other !== 'string' && other.sid === sid);
    if (at < 0) statements.push(statement);
    else statements[at] = statement;
  }
  return {
    id: later.id === '' ? first.id : later.id,
    version: compareText(later.version, first.version) > 0 ? later.version : first.version,
    statements,
  };
}
