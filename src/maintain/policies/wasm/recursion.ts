/** Which functions may be entered again before they return: those that lie on a ring of calls. */

/**
 * @param calls for each function, the functions it may call.
 * @returns the functions of every strongly connected component with a ring in it (R. Tarjan, Depth-first search and linear graph algorithms, 1972).
 */
export function findRecursive(calls: readonly (readonly number[])[]): ReadonlySet<number> {
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const onStack = new Set<number>();
  const recursive = new Set<number>();

  const close = (root: number): void => {
    const component: number[] = [];
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      onStack.delete(member);
      component.push(member);
      if (member === root) break;
    }
    const ring = component.length > 1 || (calls[root] ?? []).includes(root);
    if (ring) for (const member of component) recursive.add(member);
  };

  const visit = (at: number): void => {
    order.set(at, order.size);
    low.set(at, order.get(at) ?? 0);
    stack.push(at);
    onStack.add(at);
    for (const next of calls[at] ?? []) {
      if (!order.has(next)) visit(next);
      else if (!onStack.has(next)) continue;
      low.set(at, Math.min(low.get(at) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(at) === order.get(at)) close(at);
  };

  for (const at of calls.keys()) if (!order.has(at)) visit(at);
  return recursive;
}
