/**
 * Makes the plan that Terraform and the AWS provider would make of a stack of Terraform JSON whose resources do not exist yet.
 * What is written has its planned value, or is marked as unknown; what is not written is, by `provider`, null or a default, as an
 * attribute that is optional, or known after apply, as one that is computed. Which of them are computed the schema does not tell:
 * both are tried, and neither may change a verdict.
 */

import { normalise } from '../../src/aws/normalise.ts';
import { fillDefaults } from '../../src/aws/provider-defaults.ts';
import { type AttributeType, type Shape, shapeOf } from '../../src/aws/provider-schema.ts';
import {
  decodeKey,
  isList,
  isObject,
  isUnresolved,
  type Json,
  type JsonObject,
  type Value,
} from '../../src/model/index.ts';
import type { Instance, Resolved } from '../../src/resolve/index.ts';
import { declaredIn, membersOf, objectsOf } from './case-resources.ts';
import { planExpression } from './plan-references.ts';

export type ProviderModel = 'optional' | 'computed';

export function toPlan(stack: JsonObject, resolved: Resolved, provider: ProviderModel): JsonObject {
  const planned = resolved.instances.map((instance) => plannedInstance(instance, provider));
  const certain = planned.filter(({ instance }) => instance.exists === 'yes');
  const isRead = ({ instance, unknown }: Planned): boolean => instance.mode === 'data' && isKnown(unknown);
  const inPlan = certain.filter((one) => !isRead(one));
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    variables: Object.fromEntries(
      resolved.variables.map(({ name, value }) => [
        name,
        isUnresolved(value) ? {} : { value: splitValue(value).known ?? null },
      ]),
    ),
    planned_values: {
      root_module: { resources: inPlan.map(({ entry, known }) => ({ ...entry, values: known, sensitive_values: {} })) },
    },
    resource_changes: inPlan.map(changeOf),
    deferred_changes: planned
      .filter(({ instance }) => instance.exists !== 'yes')
      .map((one) => ({ reason: 'instance_count_unknown', resource_change: changeOf(one) })),
    prior_state: {
      format_version: '1.0',
      values: {
        root_module: { resources: certain.filter(isRead).map(({ entry, known }) => ({ ...entry, values: known })) },
      },
    },
    configuration: configurationOf(stack),
    timestamp: '2026-01-01T00:00:00Z',
    applyable: true,
    complete: true,
    errored: false,
  };
}

interface Planned {
  readonly instance: Instance;
  readonly entry: JsonObject;
  readonly known: Json;
  readonly unknown: Json;
}

function plannedInstance(instance: Instance, provider: ProviderModel): Planned {
  const { address, mode, type, name, key } = instance;
  const shape = shapeOf(type, mode) ?? new Map();
  const values = normalise(instance.values, shape, {
    attribute: () => {},
    value: () => {},
    unresolved: () => {},
    moved: () => {},
  });
  if (mode === 'managed' && provider === 'optional') fillDefaults(type, values);
  const complete = mode === 'data' ? values : completed(values, shape, provider);
  const { known = {}, unknown = {} } = splitValue(complete);
  const index = key === undefined ? {} : { index: key };
  const entry = {
    address,
    mode,
    type,
    name,
    ...index,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    schema_version: 0,
  };
  return { instance, entry, known, unknown };
}

/** What the provider's schema has as attributes that hold objects, although they may be written as blocks. */
const AS_ATTRIBUTE = new Set(['ingress', 'egress', 'route']);

const COMPUTED: Value = { $unknown: 'computed' };

/** With everything that is not written as the provider leaves it. */
function completed(
  values: Readonly<Record<string, Value>>,
  shape: Shape,
  provider: ProviderModel,
): Record<string, Value> {
  const all: Record<string, Value> = { ...values };
  for (const [name, type] of shape) {
    const written = all[name];
    if (written === undefined) all[name] = provider === 'computed' ? COMPUTED : unsetValue(type);
    else all[name] = completedValue(written, type, AS_ATTRIBUTE.has(name) ? 'optional' : provider);
  }
  return all;
}

function completedValue(value: Value, type: AttributeType, provider: ProviderModel): Value {
  if (typeof type === 'string' || type.nesting === 'map' || typeof type.of === 'string' || !isList(value)) return value;
  const { of } = type;
  return value.map((item) => (isObject(item) ? completed(item, of, provider) : item));
}

function unsetValue(type: AttributeType): Value {
  return typeof type === 'object' && type.nesting !== 'map' && typeof type.of !== 'string' ? [] : null;
}

function changeOf({ instance, entry, known, unknown }: Planned): JsonObject {
  const actions = instance.mode === 'data' ? ['read'] : ['create'];
  const { schema_version: _version, ...names } = entry;
  return {
    ...names,
    change: {
      actions,
      before: null,
      after: known,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: {},
    },
  };
}

/** A value as a plan shows it: what is not known is left out, null in a list, and marked. */
function splitValue(value: Value): { readonly known?: Json; readonly unknown?: Json } {
  if (isUnresolved(value)) return { unknown: true };
  if (isList(value)) {
    const items = value.map(splitValue);
    return { known: items.map(({ known = null }) => known), unknown: items.map(({ unknown = false }) => unknown) };
  }
  if (!isObject(value)) return { known: value };
  const members = Object.entries(value).map(([key, member]) => [decodeKey(key), splitValue(member)] as const);
  return {
    known: Object.fromEntries(members.flatMap(([key, { known }]) => (known === undefined ? [] : [[key, known]]))),
    unknown: Object.fromEntries(
      members.flatMap(([key, { unknown }]) => (unknown === undefined ? [] : [[key, unknown]])),
    ),
  };
}

function isKnown(unknown: Json): boolean {
  if (unknown === true) return false;
  return (
    typeof unknown !== 'object' || unknown === null || Object.values(unknown).every((inner) => isKnown(inner as Json))
  );
}

const META = new Set([
  'count',
  'for_each',
  'depends_on',
  'lifecycle',
  'provider',
  'provisioner',
  'connection',
  'dynamic',
  '//',
]);

function configurationOf(stack: JsonObject): JsonObject {
  return {
    provider_config: Object.fromEntries(
      membersOf(stack['provider']).flatMap(([name, written]) =>
        objectsOf(written).map(({ alias, ...settings }) => [
          typeof alias === 'string' ? `${name}.${alias}` : name,
          { name, ...(alias === undefined ? {} : { alias }), expressions: providerExpressions(settings) },
        ]),
      ),
    ),
    root_module: {
      resources: declaredIn(stack).map(({ mode, type, name, body }) => ({
        address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`,
        mode,
        type,
        name,
        provider_config_key: typeof body['provider'] === 'string' ? body['provider'] : 'aws',
        expressions: expressionsOf(body, shapeOf(type, mode) ?? new Map()),
        schema_version: 0,
        ...(body['depends_on'] === undefined ? {} : { depends_on: body['depends_on'] }),
      })),
      variables: Object.fromEntries(
        membersOf(stack['variable']).map(([name, variable]) => {
          const [{ default: fallback, sensitive } = {}] = objectsOf(variable) as readonly JsonObject[];
          return [
            name,
            { ...(fallback === undefined ? {} : { default: fallback }), ...(sensitive === true ? { sensitive } : {}) },
          ];
        }),
      ),
    },
  };
}

const PROVIDER_BLOCKS = new Set(['default_tags', 'assume_role', 'ignore_tags']);

function providerExpressions(settings: JsonObject): JsonObject {
  return Object.fromEntries(
    membersOf(settings).map(([name, value]) => [
      name,
      PROVIDER_BLOCKS.has(name) ? objectsOf(value).map(providerExpressions) : planExpression(value),
    ]),
  );
}

function expressionsOf(body: JsonObject, shape: Shape): JsonObject {
  return Object.fromEntries(
    membersOf(body).flatMap(([name, value]) => {
      if (META.has(name) || value === null) return [];
      const type = shape.get(name);
      const nested =
        typeof type === 'object' && type.nesting !== 'map' && typeof type.of === 'object' ? type.of : undefined;
      const blocks = objectsOf(value);
      if (nested === undefined || blocks.length === 0 || AS_ATTRIBUTE.has(name)) return [[name, planExpression(value)]];
      return [[name, blocks.map((one) => expressionsOf(one, nested))]];
    }),
  );
}
