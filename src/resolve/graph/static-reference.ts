import type { Json, JsonObject, Path } from '../../model/index.ts';
import { type Body, type Expression, isTemplate, type JsonTree, type TemplatePart } from '../../syntax/index.ts';
import { templateAt } from '../evaluate/json-tree.ts';

/** What an expression refers to, as it is written. In Terraform these alone decide what is evaluated before what. */
export type StaticReference =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'local'; readonly name: string }
  | {
      readonly kind: 'resource';
      readonly mode: 'managed' | 'data' | 'ephemeral';
      readonly type: string;
      readonly name: string;
    }
  /** Without `output`: all of them. */
  | { readonly kind: 'module'; readonly name: string; readonly output?: string };

/** `var.x`, `local.x`, `aws_kms_key.k`, `data.aws_vpc.v`, `module.m.out`. */
export function referenceText(reference: StaticReference): string {
  switch (reference.kind) {
    case 'variable':
      return `var.${reference.name}`;
    case 'local':
      return `local.${reference.name}`;
    case 'module':
      return `module.${reference.name}${reference.output === undefined ? '' : `.${reference.output}`}`;
    default: {
      const prefix = reference.mode === 'managed' ? '' : `${reference.mode}.`;
      return `${prefix}${reference.type}.${reference.name}`;
    }
  }
}

const NONE: readonly StaticReference[] = [];
const known = new WeakMap<Expression, readonly StaticReference[]>();

/** What an expression refers to, each thing once, in the order in which it is written. */
export function referencesOf(expression: Expression): readonly StaticReference[] {
  if (expression.kind === 'literal') return NONE;
  const before = known.get(expression);
  if (before !== undefined) return before;
  const collector = new Collector();
  collector.visit(expression, undefined);
  const found = collector.references();
  known.set(expression, found);
  return found;
}

/** What a whole block refers to, nested blocks included. */
export function referencesOfBody(body: Body): readonly StaticReference[] {
  const found = new Map<string, StaticReference>();
  const add = (inner: Body): void => {
    for (const { value } of inner.attributes.values()) {
      for (const reference of referencesOf(value)) found.set(referenceText(reference), reference);
    }
    for (const block of inner.blocks) add(block.body);
  };
  add(body);
  return [...found.values()];
}

interface Shadow {
  readonly name: string;
  readonly outer: Shadow | undefined;
}

const NOT_RESOURCES = new Set(['each', 'count', 'path', 'terraform', 'self', '']);

class Collector {
  readonly #found = new Map<string, StaticReference>();

  references(): readonly StaticReference[] {
    return this.#found.size === 0 ? NONE : [...this.#found.values()];
  }

  /** `shadow` lists the variables of `for` expressions in force, which hide names of the module. */
  visit(node: Expression, shadow: Shadow | undefined): void {
    switch (node.kind) {
      case 'literal':
      case 'name':
      case 'malformed':
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
        if (node.templates) this.#visitJson(node, node.value, []);
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
    if (of.kind === 'name') return isFree(of.name, shadow) && this.#addRooted(of.name, node.name);
    if (of.kind === 'attribute' && of.of.kind === 'name' && isFree(of.of.name, shadow)) {
      return this.#addTwiceRooted(of.of.name, of.name, node.name);
    }
    if (of.kind === 'index' && of.of.kind === 'attribute' && of.of.of.kind === 'name' && of.of.of.name === 'module') {
      if (!isFree('module', shadow)) return false;
      this.#add({ kind: 'module', name: of.of.name, output: node.name });
      this.visit(of.key, shadow);
      return true;
    }
    return false;
  }

  #addRooted(root: string, name: string): boolean {
    if (NOT_RESOURCES.has(root)) return true;
    if (root === 'var') this.#add({ kind: 'variable', name });
    else if (root === 'local') this.#add({ kind: 'local', name });
    else if (root === 'module') this.#add({ kind: 'module', name });
    else if (root !== 'data' && root !== 'ephemeral' && root !== 'resource') {
      this.#add({ kind: 'resource', mode: 'managed', type: root, name });
    }
    return true;
  }

  #addTwiceRooted(root: string, first: string, second: string): boolean {
    if (root === 'module') this.#add({ kind: 'module', name: first, output: second });
    else if (root === 'data' || root === 'ephemeral')
      this.#add({ kind: 'resource', mode: root, type: first, name: second });
    else if (root === 'resource') this.#add({ kind: 'resource', mode: 'managed', type: first, name: second });
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

  #visitJson(tree: JsonTree, json: Json, path: Path): void {
    if (typeof json === 'string') {
      if (isTemplate(json)) this.visit(templateAt(tree, path, json).expression, undefined);
    } else if (Array.isArray(json)) {
      for (const [index, item] of json.entries()) this.#visitJson(tree, item as Json, [...path, index]);
    } else if (typeof json === 'object' && json !== null) {
      for (const [key, member] of Object.entries(json as JsonObject)) {
        if (isTemplate(key)) this.visit(templateAt(tree, path, key).expression, undefined);
        this.#visitJson(tree, member, [...path, key]);
      }
    }
  }

  #add(reference: StaticReference): void {
    this.#found.set(referenceText(reference), reference);
  }
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
