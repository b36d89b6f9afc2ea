/**
 * The condition operators of IAM (IAM user guide, "Condition operators").
 *
 * A key that is not in the request makes a positive operator false and a negated one true. `IfExists` makes both true.
 * `ForAllValues` is true of a key without values, `ForAnyValue` false.
 */
export interface ConditionOperator {
  /** In AWS's spelling. */
  readonly name: string;
  readonly family: 'string' | 'arn' | 'bool' | 'numeric' | 'date' | 'ip' | 'binary' | 'null';
  readonly negated: boolean;
  /** Do `*` and `?` in its values stand for other characters? */
  readonly wildcards: boolean;
  readonly ignoreCase: boolean;
}

function operator(
  name: string,
  family: ConditionOperator['family'],
  traits: Partial<Pick<ConditionOperator, 'negated' | 'wildcards' | 'ignoreCase'>> = {},
): ConditionOperator {
  return { name, family, negated: false, wildcards: false, ignoreCase: false, ...traits };
}

const operators: readonly ConditionOperator[] = [
  operator('StringEquals', 'string'),
  operator('StringNotEquals', 'string', { negated: true }),
  operator('StringEqualsIgnoreCase', 'string', { ignoreCase: true }),
  operator('StringNotEqualsIgnoreCase', 'string', { negated: true, ignoreCase: true }),
  operator('StringLike', 'string', { wildcards: true }),
  operator('StringNotLike', 'string', { negated: true, wildcards: true }),
  // "ArnEquals and ArnLike behave identically", and so do the negated two.
  operator('ArnEquals', 'arn', { wildcards: true }),
  operator('ArnLike', 'arn', { wildcards: true }),
  operator('ArnNotEquals', 'arn', { negated: true, wildcards: true }),
  operator('ArnNotLike', 'arn', { negated: true, wildcards: true }),
  operator('Bool', 'bool'),
  operator('BinaryEquals', 'binary'),
  operator('IpAddress', 'ip'),
  operator('NotIpAddress', 'ip', { negated: true }),
  operator('NumericEquals', 'numeric'),
  operator('NumericNotEquals', 'numeric', { negated: true }),
  operator('NumericLessThan', 'numeric'),
  operator('NumericLessThanEquals', 'numeric'),
  operator('NumericGreaterThan', 'numeric'),
  operator('NumericGreaterThanEquals', 'numeric'),
  operator('DateEquals', 'date'),
  operator('DateNotEquals', 'date', { negated: true }),
  operator('DateLessThan', 'date'),
  operator('DateLessThanEquals', 'date'),
  operator('DateGreaterThan', 'date'),
  operator('DateGreaterThanEquals', 'date'),
  operator('Null', 'null'),
];

const byName = new Map(operators.map((one) => [one.name.toLowerCase(), one]));

export interface OperatorUse {
  /** `undefined` for an operator that IAM does not have. */
  readonly operator: ConditionOperator | undefined;
  /** The base operator in AWS's spelling, or as written where IAM has none. */
  readonly name: string;
  readonly qualifier: '' | 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
}

/** Reads `ForAnyValue:StringLikeIfExists`. The case of letters does not matter: what AWS would refuse is never deployed. */
export function readOperator(text: string): OperatorUse {
  const match = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/i.exec(text);
  const [, prefix = '', base = text, suffix] = match ?? [];
  const found = byName.get(base.toLowerCase());
  const all = prefix.toLowerCase() === 'forallvalues';
  return {
    operator: found,
    name: found?.name ?? base,
    qualifier: prefix === '' ? '' : all ? 'ForAllValues' : 'ForAnyValue',
    ifExists: suffix !== undefined,
  };
}
