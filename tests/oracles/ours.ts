/** Our own evaluation of the same configurations, with the types that the border leaves out. */
import { readConfiguration } from '../../src/ingest/index.ts';
import { LIMITS, World } from '../../src/resolve/evaluate/world.ts';
import { checkNames } from '../../src/resolve/graph/check-names.ts';
import { Run } from '../../src/resolve/graph/run.ts';
import { StackRun } from '../../src/resolve/graph/stack-run.ts';
import { memoryFiles } from '../resolve/read.ts';
import type { Ours } from './compare.ts';
import { outputBlock } from './outputs.ts';
import type { Folder } from './terraform.ts';

/** A run tells no more than a thousand diagnostics, so that many expressions are several runs. */
const TOGETHER = 400;

export function evaluateOutputs(prelude: Folder, expressions: readonly string[]): readonly Ours[] {
  const parts: Ours[] = [];
  for (let start = 0; start < expressions.length; start += TOGETHER)
    parts.push(...evaluateTogether(prelude, expressions.slice(start, start + TOGETHER)));
  return parts;
}

function evaluateTogether(prelude: Folder, expressions: readonly string[]): readonly Ours[] {
  const files = memoryFiles({
    ...Object.fromEntries(Object.entries(prelude).map(([name, text]) => [`root/${name}`, text])),
    ...Object.fromEntries(expressions.map((text, index) => [`root/outputs-${index}.tf`, outputBlock(index, text)])),
  });
  const configuration = readConfiguration(['root'], files, { workspace: 'default' });
  const [stack] = configuration.stacks;
  if (stack?.kind !== 'source') throw new Error('no stack was read');
  const run = new Run();
  const source = new StackRun(run, stack, new World(files, 'root', LIMITS));
  run.stacks.push(source);
  const values = expressions.map((_, index) => {
    const node = source.root.output(`o${index}`);
    if (node !== undefined) run.settle(node);
    return node?.value;
  });
  checkNames(source.root);
  const troubles = new Map<string, string[]>();
  for (const { location, what } of [...configuration.diagnostics, ...run.diagnostics()]) {
    const file = location?.file ?? '';
    const message = what.map((part) => (typeof part === 'string' ? part : part.data)).join('');
    troubles.set(file, [...(troubles.get(file) ?? []), message]);
  }
  return values.map((value, index) => {
    if (value === undefined) throw new Error(`output ${index} was not read: ${expressions[index]}`);
    return { value, troubles: troubles.get(`root/outputs-${index}.tf`) ?? [] };
  });
}
