import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type AttributeType, type Shape, shapeOf } from '../../../src/aws/provider-schema.ts';
import type { Json, JsonObject } from '../../../src/model/index.ts';
import { cell, cellSize, type Declared } from './cell.ts';

const reference = /\$\{([^{}]*)\}/g;

/**
 * Writes a plan as `terraform show -json` does: every resource in `planned_values`, `resource_changes` (of every third one a value
 * changes, the others stay), `prior_state` and `configuration`, with all attributes that the provider's schema has. About ten
 * kilobytes a resource.
 *
 * @returns how many instances there are
 */
export function writePlan(folder: string, resources: number): number {
  const cells = Math.ceil(resources / cellSize);
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, 'plan.json'), 'w');
  const list = (of: (one: Declared) => Json): void => {
    for (let n = 0; n < cells; n += 1) {
      const texts = cell(String(n), `_${n}`).map((one) => JSON.stringify(of(one)));
      writeSync(file, `${n === 0 ? '' : ','}${texts.join(',')}`);
    }
  };
  writeSync(
    file,
    '{"format_version":"1.2","terraform_version":"1.13.4","variables":{"environment":{"value":"production"}},',
  );
  writeSync(file, '"planned_values":{"root_module":{"resources":[');
  list((one) => ({ ...identity(one), schema_version: 0, values: planned(one), sensitive_values: marks(one) }));
  writeSync(file, ']}},"resource_changes":[');
  list(change);
  writeSync(file, '],"prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[');
  list((one) => ({ ...identity(one), schema_version: 0, values: stored(one), sensitive_values: marks(one) }));
  writeSync(
    file,
    ']}}},"configuration":{"provider_config":{"aws":{"name":"aws","expressions":{"region":{"constant_value":"us-east-1"}}}},',
  );
  writeSync(file, '"root_module":{"resources":[');
  list((one) => ({ ...identity(one), provider_config_key: 'aws', expressions: expressionsOf(one.body) }));
  writeSync(file, ']}},"timestamp":"2026-01-01T00:00:00Z","applyable":true,"complete":true,"errored":false}\n');
  closeSync(file);
  return cells * cellSize;
}

function identity({ mode, type, name }: Declared): Record<string, Json> {
  const address = mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
  return { address, mode, type, name, provider_name: 'registry.terraform.io/hashicorp/aws' };
}

function isChanged({ type }: Declared): boolean {
  return type.endsWith('key') || type.startsWith('aws_iam') || type.startsWith('aws_sqs') || type.endsWith('_group');
}

function change(one: Declared): Json {
  const changed = isChanged(one);
  return {
    ...identity(one),
    change: {
      actions: [changed ? 'update' : 'no-op'],
      before: stored(one),
      after: planned(one),
      after_unknown: changed ? { ...marks(one), tags_all: true } : {},
      before_sensitive: marks(one),
      after_sensitive: marks(one),
    },
  };
}

/** As it is in the account: every reference has become an id or an ARN. */
function stored(one: Declared): JsonObject {
  const known = filled(one.body) as JsonObject;
  const shape = shapeOf(one.type, one.mode);
  const tags = shape?.has('tags_all') === true ? { tags: tagsOf(one), tags_all: tagsOf(one) } : {};
  return {
    ...nulls(shape),
    ...known,
    ...tags,
    id: appliedValue(one, 'id'),
    arn: appliedValue(one, 'arn'),
    region: 'us-east-1',
  };
}

function planned(one: Declared): JsonObject {
  const { tags_all: _, ...rest } = stored(one);
  return isChanged(one) ? rest : stored(one);
}

const tagNames =
  'owner cost-center environment data-class repository service compliance contact region tier backup patching expiry project portfolio'.split(
    ' ',
  );

/** What a large company asks of every resource. */
function tagsOf({ type, name }: Declared): JsonObject {
  const tags = tagNames.map((tag) => [`company:platform:${tag}`, `${tag} of ${type}.${name} in the production estate`]);
  return Object.fromEntries(tags) as JsonObject;
}

/** The marks of nested blocks, none of which is set. */
function marks({ body }: Declared): JsonObject {
  const nested = Object.entries(body).filter(([, value]) => typeof value === 'object');
  return Object.fromEntries(nested.map(([name, value]) => [name, Array.isArray(value) ? value.map(() => ({})) : {}]));
}

function filled(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll(reference, (_, name: string) => referredText(name));
  if (Array.isArray(value)) return value.map((item) => filled(item as Json));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(member)]));
}

function referredText(expression: string): string {
  if (expression.startsWith('cidrsubnet')) return '10.7.0.0/24';
  const [attribute = '', name = '', type = ''] = expression.split('.').reverse();
  return attribute === 'cidr_block' ? '10.7.0.0/16' : appliedValue({ type, name }, attribute);
}

function appliedValue({ type, name }: Pick<Declared, 'type' | 'name'>, attribute: string): string {
  return attribute === 'arn' ? `arn:aws:${type}:us-east-1:111122223333:${name}` : `${type}-${name}-0123456789abcdef0`;
}

function nulls(shape: Shape | undefined): Record<string, Json> {
  return Object.fromEntries([...(shape ?? [])].map(([name, type]) => [name, emptyOf(type)]));
}

function emptyOf(type: AttributeType): Json {
  if (typeof type === 'string') return type === 'boolean' ? false : type === 'number' ? 0 : null;
  return type.nesting === 'map' ? {} : [];
}

function expressionsOf(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expressionOf(member)]));
}

function expressionOf(value: Json): Json {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    return value.map((item) => expressionsOf(item as JsonObject));
  }
  const names = [...JSON.stringify(value).matchAll(reference)].map(([, name = '']) => name);
  if (names.length === 0) return { constant_value: value };
  return { references: names.flatMap((name) => [name, name.slice(0, name.lastIndexOf('.'))]) };
}
