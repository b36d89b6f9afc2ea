import type { SourceFile, Span } from '../../syntax/index.ts';

/** Something that is evaluated once: a local value, a variable, an output, a resource, a module call. */
export abstract class GraphNode {
  state: 'new' | 'open' | 'done' = 'new';
  /** Set when it refers to itself, directly or through others: its value cannot be known. */
  cyclic: boolean = false;

  /** As a reader would name it: `local.a`, `module.m.aws_vpc.v`. */
  abstract readonly label: string;

  /** Where it is written. */
  abstract readonly place: { readonly file: SourceFile; readonly span: Span };

  /** What must be evaluated first. May look at what it yielded before, which is done when it is resumed. */
  abstract dependencies(): Iterable<GraphNode>;

  abstract compute(): void;
}

/** For what rests on nothing. */
export const NO_NODES: readonly GraphNode[] = [];

interface Frame {
  readonly node: GraphNode;
  readonly waiting: Iterator<GraphNode>;
}

/** Rings beyond this number are one mistake seen many times. */
const MOST_RINGS = 100;

/** Evaluates a node and all it rests on, without recursion: chains may be as long as they like. */
export function settle(root: GraphNode, onRing: (ring: readonly GraphNode[]) => void): void {
  if (root.state !== 'new') return;
  const first = root.dependencies();
  if (first === NO_NODES) {
    root.state = 'open';
    root.compute();
    root.state = 'done';
    return;
  }
  const frames: Frame[] = [];
  let rings = 0;
  const open = (node: GraphNode): void => {
    node.state = 'open';
    frames.push({ node, waiting: node.dependencies()[Symbol.iterator]() });
  };
  open(root);
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const next = frame.waiting.next();
    if (next.done) {
      frame.node.compute();
      frame.node.state = 'done';
      frames.pop();
    } else if (next.value.state === 'new') open(next.value);
    else if (next.value.state === 'open') {
      rings += 1;
      const ring = closeRing(frames, next.value);
      if (rings <= MOST_RINGS) onRing(ring);
    }
  }
}

/** A node that is open but not in these frames waits in an outer evaluation: it alone is known to be in the ring. */
function closeRing(frames: readonly Frame[], last: GraphNode): readonly GraphNode[] {
  const from = frames.findLastIndex(({ node }) => node === last);
  const ring = frames.slice(Math.max(0, from)).map(({ node }) => node);
  const whole = from < 0 ? [last, ...ring] : ring;
  for (const node of whole) node.cyclic = true;
  return whole;
}
