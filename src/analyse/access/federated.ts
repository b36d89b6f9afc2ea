import type { Estate } from '../../aws/index.ts';
import type { Answer, Value } from '../../model/index.ts';
import { answerOf, both, every, isReference, isUnknown, some } from '../../model/index.ts';
import type { FederatedTrustFact } from '../../shapes/index.ts';
import { describePattern } from './describe-document.ts';
import type { FoundDocument } from './find-documents.ts';
import { type Issuer, readIssuer } from './issuer.ts';
import { holdsOnlyWhenPresent } from './narrowing.ts';
import { knownText, type PartialText, shownText, urlOf } from './partial-text.ts';
import { namesNoActions } from './read-statement.ts';
import { touchesActions } from './scope.ts';
import type { ConditionEntry, Statement } from './statement.ts';
import { pinsSubject } from './subject-pinning.ts';

/** The statements of trust policies that let tokens of an identity provider in, one fact for each provider. */
export function findFederatedTrusts(estate: Estate, documents: readonly FoundDocument[]): FederatedTrustFact[] {
  return documents
    .filter(({ kind }) => kind === 'trust')
    .flatMap((found) => found.document.statements.flatMap((statement) => trustsIn(found, statement, estate)));
}

function trustsIn({ subject, path }: FoundDocument, statement: Statement, estate: Estate): FederatedTrustFact[] {
  const assumes = some([
    // Nothing else can be meant by a provider for a principal, though IAM refuses a statement without actions.
    answerOf(namesNoActions(statement)),
    touchesActions(statement, 'sts:AssumeRoleWithWebIdentity'),
    touchesActions(statement, 'sts:AssumeRoleWithSAML'),
  ]);
  if (statement.effect === 'Deny' || statement.notPrincipals || assumes === 'no') return [];
  return statement.principals
    .filter(({ type }) => type === 'Federated' || type === '')
    .map(({ type, text }) => {
      const issuer = readIssuer(text, estate);
      const certain = type === 'Federated' && statement.effect === 'Allow' && assumes === 'yes';
      return {
        subject: subject.fact.id,
        path: [...path, ...statement.path],
        sid: statement.sid,
        exists: certain ? subject.fact.exists : both(subject.fact.exists, 'unknown'),
        issuer: issuer.name,
        oidc: type === 'Federated' ? issuer.oidc : 'unknown',
        audience_pinned: pinned(statement, issuer, audience),
        ...describeSubjects(statement, issuer),
      };
    });
}

type SubjectFacts = Pick<FederatedTrustFact, 'subject_pinned' | 'subjects' | 'wide_subjects'>;

function describeSubjects(statement: Statement, issuer: Issuer): SubjectFacts {
  const about = statement.conditions.filter((condition) => isAbout(condition, issuer, subject) !== 'no');
  const answer = pinned(statement, issuer, subject);
  const wide = about.flatMap((condition) =>
    condition.values.filter((value) => subject.holds(value, condition, issuer) === 'no').map(shownText),
  );
  return {
    subject_pinned: answer,
    subjects: about.flatMap(({ values }) => values.map(describePattern)),
    wide_subjects: answer === 'yes' ? [] : wide,
  };
}

/** What a token says that a condition may hold it to. */
interface Claim {
  readonly keysOf: (keys: NonNullable<Issuer['keys']>) => readonly string[];
  /** What the key of an unknown issuer ends in. */
  readonly ending: string;
  readonly holds: (value: PartialText, condition: ConditionEntry, issuer: Issuer) => Answer;
}

const audience: Claim = {
  keysOf: (keys) => keys.audience,
  ending: ':aud',
  holds: (value, { operator }) => {
    if (operator?.wildcards !== true) return 'yes';
    if (value.some((piece) => typeof piece === 'string' && /[*?]/.test(piece))) return 'no';
    return value.some((piece) => typeof piece !== 'string' && !piece.fixed) ? 'unknown' : 'yes';
  },
};

const subject: Claim = {
  keysOf: (keys) => keys.subject,
  ending: ':sub',
  holds: (value, { operator, key }, issuer) => {
    // Guests of a Cognito identity pool are anybody.
    if (shownText(key).endsWith(':amr') && /unauth|[*?]/i.test(shownText(value))) return 'no';
    return pinsSubject(value, issuer.name, operator?.wildcards ?? true);
  },
};

/** Does some condition hold the claim to fixed values, in every token? */
function pinned(statement: Statement, issuer: Issuer, claim: Claim): Answer {
  return some(
    statement.conditions.map((condition) => {
      const about = isAbout(condition, issuer, claim);
      if (about === 'no') return 'no';
      if (condition.operator === undefined) return 'unknown';
      if (condition.operator.negated || condition.operator.family !== 'string') return 'no';
      const key = knownText(condition.key) ?? '';
      const present = isInEveryToken(condition) ? 'yes' : holdsOnlyWhenPresent(condition, key, statement);
      return every([about, present, ...condition.values.map((value) => claim.holds(value, condition, issuer))]);
    }),
  );
}

/**
 * STS takes no token without an audience or a subject ("Missing a required claim: aud"), so `IfExists` and `ForAllValues`,
 * which hold when the key is missing, are no weaker there. Popular modules write them. A key with the scheme of a URL in it, or made
 * of something else, is in no token at all: those would let everybody in.
 */
function isInEveryToken({ key }: ConditionEntry): boolean {
  const [first] = key;
  const last = key.at(-1);
  if (typeof last !== 'string' || !/:(aud|sub)$/.test(last)) return false;
  if (typeof first !== 'object') return first?.startsWith('https://') === false;
  return isReference(first.value) ? first.value.$attribute === 'url' : first.value.$host !== undefined;
}

/** `"${aws_iam_openid_connect_provider.p.url}:sub"`, or what is left of its ARN: a provider's own name, whatever it is. */
function isNameOf(value: Value | undefined, provider: string): boolean {
  if (isReference(value)) return value.$ref === provider && value.$attribute === 'url';
  return provider !== '' && isUnknown(value) && value.$host?.$ref === provider;
}

/** Is the condition about this claim of this issuer? Of an issuer, or a key, that is not known, only the ending can tell. */
function isAbout({ key }: ConditionEntry, { keys, provider, url }: Issuer, claim: Claim): Answer {
  const wanted = keys === undefined ? [] : claim.keysOf(keys);
  const endings = keys === undefined ? [claim.ending] : wanted.map((one) => one.slice(one.lastIndexOf(':')));
  // A provider's `url` is as it was written until the provider is created, and without its scheme from then on.
  const known = knownText(key)?.replace(/^https:\/\//, '');
  if (known !== undefined && keys !== undefined) return wanted.includes(known) ? 'yes' : 'no';
  const [first, rest] = key;
  const last = key.at(-1);
  if (typeof last === 'string' && !endings.some((ending) => last.endsWith(ending) || ending.endsWith(last)))
    return 'no';
  const named = typeof first === 'object' ? first.value : undefined;
  const own = isNameOf(named, provider) || (url !== undefined && urlOf(named) === url);
  return own && key.length === 2 && rest === claim.ending ? 'yes' : 'unknown';
}
