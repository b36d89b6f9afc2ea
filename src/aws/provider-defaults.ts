/**
 * What holds where an attribute is left out: the one table, in `defaults/` by what things are for. Each entry is the provider's own
 * default (`Default:` in its schema, "Defaults to" on the resource's page), or, marked with a page of AWS, what the service does when the
 * provider sends nothing. The source of a row is thus the argument of that name on the page of its type (`defaultsPages`). What depends
 * on the account, the engine or what else is set is not known, and told with the reason (`depends`). Inside a nested block
 * (`metadata_options.http_endpoint`) a default holds only where the block stands.
 */
import type { Value } from '../model/index.ts';
import { isList, isObject } from '../model/index.ts';
import { compute } from './defaults/compute.ts';
import { database } from './defaults/database.ts';
import type { Defaults, Dependent, Fixed } from './defaults/default.ts';
import { identity } from './defaults/identity.ts';
import { network } from './defaults/network.ts';
import { operations } from './defaults/operations.ts';
import { storage } from './defaults/storage.ts';
import { providerVersion } from './provider-schema.ts';

const table: Defaults = { ...compute, ...database, ...identity, ...network, ...operations, ...storage };

/** Types that have defaults, for the test that holds the table against the schema. */
export const typesWithDefaults: readonly string[] = Object.keys(table).sort();

/** Where the provider's documentation says so, and the page of AWS for what the service decides. */
export function defaultsPages(type: string): readonly string[] {
  const { aws } = table[type] ?? {};
  const docs = `https://registry.terraform.io/providers/hashicorp/aws/${providerVersion}/docs/resources`;
  return [`${docs}/${type.replace(/^aws_/, '')}`, ...(aws === undefined ? [] : [aws])];
}

/** Fills in what is left out, in place, and gives the attributes it filled in Terraform's notation. */
export function fillDefaults(type: string, values: Record<string, Value>): string[] {
  const filled: string[] = [];
  for (const { steps, value } of defaultsOf(type)) fill(values, steps, defaultIn(value, values), '', filled);
  return filled;
}

interface Default {
  readonly steps: readonly string[];
  readonly value: Fixed | Dependent;
}

const parsed = new Map<string, readonly Default[]>();

function defaultsOf(type: string): readonly Default[] {
  let defaults = parsed.get(type);
  if (defaults === undefined) {
    const { values = {} } = table[type] ?? {};
    defaults = Object.entries(values).map(([path, value]) => ({ steps: path.split('.'), value }));
    parsed.set(type, defaults);
  }
  return defaults;
}

function defaultIn(value: Fixed | Dependent, resource: Readonly<Record<string, Value>>): Value {
  if (typeof value !== 'object' || !('because' in value)) return value;
  const { because, where } = value;
  if (where === undefined || where.set.some((name) => Object.hasOwn(resource, name))) return { $unknown: because };
  return where.otherwise;
}

function fill(
  object: Record<string, Value>,
  steps: readonly string[],
  value: Value,
  at: string,
  filled: string[],
): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (rest.length === 0) {
    if (Object.hasOwn(object, step)) return;
    object[step] = value;
    filled.push(at + step);
    return;
  }
  const blocks = object[step];
  if (!isList(blocks)) return;
  for (const [index, block] of blocks.entries()) {
    // INVARIANT: normalised objects are our own, so that they may still be written to.
    if (isObject(block)) fill(block as Record<string, Value>, rest, value, `${at}${step}[${index}].`, filled);
  }
}
