import type { Estate } from '../../aws/index.ts';
import type { Answer } from '../../model/index.ts';
import { isReference } from '../../model/index.ts';
import { valuesOf } from './find-owner.ts';
import { type Hole, knownText, type PartialText, shownText, textOf, urlOf } from './partial-text.ts';

/** Who vouches for a federated principal, and the condition keys in which IAM shows what it says. */
export interface Issuer {
  /** Host and path, without scheme; "" when it is not known. */
  readonly name: string;
  readonly oidc: Answer;
  /** Keys of the audience and of the subject, in lower case; `undefined` when the issuer is not known. */
  readonly keys: { readonly audience: readonly string[]; readonly subject: readonly string[] } | undefined;
  /** The provider, where a reference names it. */
  readonly provider: string;
  /** Of an issuer whose name is not known: the attribute that has its URL (`urlOf`), where that is all it is. */
  readonly url?: string;
}

/**
 * The providers that every account knows without creating one, and SAML (IAM user guide, "Available keys for AWS web
 * identity federation" and "for SAML-based federation"). For Cognito, `amr` tells the guests of an identity pool from
 * those who signed in; who they are is the pool's affair.
 */
const builtIn: Readonly<Record<string, NonNullable<Issuer['keys']>>> = {
  'cognito-identity.amazonaws.com': {
    audience: ['cognito-identity.amazonaws.com:aud'],
    subject: ['cognito-identity.amazonaws.com:sub', 'cognito-identity.amazonaws.com:amr'],
  },
  'accounts.google.com': { audience: ['accounts.google.com:aud'], subject: ['accounts.google.com:sub'] },
  'www.amazon.com': { audience: ['www.amazon.com:app_id'], subject: ['www.amazon.com:user_id'] },
  'graph.facebook.com': { audience: ['graph.facebook.com:app_id'], subject: ['graph.facebook.com:id'] },
};

const saml: NonNullable<Issuer['keys']> = { audience: ['saml:aud'], subject: ['saml:sub'] };

/** Reads the issuer from a federated principal: the ARN of a provider, known or by reference, or the name of a built-in one. */
export function readIssuer(principal: PartialText, estate: Estate): Issuer {
  const text = shownText(principal);
  const known = knownText(principal);
  if (known !== undefined && Object.hasOwn(builtIn, known)) {
    return { name: known, oidc: 'yes', keys: builtIn[known], provider: '' };
  }
  if (text.includes(':saml-provider/')) return { name: '', oidc: 'no', keys: saml, provider: '' };
  const provider = /:oidc-provider\/(.*)$/s.exec(text)?.[1];
  if (provider !== undefined) {
    // A piece that is not known may stand before the name, as the account, but not in it.
    const last = principal.at(-1);
    const whole = typeof last === 'string' && last.endsWith(provider) && provider !== '';
    return whole ? openIdConnect(provider, '') : { ...unknownOidc, ...namedByUrl(principal) };
  }
  const [only] = principal;
  if (principal.length === 1 && typeof only === 'object') return issuerOfReference(only, estate);
  if (known === '*') return { name: '*', oidc: 'yes', keys: undefined, provider: '' };
  return known === undefined ? unknownIssuer : { name: known, oidc: 'unknown', keys: undefined, provider: '' };
}

/** `arn:aws:iam::111122223333:oidc-provider/` and then a URL without its scheme, and nothing else. */
function namedByUrl(principal: PartialText): Pick<Issuer, 'url'> {
  const [before, last] = principal.slice(-2);
  if (typeof before !== 'string' || !before.endsWith(':oidc-provider/') || typeof last !== 'object') return {};
  const url = urlOf(last.value);
  return url === undefined ? {} : { url };
}

const unknownIssuer: Issuer = { name: '', oidc: 'unknown', keys: undefined, provider: '' };
const unknownOidc: Issuer = { ...unknownIssuer, oidc: 'yes' };

function openIdConnect(name: string, provider: string): Issuer {
  const key = name.toLowerCase();
  return { name, oidc: 'yes', keys: { audience: [`${key}:aud`], subject: [`${key}:sub`] }, provider };
}

function issuerOfReference({ value }: Hole, estate: Estate): Issuer {
  if (!isReference(value)) return unknownIssuer;
  const resource = estate.resources.get(value.$ref);
  if (resource === undefined) return unknownIssuer;
  if (resource.fact.type === 'aws_iam_saml_provider') return { name: '', oidc: 'no', keys: saml, provider: value.$ref };
  if (resource.fact.type !== 'aws_iam_openid_connect_provider') return unknownIssuer;
  const written = valuesOf(resource)['url'];
  const url = knownText(textOf(written, estate) ?? []);
  if (url === undefined || url === '') {
    const attribute = urlOf(written);
    return { ...unknownOidc, provider: value.$ref, ...(attribute === undefined ? {} : { url: attribute }) };
  }
  return openIdConnect(url.replace(/^https?:\/\//, ''), value.$ref);
}
