/**
 * When conditions hold callers to fixed accounts, organisations, sources or services.
 *
 * All conditions of a statement must hold, so one that narrows is enough; of its values any may hold, so each must be
 * fixed. A condition without values is met by nobody (IAM user guide, "Policy check reference"). What does not narrow:
 * - a negated operator, `Null`, and any operator on a key that strangers bring along: see narrowing-keys.ts;
 * - `IfExists` and `ForAllValues`, which hold when the key is missing, unless `Null` says elsewhere that it is there;
 * - a wildcard where it leaves the owner open. In a `StringEquals` a star is only a star.
 */
import type { Answer } from '../../model/index.ts';
import { answerOf, every, isReference, some } from '../../model/index.ts';
import { areFewAddresses, type KeyNature, natureOf } from './narrowing-keys.ts';
import { type Hole, knownText, type PartialText } from './partial-text.ts';
import type { ConditionEntry, Statement } from './statement.ts';

export function isNarrowed(statement: Statement): Answer {
  return some(statement.conditions.map((condition) => narrows(condition, statement)));
}

function narrows(condition: ConditionEntry, statement: Statement): Answer {
  const key = knownText(condition.key);
  if (key === undefined || condition.operator === undefined) return 'unknown';
  const { family, negated } = condition.operator;
  if (negated || family === 'null') return 'no';
  const nature = natureOf(key);
  if (nature === undefined || !suits(nature, family)) return 'no';
  return every([holdsOnlyWhenPresent(condition, key, statement), areFixed(condition, nature, statement.variables)]);
}

function suits(nature: KeyNature, family: NonNullable<ConditionEntry['operator']>['family']): boolean {
  return nature === 'address' ? family === 'ip' : family === 'string' || family === 'arn';
}

/** Does a request without the key fail the condition, by itself or by a `Null` beside it? */
export function holdsOnlyWhenPresent(condition: ConditionEntry, key: string, { conditions }: Statement): Answer {
  if (!condition.ifExists && condition.qualifier !== 'ForAllValues') return 'yes';
  return some(
    conditions.map((other) => {
      if (other.operator?.family !== 'null') return other.operator === undefined ? 'unknown' : 'no';
      const otherKey = knownText(other.key);
      if (otherKey === undefined) return 'unknown';
      return otherKey === key ? every(other.values.map((value) => equalsKnown(value, 'false'))) : 'no';
    }),
  );
}

function equalsKnown(text: PartialText, wanted: string): Answer {
  const known = knownText(text);
  if (known === undefined) return 'unknown';
  return known.toLowerCase() === wanted ? 'yes' : 'no';
}

function areFixed({ operator, values }: ConditionEntry, nature: KeyNature, variables: boolean): Answer {
  if (nature === 'address') return areFew(values);
  const wildcards = operator?.wildcards ?? true;
  const perField = operator?.family === 'arn';
  return every(values.map((value) => isFixed(value, { nature, wildcards, perField, variables })));
}

function areFew(values: readonly PartialText[]): Answer {
  const known = values.flatMap((value) => knownText(value) ?? []);
  const few = areFewAddresses(known);
  // A block more never makes too many fewer.
  return few === 'yes' && known.length < values.length ? 'unknown' : few;
}

interface Fixing {
  readonly nature: KeyNature;
  readonly wildcards: boolean;
  readonly perField: boolean;
  readonly variables: boolean;
}

/** Is what the value matches bound to one owner? */
function isFixed(value: PartialText, fixing: Fixing): Answer {
  if (fixing.variables && hasVariable(value)) return 'no';
  if (!fixing.wildcards) return 'yes';
  if (fixing.nature === 'arn') return isFixedArn(value, fixing.perField);
  return fixing.nature === 'organization path' ? isFixedOrganization(value) : hasNoWildcard(value);
}

/** A policy variable takes its value from the request, so it is no fixed value (S3 user guide, "The meaning of public"). */
function hasVariable(value: PartialText): boolean {
  return value.some((piece) => typeof piece === 'string' && /\$\{(?![*?$]\})/.test(piece));
}

function hasNoWildcard(value: PartialText): Answer {
  if (value.some((piece) => typeof piece === 'string' && /[*?]/.test(piece))) return 'no';
  return value.some((piece) => typeof piece !== 'string' && !piece.fixed) ? 'unknown' : 'yes';
}

/** Is all up to the first slash, which ends the organisation, without a wildcard? */
function isFixedOrganization(value: PartialText): Answer {
  for (const piece of value) {
    if (typeof piece !== 'string') {
      if (!piece.fixed) return 'unknown';
      continue;
    }
    const [mark] = /[*?/]/.exec(piece) ?? [];
    if (mark !== undefined) return answerOf(mark === '/');
  }
  return 'yes';
}

/**
 * An ARN is fixed when it has no wildcard, or when its account has none. A string operator lets a star run across
 * colons, so there all before the account must be free of wildcards too; an ARN operator matches field by field.
 */
function isFixedArn(value: PartialText, perField: boolean): Answer {
  const whole = hasNoWildcard(value);
  if (whole === 'yes') return 'yes';
  const { fields, complete } = fieldsOf(value);
  const account = fields[4];
  if (account === undefined) return complete ? whole : 'unknown';
  const owned = isFixedAccount(account);
  const bound = perField ? owned : every([owned, ...fields.slice(0, 4).map(hasNoWildcard)]);
  return some([whole, bound]);
}

function isFixedAccount(field: PartialText): Answer {
  const known = knownText(field);
  if (known !== undefined) return /^\d{12}$/.test(known) ? 'yes' : 'no';
  const [only] = field;
  if (field.length === 1 && typeof only === 'object' && isColonless(only)) return 'yes';
  return hasNoWildcard(field) === 'no' ? 'no' : 'unknown';
}

/** The colon-separated fields that can be told, up to the first piece that may hold a colon itself. */
function fieldsOf(value: PartialText): { readonly fields: readonly PartialText[]; readonly complete: boolean } {
  const fields: PartialText[number][][] = [[]];
  for (const piece of value) {
    if (typeof piece === 'string') {
      const [first = '', ...rest] = piece.split(':');
      if (first !== '') fields.at(-1)?.push(first);
      for (const part of rest) fields.push(part === '' ? [] : [part]);
    } else if (isColonless(piece)) fields.at(-1)?.push(piece);
    else return { fields: fields.slice(0, -1), complete: false };
  }
  return { fields, complete: true };
}

function isColonless({ value, fixed }: Hole): boolean {
  return fixed && isReference(value) && /(^|_)(account_id|partition|region|dns_suffix)$/.test(value.$attribute);
}
