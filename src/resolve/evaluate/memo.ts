import type { ResourceBlock } from '../../ingest/index.ts';
import type { Expression } from '../../syntax/index.ts';
import type { BlockInspection } from '../body/inspect.ts';

/**
 * What is worked out of the written configuration once in a run, whatever number of instances use it. Plain maps that go with the run:
 * weak ones with tens of thousands of entries keep the garbage collector busy.
 */
export class Memo {
  /** Parsed templates of JSON strings, by their text. */
  readonly templates = new Map<string, Expression>();
  readonly blocks = new Map<ResourceBlock, BlockInspection>();
}
