import { STRING } from '../cty/type.ts';
import { type Cty, string, unknownFrom } from '../cty/value.ts';
import { TextBuilder } from '../evaluate/template.ts';
import type { World } from '../evaluate/world.ts';

/** A class of units, each an expression for one. */
export interface Ends {
  readonly start?: RegExp;
  readonly end: RegExp;
}

/**
 * The text without what it starts and ends with. Of a text that is known in part what is known stays, where the pieces at its ends are
 * known and something of them is left: a policy in a heredoc, with ARNs in it.
 */
export function trimEnds(value: Cty, { start, end }: Ends, world: World): Cty {
  const trimmed = (text: string) => (start === undefined ? text : trimStart(text, start));
  if (value.kind === 'string') return string(trimmed(trimEnd(value.value, end)));
  const parts = value.kind === 'unknown' ? (value.parts ?? []) : [];
  const [first, last] = [parts[0], parts.at(-1)];
  const left = typeof first === 'string' ? trimmed(first) : undefined;
  const right = typeof last === 'string' ? trimEnd(last, end) : undefined;
  const isStartKept = start === undefined || (left !== undefined && left !== '');
  if (!isStartKept || right === undefined || right === '') return unknownFrom(STRING, [value], { notNull: true });
  const builder = new TextBuilder(world.limits.stringLength);
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') builder.hole(part);
    else if (index === parts.length - 1) builder.text(right);
    else builder.text(index === 0 ? (left ?? part) : part);
  }
  return builder.finish();
}

/** Without the units at its end that are of a class: an expression for the end alone would try every place before. */
function trimEnd(value: string, unit: RegExp): string {
  let end = value.length;
  while (end > 0 && unit.test(value.charAt(end - 1))) end -= 1;
  return value.slice(0, end);
}

function trimStart(value: string, unit: RegExp): string {
  let start = 0;
  while (start < value.length && unit.test(value.charAt(start))) start += 1;
  return value.slice(start);
}
