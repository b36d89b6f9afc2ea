import type { Estate, EstateResource } from '../../src/aws/index.ts';
import type { Answer, Reference, Unresolved, Value, ValueObject } from '../../src/model/index.ts';
import { isUnresolved } from '../../src/model/index.ts';
import type { Declarations } from '../../src/settings/index.ts';
import type { BucketFact } from '../../src/shapes/index.ts';

/** A resource by hand: its address is its id unless a stack is given. */
export interface Given {
  readonly address: string;
  readonly values?: ValueObject;
  readonly tags?: ValueObject;
  readonly tagsKnown?: Answer;
  readonly zone?: Value;
  readonly dataClass?: Value;
  readonly exists?: Answer;
  readonly stack?: string;
  readonly references?: Readonly<Record<string, string[]>>;
  readonly origins?: Readonly<Record<string, Reference>>;
}

export const nothingDeclared: Declarations = { zones: [], edges: [], partners: [], organizationAccounts: [] };

export function reference(id: string, attribute = 'id'): Value {
  return { $ref: id, $attribute: attribute };
}

export function unknown(reason = 'variable `x` has no value'): Value {
  return { $unknown: reason };
}

/** A string that is known in part: a hole is anything but a string. */
export function partly(...parts: readonly (string | Value)[]): Value {
  return {
    $unknown: 'variable `x` has no value',
    $parts: parts.map((part) => (typeof part === 'string' ? part : holeOf(part))),
    $set: true,
  };
}

function holeOf(value: Value): Unresolved {
  if (isUnresolved(value)) return value;
  throw new Error(`no hole: ${JSON.stringify(value)}`);
}

export function estateOf(given: readonly Given[]): Estate {
  const all = given.map(resourceOf).sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
  const byType = new Map<string, EstateResource[]>();
  for (const resource of all) byType.set(resource.fact.type, [...(byType.get(resource.fact.type) ?? []), resource]);
  return {
    resources: new Map(all.map((resource) => [resource.fact.id, resource])),
    ofType: (type, mode) => (byType.get(type) ?? []).filter((one) => mode === undefined || one.mode === mode),
    modules: [],
    variables: [],
    stacks: [],
    buckets: (byType.get('aws_s3_bucket') ?? [])
      .filter((one) => one.mode === 'managed')
      // The analyses read no more of a bucket's facts than its id.
      .map(({ fact }) => ({ id: fact.id }) as BucketFact),
    keys: [],
    accounts: [],
    unmodelled: [],
    secrets: [],
    diagnostics: [],
  };
}

function resourceOf(given: Given): EstateResource {
  const { address, stack = '', values = {}, exists = 'yes' } = given;
  const mode = /(^|\.)data\.[^.]+\.[^.]+$/.test(address.replaceAll(/\[[^\]]*\]/g, '')) ? 'data' : 'managed';
  const [type = '', name = ''] = address
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .slice(-2);
  const id = stack === '' ? address : `${stack}/${address}`;
  const module = /^(module\.[^.]+\.)*/.exec(address)?.[0].replace(/\.$/, '') ?? '';
  const common = { id, address, stack, module, type, name, exists, references: given.references ?? {} };
  return {
    mode,
    sensitive: [],
    fact: {
      ...common,
      tags: { ...given.tags },
      tags_known: given.tagsKnown ?? 'yes',
      zone: given.zone ?? '',
      data_class: given.dataClass ?? '',
      account: '',
      region: '',
      values: { ...values },
      defaulted: [],
      literal: [],
      references: { ...given.references },
      lifecycle: {},
    },
    instance: {
      ...common,
      mode,
      values,
      literal: [],
      sensitive: [],
      ...(given.origins === undefined ? {} : { origins: given.origins }),
      provider: 'aws',
      lifecycle: {},
      dependsOn: [],
      location: { file: 'main.tf' },
      locate: () => ({ file: 'main.tf' }),
    },
  };
}
