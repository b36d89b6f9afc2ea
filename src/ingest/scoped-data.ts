import type { Body, BodyBlock } from '../syntax/index.ts';
import { locate } from '../syntax/index.ts';
import { wrongLabels } from './diagnostics.ts';
import { blocksWithin } from './json-blocks.ts';
import type { Reading } from './reading.ts';
import { LABELS, type TopBlock } from './top-block.ts';

const TYPE = 'data';

/** The data source inside a `check` block, which is read like any other, and which only the check may refer to. */
export function scopedData(reading: Reading, check: Body): readonly TopBlock[] {
  const written = check.json ? check.attributes.get(TYPE)?.value : undefined;
  const inJson = written?.kind === 'json' ? blocksWithin(reading, TYPE, written) : [];
  return [...inJson, ...check.blocks.filter((block) => block.type === TYPE && hasLabels(reading, check, block))];
}

function hasLabels(reading: Reading, { file }: Body, { labels, span }: BodyBlock): boolean {
  const wanted = LABELS.get(TYPE) ?? 0;
  if (labels.length === wanted) return true;
  reading.report(wrongLabels({ location: locate(file, span) }, TYPE, labels.length, wanted));
  return false;
}
