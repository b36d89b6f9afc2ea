import { nearest } from '../diagnostics/index.ts';
import { locate, type SourceFile } from '../syntax/index.ts';
import { unknownArgument, unknownBlock, wrongLabels } from './diagnostics.ts';
import type { Reading } from './reading.ts';
import { LABELS, type TopBlock } from './top-block.ts';

/** The blocks of a file of HCL that Terraform knows; the rest is reported. */
export function hclBlocks(reading: Reading, file: SourceFile): readonly TopBlock[] {
  const body = reading.hcl(file);
  for (const { name, nameSpan } of body.attributes.values()) {
    reading.report(unknownArgument({ location: locate(file, nameSpan) }, name));
  }
  return body.blocks.filter(({ type, labels, span }) => {
    const wanted = LABELS.get(type);
    if (wanted === labels.length) return true;
    const place = { location: locate(file, span) };
    const trouble =
      wanted === undefined
        ? unknownBlock(place, type, nearest(type, LABELS.keys()) ?? '')
        : wrongLabels(place, type, labels.length, wanted);
    reading.report(trouble);
    return false;
  });
}
