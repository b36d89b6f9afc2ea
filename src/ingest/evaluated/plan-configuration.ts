import { encodeKey, type Json, type JsonObject, type Reference } from '../../model/index.ts';
import { listIn, memberOf, objectIn, textIn } from '../json-access.ts';
import { type ModuleStep, moduleAddress, referenceTarget, within } from './plan-address.ts';
import { allReferences, isConstant, longestReferences, staticNames } from './static-names.ts';

/** The deepest chain of variables and outputs that is followed to a resource. */
const LONGEST_CHAIN = 50;

/** What the configuration says of a resource, the same for all its instances. */
export interface ConfiguredResource {
  readonly expressions: JsonObject;
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly literal: readonly string[];
  readonly dependsOn: readonly string[];
  readonly provider?: string;
}

/**
 * The `configuration` of a plan: what was written, as far as the plan shows it. It lists the references of each expression and no more:
 * an expression whose only reference is `aws_kms_key.k.arn` is taken to be that reference.
 */
export class PlanConfiguration {
  readonly #resources = new Map<JsonObject, ReadonlyMap<string, ConfiguredResource>>();

  constructor(
    readonly root: JsonObject | undefined,
    /** True for the address of an instance that the plan shows. */
    readonly exists: (address: string) => boolean,
    /** Makes the id of an address. */
    readonly idOf: (address: string) => string,
  ) {}

  /** The configuration of a resource in the module that these calls lead to. */
  resource(steps: readonly ModuleStep[], mode: string, type: string, name: string): ConfiguredResource | undefined {
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
      // Where it is not known how many there will be, one instance stands for all.
      const found = [address, address.replace(/\[[^[]*\]$/, '[*]')].find(this.exists);
      return found === undefined ? undefined : { $ref: this.idOf(found), $attribute: target.attribute };
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

  #resourcesOf(module: JsonObject): ReadonlyMap<string, ConfiguredResource> {
    const known = this.#resources.get(module);
    if (known !== undefined) return known;
    const resources = new Map<string, ConfiguredResource>();
    for (const entry of listIn(module, 'resources')) {
      const key = `${textIn(entry, 'mode')} ${textIn(entry, 'type')}.${textIn(entry, 'name')}`;
      resources.set(key, configured(entry));
    }
    this.#resources.set(module, resources);
    return resources;
  }
}

function configured(entry: Json): ConfiguredResource {
  const expressions = objectIn(entry, 'expressions') ?? {};
  const references: Record<string, readonly string[]> = {};
  const literal: string[] = [];
  for (const [name, expression] of Object.entries(expressions)) {
    const names = staticNames(allReferences(expression));
    if (names.length > 0) references[encodeKey(name)] = names;
    else if (isConstant(expression)) literal.push(encodeKey(name));
  }
  const provider = textIn(entry, 'provider_config_key');
  return {
    expressions,
    references,
    literal,
    dependsOn: listIn(entry, 'depends_on').filter((name) => typeof name === 'string'),
    ...(provider === undefined ? {} : { provider }),
  };
}
