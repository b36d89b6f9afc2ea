import type { Reference } from '../../model/index.ts';
import { type Decimal, toDouble } from '../cty/decimal.ts';
import type { UnknownValue } from '../cty/value.ts';

/** Of what the URL of an identity provider may be made, without its scheme. */
const NAMES = ['oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C', 'token.example.org'];
const BEFORE_URL = ['https://'];
const BEFORE_NAME = ['arn:aws:iam::111122223333:oidc-provider/', 'arn:aws-us-gov:iam::123456789012:oidc-provider/'];

/**
 * The attribute, where this work on its text leaves the URL without its scheme or, of the ARN of an identity provider, that provider's
 * name, as is done for the keys of a trust policy: `replace(issuer, "https://", "")`, `replace(arn, "/^(.*provider\/)/", "")`. What is
 * left is not known, but the same wherever it is made of the same attribute.
 */
export function hostOf(attribute: Reference, work: (text: string) => string | undefined): Reference | undefined {
  const before = /(^|\.)arn$/.test(attribute.$attribute) ? BEFORE_NAME : BEFORE_URL;
  return before.every((front) => NAMES.every((name) => work(front + name) === name)) ? attribute : undefined;
}

/** An element of `split("oidc-provider/", arn)`. */
export function withPiece(item: UnknownValue, { cut }: UnknownValue, index: { readonly value: Decimal }): UnknownValue {
  const host = cut && hostOf(cut.of, (text) => text.split(cut.by)[toDouble(index.value)]);
  return host === undefined ? item : { ...item, host };
}
