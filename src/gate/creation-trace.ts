import { type CdktfApp, type Construct, isObject } from './construct-tree.ts';

/**
 * Frames that one creation may keep: from the resource's own base classes out to the app's first line. A frame costs a
 * few words, and only the frames that exist are kept.
 */
const frameLimit = 200;

/** Roots of construct trees that are traced -> construct -> the object whose `stack` was captured. Weak throughout. */
const tracesOfRoots = new WeakMap<object, WeakMap<object, object>>();
const wrappedPrototypes = new WeakSet<object>();

interface NodePrototype {
  addChild(this: { readonly root: object }, child: object, ...rest: unknown[]): unknown;
}

/**
 * Remembers for every construct that is added to the app from now on where it was created. V8 keeps the raw frames and
 * formats them only when they are read, so that nothing is paid for the constructs that no finding names.
 *
 * `addChild` of constructs' `Node` is wrapped on the prototype of the app's own node, because a child has no node of its
 * own yet when it is added; children of other apps pass through. Nothing of it is visible to synthesis.
 *
 * @returns false when the app's node is not one that this can be done to; findings then name configuration files only.
 */
export function traceCreation(app: CdktfApp): boolean {
  if (tracesOfRoots.has(app)) return true;
  const prototype = ownerOfAddChild(app.node);
  if (prototype === undefined) return false;
  if (!wrappedPrototypes.has(prototype)) wrap(prototype);
  tracesOfRoots.set(app, new WeakMap());
  return true;
}

/** The stack captured when the construct was added, as V8 or a source-map hook formats it; `undefined` if none was. */
export function creationStack(root: CdktfApp, construct: Construct): string | undefined {
  const trace = tracesOfRoots.get(root)?.get(construct) as { readonly stack?: unknown } | undefined;
  return typeof trace?.stack === 'string' ? trace.stack : undefined;
}

function ownerOfAddChild(node: object): NodePrototype | undefined {
  for (let here: unknown = Object.getPrototypeOf(node); isObject(here); here = Object.getPrototypeOf(here)) {
    const own = Object.getOwnPropertyDescriptor(here, 'addChild');
    if (own !== undefined) return typeof own.value === 'function' ? (here as NodePrototype) : undefined;
  }
  return undefined;
}

function wrap(prototype: NodePrototype): void {
  const { addChild } = prototype;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'addChild');
  Object.defineProperty(prototype, 'addChild', {
    ...descriptor,
    value: function addTracedChild(this: { readonly root: object }, child: object, ...rest: unknown[]): unknown {
      const traces = tracesOfRoots.get(this.root);
      if (traces !== undefined) traces.set(child, capture(addTracedChild));
      return addChild.call(this, child, ...rest);
    },
  });
  wrappedPrototypes.add(prototype);
}

function capture(above: (...given: never[]) => unknown): object {
  const limit = Error.stackTraceLimit;
  const trace = {};
  Error.stackTraceLimit = frameLimit;
  try {
    Error.captureStackTrace(trace, above);
  } finally {
    Error.stackTraceLimit = limit;
  }
  return trace;
}
