import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage now. V8 lets a heap grow to twice what it needs before it does, and knows little of the memory that WebAssembly has
 * beside it: for a plan of a hundred megabytes that is as much again as is needed. Does nothing where V8 has no such function.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('typeof gc === "function" ? gc : undefined');
  if (typeof collect === 'function') collect();
}
