import type { ResourceBlock } from '../../ingest/index.ts';
import type { Body, BodyBlock, Expression } from '../../syntax/index.ts';
import { isPlainJson, jsonFlags } from '../evaluate/json-flags.ts';
import type { Memo } from '../evaluate/memo.ts';
import { referencesOf, referencesOfBody, type StaticReference } from '../graph/static-reference.ts';

/** What can be told of a block without evaluating it. */
export interface BlockInspection {
  readonly attributes: readonly InspectedAttribute[];
  readonly blocks: readonly InspectedBlock[];
  /** All that the block refers to, each thing once. */
  readonly references: readonly StaticReference[];
  /** True where all of it is JSON that stands for itself. */
  readonly isPlain: boolean;
}

interface InspectedAttribute {
  readonly name: string;
  readonly value: Expression;
  /** Of a value written as JSON: see `jsonFlags`. */
  readonly flags: number;
  readonly references: readonly StaticReference[];
}

interface InspectedBlock {
  readonly block: BodyBlock;
  readonly references: readonly StaticReference[];
}

/** Looks through a resource block once in a run. */
export function inspectBlock(block: ResourceBlock, memo: Memo): BlockInspection {
  const known = memo.blocks.get(block);
  if (known !== undefined) return known;
  const inspection = inspectBody(block.body, memo);
  memo.blocks.set(block, inspection);
  return inspection;
}

export function inspectBody(body: Body, memo: Memo): BlockInspection {
  const attributes: InspectedAttribute[] = [];
  const lists: (readonly StaticReference[])[] = [];
  let isPlain = body.json;
  for (const { name, value } of body.attributes.values()) {
    const flags = value.kind === 'json' ? jsonFlags(value) : 0;
    // An override in HCL may stand in a body written in JSON.
    if (value.kind !== 'json' || !isPlainJson(flags)) isPlain = false;
    const references = referencesOf(value, memo, flags, name === 'dynamic');
    if (references.length > 0) lists.push(references);
    attributes.push({ name, value, flags, references });
  }
  if (body.blocks.length === 0) return { attributes, blocks: NO_BLOCKS, references: union(lists), isPlain };
  const blocks = body.blocks.map((block) => ({ block, references: referencesOfBlock(block, memo) }));
  for (const { references } of blocks) if (references.length > 0) lists.push(references);
  return { attributes, blocks, references: union(lists), isPlain: false };
}

/** The iterator of a dynamic block looks like a resource and is none. */
function referencesOfBlock(block: BodyBlock, memo: Memo): readonly StaticReference[] {
  const references = referencesOfBody(block.body, memo);
  if (block.type !== 'dynamic') return references;
  const iterator = iteratorName(block);
  return references.filter((one) => one.kind !== 'resource' || one.mode !== 'managed' || one.type !== iterator);
}

/** The name by which the contents of a dynamic block see the element: that of the block, unless another is given. */
export function iteratorName(block: BodyBlock): string | undefined {
  const given = block.body.attributes.get('iterator')?.value;
  return given?.kind === 'name' ? given.name : block.labels[0];
}

const NONE: readonly StaticReference[] = [];
const NO_BLOCKS: readonly InspectedBlock[] = [];

function union(lists: readonly (readonly StaticReference[])[]): readonly StaticReference[] {
  const [only] = lists;
  return lists.length < 2 ? (only ?? NONE) : [...new Map(lists.flat().map((one) => [one.text, one])).values()];
}
