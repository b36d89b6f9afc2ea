/**
 * Whether conditions hold for every request of one kind: without TLS, or with one version of it. Two keys say so,
 * `aws:SecureTransport`, which every request has, and `s3:TlsVersion`, which requests without TLS have not; of all other
 * keys a request may have any value or none (IAM user guide, "Condition operators" and "Global condition context keys";
 * Service authorization reference, Amazon S3).
 */
import type { Answer } from '../../model/index.ts';
import { answerOf, both, every, opposite, some } from '../../model/index.ts';
import type { ConditionOperator } from './condition-operators.ts';
import { covers, globOf } from './glob.ts';
import { knownText, type PartialText } from './partial-text.ts';
import type { ConditionEntry, Statement } from './statement.ts';

/** The version of TLS, such as "1.2"; "" for a request without TLS. */
export type Transport = string;

export function holdForEvery(statement: Statement, transport: Transport): Answer {
  return every(statement.conditions.map((condition) => holdsForEvery(condition, transport, statement.variables)));
}

function holdsForEvery(condition: ConditionEntry, transport: Transport, variables: boolean): Answer {
  const key = knownText(condition.key);
  if (key === undefined || condition.operator === undefined) return 'unknown';
  // A condition without values is met by no request (IAM user guide, "Policy check reference").
  if (condition.values.length === 0) return 'no';
  if (key === 'aws:securetransport')
    return holdsWith(condition, condition.operator, transport === '' ? 'false' : 'true');
  if (key === 's3:tlsversion')
    return transport === '' ? holdsWithout(condition) : holdsWith(condition, condition.operator, transport);
  // Who owns the bucket decides these, so they hold for all requests or for none, but which, we cannot say.
  if (/^(aws:resource(account|orgid|orgpaths)|s3:resourceaccount)$/.test(key)) return 'unknown';
  return both(holdsWithout(condition), holdsWithAny(condition, variables));
}

/** For a request that has the key, with this one value. */
function holdsWith({ values }: ConditionEntry, operator: ConditionOperator, actual: string): Answer {
  if (operator.family === 'null') return some(values.map((value) => equals(value, 'false')));
  const matched = some(values.map((value) => matches(value, operator, actual)));
  return operator.negated ? opposite(matched) : matched;
}

function matches(value: PartialText, operator: ConditionOperator, actual: string): Answer {
  if (operator.family === 'bool') return equals(value, actual);
  if (operator.family === 'numeric') {
    const known = knownText(value);
    return known === undefined ? 'unknown' : answerOf(compare(operator.name, Number(actual), Number(known)));
  }
  // IAM asks for the operator of the key's type; whether it lets another pass that would match as text is not documented.
  if (operator.family === 'string') return both('unknown', covers(globOf(value), globOf([actual])));
  return 'no';
}

function compare(operator: string, actual: number, wanted: number): boolean {
  switch (operator) {
    case 'NumericLessThan':
      return actual < wanted;
    case 'NumericLessThanEquals':
      return actual <= wanted;
    case 'NumericGreaterThan':
      return actual > wanted;
    case 'NumericGreaterThanEquals':
      return actual >= wanted;
    default:
      return actual === wanted;
  }
}

/** For a request that has not got the key. */
function holdsWithout({ operator, qualifier, ifExists, values }: ConditionEntry): Answer {
  if (operator?.family === 'null') return some(values.map((value) => equals(value, 'true')));
  if (ifExists || qualifier === 'ForAllValues') return 'yes';
  return answerOf(operator?.negated === true && qualifier === '');
}

/** For a request that has the key, whatever its value. */
function holdsWithAny({ operator, values }: ConditionEntry, variables: boolean): Answer {
  if (operator === undefined) return 'unknown';
  if (operator.family === 'null') return some(values.map((value) => equals(value, 'false')));
  if (operator.negated || !operator.wildcards) return 'no';
  return some(values.map((value) => covers(globOf(value, { variables }), anything)));
}

const anything = globOf(['*']);

function equals(text: PartialText, wanted: string): Answer {
  const known = knownText(text);
  if (known === undefined) return 'unknown';
  return answerOf(known.toLowerCase() === wanted);
}
