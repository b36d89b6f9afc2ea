import type { Json, JsonObject, Reference } from '../../model/index.ts';
import { listIn, memberOf, objectIn, textIn } from '../json-access.ts';
import { type ModuleStep, moduleAddress, referenceTarget, within } from './plan-address.ts';

/** The deepest chain of variables and outputs that is followed to a resource. */
const LONGEST_CHAIN = 50;

/** In characters: addresses have at most some hundred. */
const LONGEST_REFERENCE = 2_000;

/**
 * The `configuration` of a plan: what was written, as far as the plan shows it. It lists the references of each expression and no more:
 * an expression whose only reference is `aws_kms_key.k.arn` is taken to be that reference.
 */
export class PlanConfiguration {
  readonly #resources = new Map<JsonObject, ReadonlyMap<string, JsonObject>>();

  constructor(
    readonly root: JsonObject | undefined,
    /** True for the address of an instance that the plan shows. */
    readonly exists: (address: string) => boolean,
    /** Makes the id of an address. */
    readonly idOf: (address: string) => string,
  ) {}

  /** The configuration of a resource in the module that these calls lead to. */
  resource(steps: readonly ModuleStep[], mode: string, type: string, name: string): JsonObject | undefined {
    const module = this.#module(steps);
    return module === undefined ? undefined : this.#resourcesOf(module).get(`${mode} ${type}.${name}`);
  }

  outputExpression(steps: readonly ModuleStep[], name: string): Json | undefined {
    return memberOf(objectIn(objectIn(this.#module(steps), 'outputs'), name), 'expression');
  }

  /** The attribute that an expression in a module refers to, if it refers to one alone. */
  exactReference(expression: Json | undefined, steps: readonly ModuleStep[]): Reference | undefined {
    const [only, ...others] = longestReferences(expression);
    return only === undefined || others.length > 0 ? undefined : this.#follow(only, steps, 0);
  }

  /** The attributes that the elements of a list refer to, if there are as many references as elements. */
  elementReferences(
    expression: Json | undefined,
    steps: readonly ModuleStep[],
    count: number,
  ): readonly (Reference | undefined)[] {
    const references = longestReferences(expression);
    return references.length === count ? references.map((reference) => this.#follow(reference, steps, 0)) : [];
  }

  #follow(reference: string, steps: readonly ModuleStep[], depth: number): Reference | undefined {
    const target = depth > LONGEST_CHAIN ? undefined : referenceTarget(reference);
    if (target === undefined) return undefined;
    if (target.kind === 'resource') {
      const address = within(moduleAddress(steps), target.address);
      return this.exists(address) ? { $ref: this.idOf(address), $attribute: target.attribute } : undefined;
    }
    const inner = target.kind === 'output' ? [...steps, target.call] : steps.slice(0, -1);
    const expression =
      target.kind === 'output' ? this.outputExpression(inner, target.name) : this.#argument(steps, target.name);
    const [only, ...others] = longestReferences(expression);
    return only === undefined || others.length > 0 ? undefined : this.#follow(only, inner, depth + 1);
  }

  /** What the call of a module gives to one of its variables. */
  #argument(steps: readonly ModuleStep[], variable: string): Json | undefined {
    const call = steps.at(-1);
    const parent = this.#module(steps.slice(0, -1));
    if (call === undefined) return undefined;
    return memberOf(objectIn(objectIn(objectIn(parent, 'module_calls'), call.name), 'expressions'), variable);
  }

  #module(steps: readonly ModuleStep[]): JsonObject | undefined {
    let module = objectIn(this.root, 'root_module');
    for (const { name } of steps) module = objectIn(objectIn(objectIn(module, 'module_calls'), name), 'module');
    return module;
  }

  #resourcesOf(module: JsonObject): ReadonlyMap<string, JsonObject> {
    const known = this.#resources.get(module);
    if (known !== undefined) return known;
    const resources = new Map<string, JsonObject>();
    for (const entry of listIn(module, 'resources')) {
      const key = `${textIn(entry, 'mode')} ${textIn(entry, 'type')}.${textIn(entry, 'name')}`;
      resources.set(key, entry as JsonObject);
    }
    this.#resources.set(module, resources);
    return resources;
  }
}

/** All references of an expression or of the blocks and expressions in it. */
export function allReferences(expression: Json | undefined): readonly string[] {
  const found = new Set<string>();
  collect(expression, found);
  return [...found];
}

function collect(expression: Json | undefined, found: Set<string>): void {
  if (typeof expression !== 'object' || expression === null) return;
  if (Array.isArray(expression)) {
    for (const item of expression as readonly Json[]) collect(item, found);
    return;
  }
  for (const [key, member] of Object.entries(expression)) {
    if (key === 'references' && Array.isArray(member)) {
      for (const reference of member as readonly Json[]) if (typeof reference === 'string') found.add(reference);
    } else if (key !== 'constant_value') collect(member, found);
  }
}

/** A plan lists `a.b.c`, then `a.b`: those that no other one goes on from. */
export function longestReferences(expression: Json | undefined): readonly string[] {
  const all = listIn(expression, 'references').filter((reference) => typeof reference === 'string');
  const prefixes = new Set(all.flatMap(prefixesOf));
  return [...new Set(all)].filter((reference) => !prefixes.has(reference));
}

function prefixesOf(reference: string): readonly string[] {
  const prefixes: string[] = [];
  if (reference.length > LONGEST_REFERENCE) return prefixes;
  for (let at = reference.length - 1; at > 0; at -= 1) {
    if (reference[at] === '.' || reference[at] === '[') prefixes.push(reference.slice(0, at));
  }
  return prefixes;
}
