/** In which account and Region a resource lies, as far as its provider's configuration says so. */
import type { Value } from '../model/index.ts';
import { isList, isObject, isUnknown } from '../model/index.ts';
import type { Instance, ProviderConfiguration } from '../resolve/index.ts';
import type { ProviderOf } from './provider-of.ts';

export interface Home {
  /** Twelve digits; "" where it is not known. */
  readonly account: string;
  /** Such as `eu-central-1`; "" where it is not known: AWS_REGION and profiles are no part of the configuration. */
  readonly region: string;
}

const nowhere: Home = { account: '', region: '' };

/** Of each configuration it is worked out once. */
export function homeReader(providerOf: ProviderOf): (instance: Instance) => Home {
  const known = new Map<ProviderConfiguration, Home>();
  return (instance) => {
    if (!instance.type.startsWith('aws_')) return nowhere;
    const provider = providerOf(instance);
    const home = provider === undefined ? nowhere : (known.get(provider) ?? homeOf(provider));
    if (provider !== undefined) known.set(provider, home);
    // Since version 6 of the provider a resource may have another Region than its provider.
    const own = instance.values['region'];
    return own === undefined || own === null ? home : { ...home, region: textOf(own) };
  };
}

function homeOf({ values }: ProviderConfiguration): Home {
  return { account: accountOf(values), region: textOf(values['region']) };
}

/**
 * The one account that the provider may work in, else that of the role it assumes: of a chain of roles, the last (AWS provider
 * documentation, "Assuming an IAM Role").
 */
function accountOf(values: ProviderConfiguration['values']): string {
  const allowed = values['allowed_account_ids'];
  if (isList(allowed) && allowed.length === 1) return accountIn(allowed[0]);
  const roles = ['assume_role_with_web_identity', 'assume_role'].map((name) => lastBlock(values[name]));
  // Of several kinds of credentials the one that assumes a role with the others' is the last to be taken.
  const [web, role] = roles;
  const chosen = role ?? web;
  return chosen === undefined ? '' : accountIn(isObject(chosen) ? chosen['role_arn'] : undefined);
}

function lastBlock(written: Value | undefined): Value | undefined {
  const block = isList(written) ? written.at(-1) : written;
  return block === null ? undefined : block;
}

/** Of an id, or of an ARN whose account is known though its end may not be. */
function accountIn(value: Value | undefined): string {
  const [first] = isUnknown(value) ? (value.$parts ?? []) : [value];
  if (typeof first !== 'string') return '';
  return /^(?:\d{12}$|arn:[^:]*:iam::\d{12}:)/.test(first) ? (/\d{12}/.exec(first)?.[0] ?? '') : '';
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
