import { STRING } from '../cty/type.ts';
import { type Cty, list, type UnknownValue } from '../cty/value.ts';
import { TextBuilder } from '../evaluate/template.ts';
import type { World } from '../evaluate/world.ts';
import { mayHold, maySpan, type Pieces } from './replace-text.ts';

/**
 * `split` of a string of which some pieces are not known: `"203.0.113.5/32,${data.aws_vpc.main.cidr_block}"` has two elements, since no
 * address block holds a comma. `undefined` where an unknown piece may hold the separator.
 */
export function splitOpen(value: UnknownValue, separator: string, world: World): Cty | undefined {
  const pieces: Pieces = value.parts ?? [value];
  const isOpen = pieces.some((piece) => typeof piece !== 'string' && mayHold([piece], separator));
  if (separator === '' || isOpen || maySpan(pieces, separator)) return undefined;
  const items: Cty[] = [];
  let builder = new TextBuilder(world.limits.stringLength);
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      builder.hole(piece);
      continue;
    }
    for (const [index, between] of piece.split(separator).entries()) {
      if (index > 0) {
        items.push(builder.finish());
        builder = new TextBuilder(world.limits.stringLength);
      }
      builder.text(between);
    }
  }
  return list(STRING, [...items, builder.finish()]);
}
