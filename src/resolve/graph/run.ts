import type { Diagnostic } from '../../diagnostics/index.ts';
import { locate } from '../../syntax/index.ts';
import {
  cannotEvaluate,
  fileMissing,
  fileOutside,
  malformedTemplate,
  referenceCycle,
  tooManyInstances,
  tooManyProblems,
  undeclared,
} from '../diagnostics.ts';
import type { Trouble } from '../evaluate/context.ts';
import { backendOf, backendSetting, stateIdentity } from '../remote-state/backend.ts';
import { type GraphNode, settle } from './graph-node.ts';
import type { StackRun } from './stack-run.ts';

/** Instances of resources and modules in all. They take some gigabyte of memory; no account holds as many. */
const MOST_INSTANCES = 150_000;

/** Beyond this number nobody reads on. */
const MOST_DIAGNOSTICS = 1000;

/** One resolution of a whole configuration: its stacks, which refer to each other, and what was found wrong on the way. */
export class Run {
  readonly stacks: StackRun[] = [];
  readonly #diagnostics = new Map<string, Diagnostic>();
  #left = 0;
  #instances = 0;
  #producers: ReadonlyMap<string, StackRun | undefined> | undefined;

  /** The stack that keeps its state there: see `stateIdentity`. Two stacks that claim the same place are both left out. */
  producer(identity: string | undefined): StackRun | undefined {
    this.#producers ??= producersOf(this.stacks);
    return identity === undefined ? undefined : this.#producers.get(identity);
  }

  /** Counts the instances of a block; throws `StopError` when there are too many in all. */
  addInstances(count: number, node: GraphNode): void {
    this.#instances += count;
    if (this.#instances <= MOST_INSTANCES) return;
    const { file, span } = node.place;
    throw tooManyInstances(MOST_INSTANCES, locate(file, span));
  }

  settle(node: GraphNode): void {
    settle(node, (ring) => this.#reportRing(ring));
  }

  #reportRing(ring: readonly GraphNode[]): void {
    const [first] = ring;
    const labels = ring.map((node) => node.label);
    const place = first === undefined ? {} : { location: locate(first.place.file, first.place.span) };
    this.report(referenceCycle(place, [...labels, labels[0] ?? ''].join(' -> ')));
  }

  trouble({ message, file, span, isFile, isSyntax }: Trouble): void {
    const report = isFile ? fileMissing : isSyntax ? malformedTemplate : cannotEvaluate;
    this.report(report({ location: locate(file, span) }, message));
  }

  notice({ message, file, span, isFile }: Trouble): void {
    const report = isFile ? fileOutside : undeclared;
    this.report(report({ location: locate(file, span) }, message));
  }

  /** Keeps a diagnostic once, however many instances of a block meet it. */
  report(diagnostic: Diagnostic): void {
    const key = JSON.stringify([diagnostic.id, diagnostic.what, diagnostic.location, diagnostic.address]);
    if (this.#diagnostics.has(key)) return;
    if (this.#diagnostics.size < MOST_DIAGNOSTICS) this.#diagnostics.set(key, diagnostic);
    else this.#left += 1;
  }

  diagnostics(): readonly Diagnostic[] {
    const all = [...this.#diagnostics.values()];
    return this.#left === 0 ? all : [...all, tooManyProblems({}, this.#left)];
  }
}

function producersOf(stacks: readonly StackRun[]): ReadonlyMap<string, StackRun | undefined> {
  const producers = new Map<string, StackRun | undefined>();
  for (const stack of stacks) {
    const { folder } = stack.source.module;
    const backend = backendOf(stack.root) ?? { type: 'local', settings: new Map() };
    const identity = stateIdentity(backend.type, (name) => backendSetting(backend, name), folder);
    if (identity !== undefined) producers.set(identity, producers.has(identity) ? undefined : stack);
  }
  return producers;
}
