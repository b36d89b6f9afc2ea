import type { Answer } from '../../model/index.ts';
import { answerOf, both, isReference, opposite, some } from '../../model/index.ts';
import { covers, type Glob, globOf, meets } from './glob.ts';
import { type Hole, knownText, type PartialText } from './partial-text.ts';
import type { PrincipalEntry, Statement } from './statement.ts';

/** Every action: a service prefix, a colon and a name, neither empty (service authorization reference). */
const everyAction = globOf(['?*:?*']);

/** Partitions of AWS (reference guide, "Amazon Resource Names"). */
const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'];

/** Every resource there is: as `*`, which is also what actions without resource-level permissions ask for, or as every ARN of a partition. */
const everyResource = [
  { partition: 'aws', all: globOf(['*']) },
  ...partitions.map((partition) => ({ partition, all: globOf([`arn:${partition}:?*:*:*:?*`]) })),
];

/**
 * Does the statement cover every action there is? An Allow with `NotAction` does, as far as a reader who looks for
 * administrators is concerned: it allows all services but what it lists, and whatever AWS adds. A Deny with `NotAction`
 * spares what it lists, so it does not.
 */
export function coversEveryAction(statement: Statement): Answer {
  const universal = some(statement.actions.map(isEveryAction));
  return statement.notActions ? ofComplement(statement, universal) : universal;
}

/** The same for resources and `NotResource`. */
export function coversEveryResource(statement: Statement): Answer {
  const universal = some(statement.resources.map((text) => isEveryResource(text, statement.variables)));
  return statement.notResources ? ofComplement(statement, universal) : universal;
}

/** Of all but a list, where `excluded` says whether the list is everything. */
function ofComplement({ effect }: Statement, excluded: Answer): Answer {
  if (effect === 'Allow') return opposite(excluded);
  return effect === 'Deny' || excluded === 'yes' ? 'no' : 'unknown';
}

/** A union of patterns is everything only where one of them is: no list of patterns is closed under what AWS adds. */
function isEveryAction(text: PartialText): Answer {
  const known = knownText(text);
  if (known !== undefined && !/^[*?:]+$/.test(known)) return 'no';
  return covers(globOf(text, { ignoreCase: true }), everyAction);
}

/** The longest beginning of a pattern that still has a partition's every ARN before it: `arn:aws-us-gov:`. */
const longestStart = 15;

function isEveryResource(text: PartialText, variables: boolean): Answer {
  const [first] = text;
  if (first === undefined) return 'no';
  if (typeof first === 'string') {
    if (text.length === 1 && first === '*') return 'yes';
    const start = first.search(/[*?]/);
    if (start > longestStart || (start < 0 && text.length === 1)) return 'no';
  } else if (readIdentifier(first, '')?.[0]?.kind === 'stranger') return 'no';
  return some(
    everyResource.map(({ partition, all }) => {
      const readHole = (hole: Hole) => readIdentifier(hole, partition);
      return covers(globOf(text, { variables, readHole }), all);
    }),
  );
}

/** A partition may be the one we look at; whatever other identifier stands in a pattern holds it to something. */
function readIdentifier({ value, fixed }: Hole, partition: string): Glob | undefined {
  if (!fixed || !isReference(value)) return undefined;
  return value.$attribute === 'partition' ? globOf([partition]) : [{ kind: 'stranger', name: value.$ref }];
}

/** Do the actions of the statement take in every action that `pattern`, which has a star, matches: such as `s3:*`? */
export function coversActions({ actions, notActions }: Statement, pattern: string): Answer {
  const wanted = globOf([pattern]);
  if (notActions) return opposite(some(actions.map((text) => meets(globOf(text, { ignoreCase: true }), wanted))));
  return some(
    actions.map((text) =>
      knownText(text)?.includes('*') === false ? 'no' : covers(globOf(text, { ignoreCase: true }), wanted),
    ),
  );
}

/** May some action that `pattern` matches be among the actions of the statement? */
export function touchesActions({ actions, notActions }: Statement, pattern: string): Answer {
  const wanted = globOf([pattern], { ignoreCase: true });
  const globs = actions.map((text) => globOf(text, { ignoreCase: true }));
  if (notActions) return opposite(some(globs.map((glob) => covers(glob, wanted))));
  return some(globs.map((glob) => meets(glob, wanted)));
}

/**
 * Does the principal element match everybody? `"*"` and `{"AWS": "*"}` do (IAM user guide, "Principal", "All
 * principals"), and an Allow with `NotPrincipal`. AWS refuses a star for a part of a principal; whoever allows
 * `arn:aws:iam::*:root` means any account, so it counts as that, and a Deny gets no credit for it.
 */
export function matchesAnyone(statement: Statement): Answer {
  const { principals, notPrincipals, effect } = statement;
  const lenient = effect === 'unknown' ? 'unknown' : answerOf(effect === 'Allow');
  return notPrincipals ? lenient : some(principals.map((principal) => isAnyone(principal, lenient)));
}

function isAnyone({ type, text }: PrincipalEntry, anyAccount: Answer): Answer {
  if (type === '*') return 'yes';
  if (type !== 'AWS' && type !== '') return 'no';
  if (areArns(text)) return 'no';
  const shown = text.map((piece) => (typeof piece === 'string' ? piece : piece.fixed ? identifier : gap)).join('');
  if (shown === '*') return type === 'AWS' ? 'yes' : 'unknown';
  const account = /^arn:[^:\uE000]*:(iam|sts)::([^:]*)(:|$)/.exec(shown)?.[2];
  if (account === undefined) return shown.includes(gap) ? 'unknown' : 'no';
  if (/[*?]/.test(account)) return type === 'AWS' ? anyAccount : both(anyAccount, 'unknown');
  return account.includes(gap) ? both(anyAccount, 'unknown') : 'no';
}

/** The roles or users of an account that a data source finds: whoever they are, each has a name. */
function areArns(text: PartialText): boolean {
  const [only] = text;
  if (text.length !== 1 || typeof only !== 'object' || !isReference(only.value)) return false;
  const { $ref, $attribute } = only.value;
  return $attribute === 'arns' && /(^|[./])data\.aws_iam_(roles|users)\./.test($ref);
}

/** Stand for holes; of the private use area, which no principal has: what may be anything, and an identifier. */
const gap = '\uE000';
const identifier = '\uE001';
