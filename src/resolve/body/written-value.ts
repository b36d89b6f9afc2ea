import { type Cty, object, tuple } from '../cty/value.ts';
import { plainJson } from '../evaluate/json-tree.ts';
import type { Written } from './written.ts';

/**
 * What is written, as a value of its own: nested blocks are a tuple of objects, the last of which is not known where it stands for any
 * number of them.
 */
export function writtenValue(written: Written): Cty {
  if (written.kind === 'value') return written.value;
  if (written.kind === 'json') return plainJson(written.json);
  const { blocks, open } = written;
  const known = blocks.map(({ members }) =>
    object(new Map([...members].map(([name, member]) => [name, writtenValue(member)]))),
  );
  if (open === undefined) return tuple(known);
  return known.length === 0 ? open : tuple([...known, open]);
}
