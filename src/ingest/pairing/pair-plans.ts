import type { Location } from '../../model/index.ts';
import { locate } from '../../syntax/index.ts';
import type { Module, ResourceBlock, SourceStack } from '../configuration.ts';
import { ambiguousPlan, stalePlan, unlikePlan, unplannedSource, unsourcedPlan } from '../diagnostics.ts';
import type { PendingPlan } from '../evaluated/pending-plan.ts';
import { placeOfSource } from '../module-reader.ts';
import type { Reading } from '../reading.ts';
import { type Declared, declaredInSource, moduleBelow, moduleOf } from './declared-resources.ts';
import { changedConstants } from './same-constants.ts';

/** What is the same in a plan and in a source: the more, the likelier one was made of the other. */
interface Match {
  readonly source: SourceStack;
  readonly shared: number;
  /** Shared blocks whose text has changed since, with the attributes that have. */
  readonly changed: ReadonlyMap<ResourceBlock, readonly string[]>;
  readonly onlyPlanned: readonly string[];
  readonly onlyWritten: readonly string[];
}

/**
 * Finds for each plan the source that it was made of: the one that declares the same resources in the same modules. At least half
 * of what either of them declares must be in the other with the same constants; less is a coincidence of names. Where two sources
 * fit equally well the plan is left alone, and so is one that fits none. A source that fits another plan better than it fits this one is
 * taken only where no other fits: plans of two workspaces are made of one folder.
 */
export function pairPlans(
  reading: Reading,
  plans: readonly PendingPlan[],
  sources: readonly SourceStack[],
): ReadonlyMap<PendingPlan, SourceStack> {
  const pairs = new Map<PendingPlan, SourceStack>();
  if (plans.length === 0 || sources.length === 0) return pairs;
  const declared = new Map(sources.map((source) => [source, declaredInSource(source.module)]));
  const taken = new Set<SourceStack>();
  for (const plan of plans) {
    const matches = [...declared]
      .map(([source, written]) => matchOf(plan, source, written))
      .filter(({ shared }) => shared > 0)
      .sort((left, right) => likeness(right) - likeness(left));
    const free = matches.filter(({ source }) => !taken.has(source));
    const [best, second] = free.some(isLikely) ? free : matches;
    if (best === undefined) continue;
    if (!isLikely(best)) reading.report(unlikePlan(plan.place, plan.file.path, folderOf(best), best.shared));
    else if (second !== undefined && likeness(second) === likeness(best)) {
      reading.report(ambiguousPlan(plan.place, plan.file.path, [folderOf(best), folderOf(second)]));
    } else {
      taken.add(best.source);
      pairs.set(plan, best.source);
      tellDifferences(reading, plan, best);
      withdrawUnread(reading, plan, best.source);
    }
  }
  return pairs;
}

function matchOf(plan: PendingPlan, source: SourceStack, written: Declared<ResourceBlock>): Match {
  const planned = plan.declared;
  const changed = new Map<ResourceBlock, readonly string[]>();
  const onlyWritten: string[] = [];
  for (const [address, block] of written.blocks) {
    if (!planned.blocks.has(address)) onlyWritten.push(address);
    else {
      const attributes = changedConstants(block, planned.blocks.get(address));
      if (attributes.length > 0) changed.set(block, attributes);
    }
  }
  // Of a module that was not read, the source cannot declare anything.
  const onlyPlanned = [...planned.blocks.keys()].filter(
    (address) => !written.blocks.has(address) && written.modules.has(moduleOf(address)),
  );
  return { source, shared: written.blocks.size - onlyWritten.length, changed, onlyPlanned, onlyWritten };
}

function likeness({ shared, changed, onlyPlanned, onlyWritten }: Match): number {
  return 2 * (shared - changed.size) - onlyPlanned.length - onlyWritten.length - changed.size;
}

function isLikely({ shared, changed, onlyPlanned, onlyWritten }: Match): boolean {
  const same = shared - changed.size;
  return 2 * same >= shared + onlyPlanned.length && 2 * same >= shared + onlyWritten.length;
}

function tellDifferences(
  reading: Reading,
  plan: PendingPlan,
  { source, changed, onlyPlanned, onlyWritten }: Match,
): void {
  const folder = source.module.folder;
  for (const [block, attributes] of changed) {
    const location = locate(block.body.file, block.span);
    reading.report(stalePlan({ location }, plan.file.path, `${block.type}.${block.name}`, attributes));
  }
  if (onlyPlanned.length > 0) reading.report(unsourcedPlan(plan.place, plan.file.path, folder, onlyPlanned));
  if (onlyWritten.length > 0) reading.report(unplannedSource(plan.place, plan.file.path, folder, onlyWritten));
}

/** A module that is not here and that the plan has is judged as planned. */
function withdrawUnread(reading: Reading, plan: PendingPlan, source: SourceStack): void {
  const places = new Set(unreadCalls(source.module, '', plan.declared.modules));
  if (places.size === 0) return;
  reading.withdraw(
    ({ id, location }) => id === 'ingest/module-not-read' && location !== undefined && places.has(placeOf(location)),
  );
}

/** Places of the calls of modules that were not read and that are among the `planned` ones. */
function unreadCalls(module: Module, path: string, planned: ReadonlySet<string>): readonly string[] {
  return module.calls.flatMap((call) => {
    const address = moduleBelow(path, call.name);
    if (call.module !== undefined) return unreadCalls(call.module, address, planned);
    return planned.has(address) ? [placeOf(placeOfSource(call))] : [];
  });
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

function folderOf({ source }: Match): string {
  return source.module.folder;
}
