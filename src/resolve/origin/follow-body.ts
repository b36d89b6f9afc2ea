import type { Body, BodyBlock } from '../../syntax/index.ts';
import { iteratorName } from '../body/inspect.ts';
import { iterate } from '../evaluate/for-expression.ts';
import { follow, type Steps } from './follow.ts';
import { evaluated, type Place, type Surroundings, withBound } from './surroundings.ts';

/** The value at these steps of a block: in an attribute, or in a nested block, which a dynamic one may have made. */
export function followBody(body: Body, steps: Steps, around: Surroundings): Place | undefined {
  const [name, ...rest] = steps;
  if (typeof name !== 'string') return undefined;
  const attribute = body.attributes.get(name);
  if (attribute !== undefined) {
    const file = attribute.file ?? body.file;
    return follow({ expression: attribute.value, around: { ...around, file } }, rest);
  }
  const [index, ...inner] = typeof rest[0] === 'number' ? rest : [0, ...rest];
  if (typeof index !== 'number') return undefined;
  const block = blockAt(body, name, index, { ...around, file: body.file });
  return block && followBody(block.body, inner, block.around);
}

interface Nested {
  readonly body: Body;
  readonly around: Surroundings;
}

function blockAt(body: Body, type: string, index: number, around: Surroundings): Nested | undefined {
  let before = 0;
  for (const block of body.blocks) {
    if (block.type === type && before++ === index) return { body: block.body, around };
    if (block.type !== 'dynamic' || block.labels[0] !== type) continue;
    const made = blocksOf(block, around);
    // Those of which it is not known how many there are come after all others.
    if (made === undefined) continue;
    const found = made[index - before];
    if (found !== undefined) return found;
    before += made.length;
  }
  return undefined;
}

/** `undefined` where it is not known how many there are. */
function blocksOf(block: BodyBlock, around: Surroundings): readonly Nested[] | undefined {
  const forEach = block.body.attributes.get('for_each');
  const content = block.body.blocks.find((inner) => inner.type === 'content');
  if (forEach === undefined || content === undefined) return undefined;
  const collection = { expression: forEach.value, around };
  const whole = evaluated(collection);
  const elements = whole === undefined || whole.kind === 'null' ? undefined : iterate(whole);
  return (
    elements &&
    [...elements].map(([key, value]) => ({
      body: content.body,
      around: withBound(around, [iteratorName(block), { collection, key, value, as: 'iterator' }]),
    }))
  );
}
