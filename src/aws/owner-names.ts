/** The names of the resources that others may configure, as far as they are known, and indexes to find them by. */
import { isList, isUnknown, makingOf, type Reference, type Unknown, type Value } from '../model/index.ts';
import { edgeIndex } from './edge-index.ts';
import { anyText, type Edges, edgesOf } from './edges.ts';
import type { EstateResource } from './estate.ts';
import type { Ownership } from './find-owner.ts';
import { valuesOf } from './resource-values.ts';

/** What a name can turn out to be. `open` where it is not known in full. */
export interface OwnerName extends Edges {
  readonly open: boolean;
}

export interface OwnerNames {
  /** Those of that name: of the stack if it has any, else of all stacks. The same list for the same question. */
  readonly named: (text: string, stack: string) => readonly EstateResource[];
  /**
   * Those that the expression of an attribute names, and that have this value for a name: a text, or the very unknown. References are
   * written from inside a module.
   */
  readonly referredTo: (asker: EstateResource, attribute: string, name: string | Unknown) => readonly EstateResource[];
  /** Those whose name is not known but made of the same attributes of resources, so that it is the same once it is known. */
  readonly madeAlike: (name: Reference | Unknown) => readonly EstateResource[];
  readonly nameOf: (owner: EstateResource) => OwnerName;
  /** Can the name of one of them, or of one whose name is not known, turn out like this? */
  readonly mayBeOne: (edges: Edges, among: 'all' | 'open') => boolean;
}

export function indexOwnerNames(owners: readonly EstateResource[], ownership: Ownership): OwnerNames {
  const inAll = new Map<string, EstateResource[]>();
  const inStack = new Map<string, EstateResource[]>();
  const inModule = new Map<string, EstateResource[]>();
  const byMaking = new Map<string, EstateResource[]>();
  for (const owner of owners) {
    const { stack, module, type, name } = owner.fact;
    for (const text of textsOf(owner, ownership)) {
      append(inAll, text, owner);
      append(inStack, JSON.stringify([stack, text]), owner);
      append(inModule, referenceKey(stack, module, `${type}.${name}`, text), owner);
    }
    const own = ownership.name === undefined ? undefined : valuesOf(owner)[ownership.name];
    if (isUnknown(own)) append(inModule, referenceKey(stack, module, `${type}.${name}`, own), owner);
    const making = makingOf(own);
    if (making !== undefined) append(byMaking, making, owner);
  }
  const searches = { all: search(owners, ownership), open: search(owners, ownership, ({ open }) => open) };
  return {
    named: (text, stack) => inStack.get(JSON.stringify([stack, text])) ?? inAll.get(text) ?? [],
    referredTo: ({ fact }, attribute, name) => {
      const heads = new Set((fact.references[attribute] ?? []).map(headOf));
      return [...heads].flatMap((head) => inModule.get(referenceKey(fact.stack, fact.module, head, name)) ?? []);
    },
    madeAlike: (name) => byMaking.get(makingOf(name) ?? '') ?? [],
    nameOf: (owner) => nameOf(owner, ownership),
    mayBeOne: (edges, among) => searches[among](edges),
  };
}

/** Texts that are its name. After apply the id is known too, and for what has a name of its own it is that name. */
function textsOf(owner: EstateResource, { name }: Ownership): string[] {
  const values = valuesOf(owner);
  const texts = [name === undefined ? undefined : values[name], values['id'], values['arn']];
  return [...new Set(texts)].filter((text) => typeof text === 'string');
}

function append(index: Map<string, EstateResource[]>, key: string, owner: EstateResource): void {
  const same = index.get(key);
  if (same === undefined) index.set(key, [owner]);
  else same.push(owner);
}

function referenceKey(stack: string, module: string, head: string, name: string | Unknown): string {
  return JSON.stringify([stack, module, head, typeof name === 'string' ? name : inKeyOrder(name)]);
}

/** Values that are equal are the same text. */
function inKeyOrder(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(inKeyOrder);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, inKeyOrder(member as Value)]));
}

/** The resource in a reference: `aws_s3_bucket.b` of `aws_s3_bucket.b[0].id`. */
function headOf(reference: string): string {
  return /^[^.[]*\.[^.[]*/.exec(reference)?.[0] ?? reference;
}

function nameOf(owner: EstateResource, { name, namePrefix, generatedPrefix = '' }: Ownership): OwnerName {
  const values = valuesOf(owner);
  const id = values['id'];
  const own = name === undefined ? undefined : values[name];
  const open = typeof id !== 'string' && typeof own !== 'string';
  if (typeof id === 'string') return { open, ...edgesOf(id) };
  if (typeof own === 'string' || isUnknown(own)) return { open, ...edgesOf(own) };
  const prefix = namePrefix === undefined ? undefined : values[namePrefix];
  if (own !== undefined || (prefix !== undefined && typeof prefix !== 'string')) return { open, ...anyText };
  return { open, start: prefix ?? generatedPrefix, end: '' };
}

/** Made when it is first asked for, and no question is answered twice. */
function search(
  owners: readonly EstateResource[],
  ownership: Ownership,
  isAmong: (name: OwnerName) => boolean = () => true,
): (edges: Edges) => boolean {
  let index: ReturnType<typeof edgeIndex> | undefined;
  const answers = new Map<string, boolean>();
  return (edges) => {
    index ??= edgeIndex(distinctEdges(owners.map((owner) => nameOf(owner, ownership)).filter(isAmong)));
    const key = edgesKey(edges);
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = !index.meeting(edges)[Symbol.iterator]().next().done;
      answers.set(key, answer);
    }
    return answer;
  };
}

export function edgesKey({ start, end }: Edges): string {
  return JSON.stringify([start, end]);
}

function distinctEdges(all: readonly Edges[]): Edges[] {
  return [...new Map(all.map((edges) => [edgesKey(edges), edges])).values()];
}
