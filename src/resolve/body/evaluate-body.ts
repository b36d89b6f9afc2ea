import type { Body, BodyBlock, Expression } from '../../syntax/index.ts';
import { type Cty, DYNAMIC, object, string, unknown, unknownFrom } from '../cty/value.ts';
import { bind, type Context, EvaluationError, fail } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { iterate } from '../evaluate/for-expression.ts';
import { DOLLAR, isPlainJson } from '../evaluate/json-flags.ts';
import { type BlockInspection, inspectBody, iteratorName } from './inspect.ts';
import { expandJsonDynamic, isDynamicMember } from './json-dynamic.ts';
import type { Written, WrittenBlock, WrittenBlocks } from './written.ts';

/** Evaluates attributes and nested blocks, `dynamic` ones expanded; names for which `skip` is true are left out. */
export function evaluateBody(
  body: Body,
  context: Context,
  skip: (name: string) => boolean,
  inspection: BlockInspection = inspectBody(body, context.world.memo),
): ReadonlyMap<string, Written> {
  const members = new Map<string, Written>();
  const inside = context.file === body.file ? context : { ...context, file: body.file };
  const dynamic = body.json ? body.attributes.get('dynamic')?.value : undefined;
  const isDynamic = dynamic?.kind === 'json' && isDynamicMember(dynamic.value);
  for (const { name, value, flags } of inspection.attributes) {
    if (skip(name) || (isDynamic && name === 'dynamic')) continue;
    members.set(name, evaluateAttribute(value, flags, inside));
  }
  if (isDynamic) expandJsonDynamic(dynamic, inside, members);
  for (const block of body.blocks) if (!skip(block.type)) addBlock(block, inside, members);
  return members;
}

/** The members of a body of which nothing needs to be evaluated; `undefined` for any other. */
export function plainMembers(
  { attributes, blocks }: BlockInspection,
  skip: (name: string) => boolean,
): ReadonlyMap<string, Written> | undefined {
  if (blocks.length > 0) return undefined;
  const members = new Map<string, Written>();
  for (const { name, value, flags } of attributes) {
    if (skip(name)) continue;
    const plain = plainJson(value, flags);
    if (plain === undefined) return undefined;
    members.set(name, plain);
  }
  return members;
}

function plainJson(value: Expression, flags: number): Written | undefined {
  if (value.kind !== 'json' || !isPlainJson(flags)) return undefined;
  return { kind: 'json', json: value.value, encoded: (flags & DOLLAR) !== 0 };
}

function evaluateAttribute(value: Expression, flags: number, context: Context): Written {
  return plainJson(value, flags) ?? { kind: 'value', value: evaluate(value, context) };
}

const nothing = (): boolean => false;

function addBlock(block: BodyBlock, context: Context, members: Map<string, Written>): void {
  if (block.type === 'dynamic') addDynamic(block, context, members);
  else {
    const written = { members: withLabels(evaluateBody(block.body, context, nothing), block.labels) };
    append(members, block.type, { kind: 'blocks', blocks: [written] });
  }
}

/** Blocks of one type stay in the order in which they are written; of those that are not known the first reason is kept. */
function append(members: Map<string, Written>, type: string, { blocks, open }: WrittenBlocks): void {
  const before = members.get(type) ?? { kind: 'blocks', blocks: [] };
  if (before.kind !== 'blocks') return;
  const unknown = before.open ?? open;
  const all = [...before.blocks, ...blocks];
  members.set(type, { kind: 'blocks', blocks: all, ...(unknown === undefined ? {} : { open: unknown }) });
}

function withLabels(members: ReadonlyMap<string, Written>, labels: readonly string[]): ReadonlyMap<string, Written> {
  const [label] = labels;
  if (label === undefined) return members;
  return new Map([['label', { kind: 'value', value: string(label) } satisfies Written], ...members]);
}

function addDynamic(block: BodyBlock, context: Context, members: Map<string, Written>): void {
  const [type] = block.labels;
  const forEach = block.body.attributes.get('for_each')?.value;
  const content = block.body.blocks.find((inner) => inner.type === 'content');
  if (type === undefined || forEach === undefined || content === undefined) {
    fail(context, block.span, 'a dynamic block needs a type, `for_each` and `content`');
    return;
  }
  const collection = evaluate(forEach, context);
  const elements = elementsFor(collection, forEach, context);
  if ('open' in elements) append(members, type, { kind: 'blocks', blocks: [], open: elements.open });
  else {
    const blocks = blocksFor(elements.known, iteratorName(block) ?? type, content.body, context);
    append(members, type, { kind: 'blocks', blocks });
  }
}

type Elements = { readonly known: Iterable<readonly [Cty, Cty]> } | { readonly open: Cty };

export function elementsFor(collection: Cty, place: Expression, context: Context): Elements {
  try {
    const known = iterate(collection);
    return known === undefined ? { open: unknownFrom(DYNAMIC, [collection]) } : { known };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    fail(context, place.span, error.message);
    return { open: unknown(DYNAMIC, `it cannot be evaluated: ${error.message}`) };
  }
}

function blocksFor(
  elements: Iterable<readonly [Cty, Cty]>,
  iterator: string,
  content: Body,
  context: Context,
): readonly WrittenBlock[] {
  const blocks: WrittenBlock[] = [];
  for (const [key, value] of elements) {
    const item = object(
      new Map([
        ['key', key],
        ['value', value],
      ]),
    );
    blocks.push({ members: evaluateBody(content, bind(context, iterator, item), nothing) });
  }
  return blocks;
}
