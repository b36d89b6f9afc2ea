import type { Json, JsonObject } from '../../model/index.ts';
import type { JsonTree } from '../../syntax/index.ts';
import { type Cty, object, tuple } from '../cty/value.ts';
import { bind, type Context } from '../evaluate/context.ts';
import { evaluateJson, into, type Steps } from '../evaluate/json-tree.ts';
import { elementsFor } from './evaluate-body.ts';
import type { Written } from './written.ts';

/** `"dynamic": {"ingress": {"for_each": ..., "content": {...}}}` at the top of a resource. */
export function expandJsonDynamic(tree: JsonTree, context: Context, members: Map<string, Written>): void {
  for (const [type, { items, open }] of generatedBlocks(tree, tree.value, undefined, context)) {
    const known = joined(members.get(type), items, tree, context);
    members.set(type, open === undefined ? { kind: 'value', value: known } : withOpen(known, open));
  }
}

function joined(before: Written | undefined, items: readonly Cty[], tree: JsonTree, context: Context): Cty {
  const generated = tuple(items);
  if (before === undefined || before.kind === 'blocks') return generated;
  const first = before.kind === 'json' ? evaluateJson(tree, before.json, undefined, context) : before.value;
  return joinBlocks(first, generated);
}

/** As for blocks of HCL: those that are there for certain, and what stands for any number of others. */
function withOpen(known: Cty, open: Cty): Written {
  if (known.kind !== 'tuple' || known.items.length === 0) return { kind: 'value', value: open };
  return { kind: 'value', value: tuple([...known.items, open]), seen: open };
}

/** The blocks written one by one, then the generated ones. */
export function joinBlocks(first: Cty, generated: Cty): Cty {
  if (generated.kind !== 'tuple') return generated;
  if (first.kind === 'tuple') return tuple([...first.items, ...generated.items]);
  return first.kind === 'object' ? tuple([first, ...generated.items]) : first;
}

/** The blocks that a `dynamic` member generates, by type: a tuple, or an unknown where their number is not known. */
export function* dynamicBlocks(
  tree: JsonTree,
  json: Json,
  path: Steps | undefined,
  context: Context,
): Generator<readonly [string, Cty]> {
  for (const [type, { items, open }] of generatedBlocks(tree, json, path, context)) yield [type, open ?? tuple(items)];
}

interface Generated {
  readonly items: readonly Cty[];
  /** Set where it is not known how many more there are. */
  readonly open: Cty | undefined;
}

function* generatedBlocks(
  tree: JsonTree,
  json: Json,
  path: Steps | undefined,
  context: Context,
): Generator<readonly [string, Generated]> {
  for (const [index, group] of listed(json)) {
    if (!isObject(group)) continue;
    for (const [type, written] of Object.entries(group)) {
      const items: Cty[] = [];
      let open: Cty | undefined;
      for (const [at, one] of listed(written)) {
        const here = below(into(below(path, index), type), at);
        const blocks = isObject(one) ? generate(tree, type, one, here, context) : undefined;
        if (blocks?.kind === 'tuple') items.push(...blocks.items);
        else open ??= blocks;
      }
      yield [type, { items, open }];
    }
  }
}

function generate(tree: JsonTree, type: string, block: JsonObject, path: Steps | undefined, context: Context): Cty {
  const { for_each: forEach = [], iterator, content = {} } = block;
  const collection = evaluateJson(tree, forEach, into(path, 'for_each'), context);
  const elements = elementsFor(collection, tree, context);
  if ('open' in elements) return elements.open;
  const name = typeof iterator === 'string' ? iterator : type;
  const items: Cty[] = [];
  for (const [key, value] of elements.known) {
    const item = object(
      new Map([
        ['key', key],
        ['value', value],
      ]),
    );
    items.push(evaluateJson(tree, content, into(path, 'content'), bind(context, name, item)));
  }
  return tuple(items);
}

/** True for what can only be dynamic blocks: a map of some user could have a key `dynamic` too. */
export function isDynamicMember(json: Json): boolean {
  const groups = listed(json).map(([, group]) => group);
  return groups.length > 0 && groups.every((group) => isObject(group) && Object.values(group).every(hasBlocks));
}

/** The names by which the contents of these dynamic blocks see their elements. */
export function iteratorNames(json: Json): readonly string[] {
  return listed(json).flatMap(([, group]) =>
    Object.entries(isObject(group) ? group : {}).flatMap(([type, written]) =>
      listed(written).map(([, block]) => {
        const iterator = isObject(block) ? block['iterator'] : undefined;
        return typeof iterator === 'string' ? iterator : type;
      }),
    ),
  );
}

function hasBlocks(json: Json): boolean {
  const blocks = listed(json).map(([, block]) => block);
  return blocks.length > 0 && blocks.every((block) => isObject(block) && 'for_each' in block && 'content' in block);
}

/** Each member with its place in the list; a lone value counts as a list of one, without a place. */
function listed(json: Json): [number | undefined, Json][] {
  return Array.isArray(json) ? json.map((item: Json, index) => [index, item]) : [[undefined, json]];
}

function below(path: Steps | undefined, index: number | undefined): Steps | undefined {
  return index === undefined ? path : into(path, index);
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
