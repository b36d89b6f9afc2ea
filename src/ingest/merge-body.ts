import type { Body, BodyAttribute, BodyBlock, SourceFile } from '../syntax/index.ts';

/**
 * One body with another laid over it, as Terraform does with override files: an argument replaces the argument of that name, and
 * blocks replace all blocks of their type (Terraform documentation, "Override Files"). `lifecycle` and, in `terraform`,
 * `required_providers` are merged argument by argument; a `dynamic` block counts as a block of the type that it makes.
 */
export function mergeBody(base: Body, over: Body): Body {
  const attributes = new Map(base.attributes);
  for (const [name, attribute] of over.attributes) attributes.set(name, located(attribute, over.file, base.file));
  const replaced = new Set(over.blocks.map(blockType));
  for (const [type, rival] of RIVALS) if (replaced.has(type)) replaced.add(rival);
  for (const type of replaced) if (!MERGED.has(type)) attributes.delete(type);
  return {
    file: base.file,
    span: base.span,
    json: base.json || over.json,
    attributes,
    blocks: mergeBlocks(base.blocks, over.blocks, replaced),
  };
}

/** A block of the one type makes those of the other type void. */
const RIVALS: readonly (readonly [string, string])[] = [
  ['backend', 'cloud'],
  ['cloud', 'backend'],
];

const MERGED: ReadonlySet<string> = new Set(['lifecycle', 'required_providers']);

function mergeBlocks(
  base: readonly BodyBlock[],
  over: readonly BodyBlock[],
  replaced: ReadonlySet<string>,
): readonly BodyBlock[] {
  const kept = base.filter((block) => !replaced.has(blockType(block)) || MERGED.has(block.type));
  const merged = kept.map((block) => {
    const overlay = MERGED.has(block.type) ? over.find(({ type }) => type === block.type) : undefined;
    return overlay === undefined ? block : { ...block, body: mergeBody(block.body, overlay.body) };
  });
  const isMerged = (block: BodyBlock): boolean =>
    MERGED.has(block.type) && kept.some(({ type }) => type === block.type);
  return [...merged, ...over.filter((block) => !isMerged(block))];
}

function blockType(block: BodyBlock): string {
  return block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type;
}

function located(attribute: BodyAttribute, from: SourceFile, into: SourceFile): BodyAttribute {
  if (from === into || attribute.file !== undefined) return attribute;
  const { name, value } = attribute;
  return {
    name,
    value,
    file: from,
    get nameSpan() {
      return attribute.nameSpan;
    },
  };
}
