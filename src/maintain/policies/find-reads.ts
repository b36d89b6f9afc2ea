/**
 * Which resource types policies read at all, so that the facts of the others need not be loaded into the WASM. An answer that leaves out
 * a type would hide it from the policies: so whatever is not plainly a read of one type counts as a read of all.
 */
import { asCall, isTerm, type Module, nodesOf, refSteps, type Term } from './syntax-tree.ts';

/** Types by kind; `null` for all. */
export interface Reads {
  readonly resources: readonly string[] | null;
  readonly data: readonly string[] | null;
}

type Kind = keyof Reads;

export function findReads(modules: readonly Module[]): Reads {
  const found: Record<Kind, Set<string>> = { resources: new Set(), data: new Set() };
  let everything = false;
  for (const module of modules) {
    const allowed = readsByFunction(module, found);
    for (const node of nodesOf(module.rules)) {
      if (allowed.has(node)) continue;
      const read = readOf(node);
      if (read === undefined) continue;
      if (read === 'everything') everything = true;
      else found[read.kind].add(read.type);
    }
  }
  const listed = (kind: Kind) => (everything ? null : [...found[kind]].sort());
  return { resources: listed('resources'), data: listed('data') };
}

/** Parts of the facts that are always loaded. */
const others = ['version', 'modules', 'estate', 'network', 'access', 'keys', 'buckets'];

function readOf(node: object): { readonly kind: Kind; readonly type: string } | 'everything' | undefined {
  const steps = refSteps(node);
  if (steps === undefined)
    return isTerm(node) && node.type === 'var' && node.value === 'input' ? 'everything' : undefined;
  const [root, kind, type] = steps;
  if (root === 'data' && (kind === 'facts' || kind === '*' || kind === undefined)) return 'everything';
  if (root !== 'input') return undefined;
  if (kind !== undefined && others.includes(kind)) return undefined;
  if ((kind !== 'resources' && kind !== 'data') || type === undefined || type === '*') return 'everything';
  return { kind, type };
}

/** `object.get(input.resources, "aws_vpc", [])` reads one type. @returns the nodes that are explained by it. */
function readsByFunction(module: Module, found: Record<Kind, Set<string>>): Set<object> {
  const explained = new Set<object>();
  for (const node of nodesOf(module.rules)) {
    for (const head of headOfInput(node)) explained.add(head);
    const call = asCall(node);
    if (call?.operator.join('.') !== 'object.get') continue;
    const [object, key] = call.args;
    const [root, kind, more] = refSteps(object) ?? [];
    if (root !== 'input' || (kind !== 'resources' && kind !== 'data') || more !== undefined) continue;
    if (!isTerm(key) || key.type !== 'string') continue;
    found[kind].add(String(key.value));
    explained.add(object as object);
  }
  return explained;
}

/** The variable `input` at the head of a reference, which the reference itself accounts for. */
function headOfInput(node: object): Term[] {
  return refSteps(node)?.[0] === 'input' ? [(node as { value: Term[] }).value[0] as Term] : [];
}
