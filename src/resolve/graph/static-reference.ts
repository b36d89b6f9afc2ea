import type { Json, JsonObject } from '../../model/index.ts';
import {
  type Attribute,
  type Body,
  type Expression,
  isTemplate,
  type JsonTree,
  type SourceFile,
  type Span,
  type TemplatePart,
} from '../../syntax/index.ts';
import { inspectBody } from '../body/inspect.ts';
import { isDynamicMember, iteratorNames } from '../body/json-dynamic.ts';
import { jsonFlags, TEMPLATE } from '../evaluate/json-flags.ts';
import { into, type Steps, StringInJson, templateOf } from '../evaluate/json-tree.ts';
import type { Memo } from '../evaluate/memo.ts';
import { resourceKey } from './module-index.ts';

/** What an expression refers to, as it is written; `text` is `var.x`, `local.x`, `aws_kms_key.k`, `data.aws_vpc.v`, `module.m.out`. In Terraform these alone decide what is evaluated before what. */
export type StaticReference =
  | { readonly kind: 'variable'; readonly name: string; readonly text: string }
  | { readonly kind: 'local'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'resource';
      readonly text: string;
      readonly mode: 'managed' | 'data' | 'ephemeral';
      readonly type: string;
      readonly name: string;
    }
  /** Without `output`: all of them. */
  | { readonly kind: 'module'; readonly name: string; readonly output?: string; readonly text: string };

const NONE: readonly StaticReference[] = [];

/** What an expression refers to, each thing once, in the order in which it is written. `flags` are those of a JSON tree, if known; `isDynamic` for dynamic blocks. */
export function referencesOf(
  expression: Expression,
  memo: Memo,
  flags = expression.kind === 'json' ? jsonFlags(expression) : 0,
  isDynamic = false,
): readonly StaticReference[] {
  if (expression.kind === 'literal' || (expression.kind === 'json' && (flags & TEMPLATE) === 0)) return NONE;
  const collector = new Collector(memo);
  if (isDynamic && expression.kind === 'json') collector.skipIterators(expression.value);
  collector.visit(expression, undefined);
  return collector.references();
}

/** What a whole block refers to, nested blocks included. */
export function referencesOfBody(body: Body, memo: Memo): readonly StaticReference[] {
  return inspectBody(body, memo).references;
}

/** Where a name of the module is written: what it refers to, or a name that stands alone and so refers to nothing. */
export interface Sighting {
  readonly what: StaticReference | { readonly kind: 'lone'; readonly name: string };
  readonly file: SourceFile;
  readonly span: Span;
}

/** Every place in an expression where something outside of it is named; `iterators` are those of the dynamic blocks around it. */
export function sightingsIn(
  expression: Expression,
  file: SourceFile,
  memo: Memo,
  iterators: ReadonlySet<string>,
): readonly Sighting[] {
  const sightings: Sighting[] = [];
  const collector = new Collector(memo, { file, sightings });
  collector.visit(expression, undefined);
  return sightings.filter(({ what }) => {
    const name =
      what.kind === 'lone' ? what.name : what.kind === 'resource' && what.mode === 'managed' ? what.type : '';
    return !iterators.has(name) && !collector.iterators.has(name);
  });
}

interface Shadow {
  readonly name: string;
  readonly outer: Shadow | undefined;
}

/** What is seen on the way, and the file that spans count in. */
interface Watch {
  readonly sightings: Sighting[];
  file: SourceFile;
}

const NOT_RESOURCES = new Set(['each', 'count', 'path', 'terraform', 'self', '']);

class Collector {
  readonly #found = new Map<string, StaticReference>();
  readonly iterators = new Set<string>();

  constructor(
    readonly memo: Memo,
    readonly watch?: Watch,
  ) {}

  references(): readonly StaticReference[] {
    if (this.#found.size === 0) return NONE;
    const all = [...this.#found.values()];
    return this.iterators.size === 0 ? all : all.filter((one) => !this.#isIterator(one));
  }

  /** The iterator of a dynamic block looks like a resource and is none. */
  #isIterator(reference: StaticReference): boolean {
    return reference.kind === 'resource' && reference.mode === 'managed' && this.iterators.has(reference.type);
  }

  /** What dynamic blocks call their elements. */
  skipIterators(json: Json): void {
    for (const name of iteratorNames(json)) this.iterators.add(name);
  }

  /** `shadow` lists the variables of `for` expressions in force, which hide names of the module. */
  visit(node: Expression, shadow: Shadow | undefined): void {
    switch (node.kind) {
      case 'literal':
      case 'malformed':
        return;
      case 'name':
        if (this.watch !== undefined && isFree(node.name, shadow)) this.#addLone(node.name, node.span);
        return;
      case 'attribute':
        if (!this.#addNamed(node, shadow)) this.visit(node.of, shadow);
        return;
      case 'index':
        this.#visitAll([node.of, node.key], shadow);
        return;
      case 'splat':
        this.#visitAll([node.of, node.each], shadow);
        return;
      case 'template':
        this.#visitParts(node.parts, shadow);
        return;
      case 'json':
        this.#visitJson(node.value, { tree: node, steps: undefined });
        return;
      case 'for':
        this.#visitFor(node, shadow);
        return;
      default:
        this.#visitAll(childrenOf(node), shadow);
    }
  }

  #visitAll(nodes: readonly Expression[], shadow: Shadow | undefined): void {
    for (const node of nodes) this.visit(node, shadow);
  }

  #addNamed(node: Expression & { kind: 'attribute' }, shadow: Shadow | undefined): boolean {
    const { of } = node;
    if (of.kind === 'name') return isFree(of.name, shadow) && this.#addRooted(of.name, node);
    if (of.kind === 'attribute' && of.of.kind === 'name' && isFree(of.of.name, shadow)) {
      return this.#addTwiceRooted(of.of.name, of.name, node);
    }
    if (of.kind === 'index' && of.of.kind === 'attribute' && of.of.of.kind === 'name' && of.of.of.name === 'module') {
      if (!isFree('module', shadow)) return false;
      this.#add(moduleReference(of.of.name, node.name), node.span);
      this.visit(of.key, shadow);
      return true;
    }
    return false;
  }

  #addRooted(root: string, { name, span }: Attribute): boolean {
    if (NOT_RESOURCES.has(root)) return true;
    if (root === 'var') this.#add({ kind: 'variable', name, text: `var.${name}` }, span);
    else if (root === 'local') this.#add({ kind: 'local', name, text: `local.${name}` }, span);
    else if (root === 'module') this.#add(moduleReference(name), span);
    else if (root !== 'data' && root !== 'ephemeral' && root !== 'resource') {
      this.#add(resourceReference('managed', root, name), span);
    }
    return true;
  }

  #addTwiceRooted(root: string, first: string, { name: second, span }: Attribute): boolean {
    if (root === 'module') this.#add(moduleReference(first, second), span);
    else if (root === 'data' || root === 'ephemeral') this.#add(resourceReference(root, first, second), span);
    else if (root === 'resource') this.#add(resourceReference('managed', first, second), span);
    else return false;
    return true;
  }

  #visitFor(node: Expression & { kind: 'for' }, shadow: Shadow | undefined): void {
    this.visit(node.collection, shadow);
    const item = { name: node.item, outer: shadow };
    const inner = node.key === undefined ? item : { name: node.key, outer: item };
    for (const part of [node.resultKey, node.result, node.condition]) if (part !== undefined) this.visit(part, inner);
  }

  #visitParts(parts: readonly TemplatePart[], shadow: Shadow | undefined): void {
    for (const part of parts) {
      if (part.kind === 'interpolation') this.visit(part.value, shadow);
      else if (part.kind === 'if') {
        this.visit(part.condition, shadow);
        this.#visitParts(part.then, shadow);
        this.#visitParts(part.else, shadow);
      } else if (part.kind === 'for') {
        this.visit(part.collection, shadow);
        const item = { name: part.item, outer: shadow };
        this.#visitParts(part.body, part.key === undefined ? item : { name: part.key, outer: item });
      }
    }
  }

  #visitJson(json: Json, place: JsonPlace): void {
    if (typeof json === 'string') this.#visitText(json, place);
    else if (Array.isArray(json)) {
      for (const [index, item] of json.entries()) this.#visitJson(item as Json, this.#within(place, index));
    } else if (typeof json === 'object' && json !== null) {
      for (const [key, member] of Object.entries(json as JsonObject)) {
        if (key === 'dynamic' && isDynamicMember(member)) this.skipIterators(member);
        this.#visitText(key, place);
        this.#visitJson(member, this.#within(place, key));
      }
    }
  }

  /** Only who asks for places needs the way to them. */
  #within(place: JsonPlace, step: string | number): JsonPlace {
    return this.watch === undefined ? place : { tree: place.tree, steps: into(place.steps, step) };
  }

  #visitText(text: string, { tree, steps }: JsonPlace): void {
    if (!isTemplate(text)) return;
    const outer = this.watch?.file;
    if (this.watch !== undefined) this.watch.file = new StringInJson(tree, steps, text);
    this.visit(templateOf(text, this.memo), undefined);
    if (this.watch !== undefined && outer !== undefined) this.watch.file = outer;
  }

  #add(reference: StaticReference, span: Span): void {
    this.#found.set(reference.text, reference);
    this.watch?.sightings.push({ what: reference, file: this.watch.file, span });
  }

  /** `self` stands for the resource in its provisioners, and a splat names its element by nothing. */
  #addLone(name: string, span: Span): void {
    if (name === 'self' || name === '') return;
    this.watch?.sightings.push({ what: { kind: 'lone', name }, file: this.watch.file, span });
  }
}

interface JsonPlace {
  readonly tree: JsonTree;
  readonly steps: Steps | undefined;
}

function resourceReference(mode: 'managed' | 'data' | 'ephemeral', type: string, name: string): StaticReference {
  return { kind: 'resource', mode, type, name, text: resourceKey(mode, type, name) };
}

function moduleReference(name: string, output?: string): StaticReference {
  const text = `module.${name}${output === undefined ? '' : `.${output}`}`;
  return { kind: 'module', name, text, ...(output === undefined ? {} : { output }) };
}

function isFree(name: string, shadow: Shadow | undefined): boolean {
  for (let here = shadow; here !== undefined; here = here.outer) if (here.name === name) return false;
  return true;
}

type Plain = Exclude<
  Expression,
  { kind: 'literal' | 'name' | 'malformed' | 'attribute' | 'index' | 'splat' | 'template' | 'json' | 'for' }
>;

function childrenOf(node: Plain): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return node.arguments;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.then, node.else];
    case 'tuple':
      return node.items;
    case 'object':
      return node.items.flatMap(({ key, value }) => [key, value]);
    default:
      return [node.inner];
  }
}
