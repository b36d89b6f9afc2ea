import {
  decodeKey,
  encodeKey,
  isObject,
  type Json,
  type JsonObject,
  type Location,
  type Path,
  type Value,
} from '../../model/index.ts';
import { locateJson, type SourceFile } from '../../syntax/index.ts';
import type { EvaluatedInstance } from '../configuration.ts';
import { memberOf, membersOf, objectIn, textIn } from '../json-access.ts';
import { type ModuleStep, moduleSteps } from './plan-address.ts';
import type { PlanConfiguration } from './plan-configuration.ts';
import { actionOf, type Entry, sensitivePointers } from './plan-entry.ts';
import { knownValue, plannedValue, type Unknowns } from './plan-value.ts';
import { unknownAfterApply } from './provider-values.ts';
import { unmarkedUnknowns } from './unmarked-unknowns.ts';

export interface InstanceContext {
  readonly file: SourceFile;
  readonly configuration: PlanConfiguration;
  /** The id of an address: with the stack's name before it, where it has one. */
  readonly idOf: (address: string) => string;
}

/** Where an entry keeps its values: a planned resource in `values`, a change before or after it. */
type Side = 'before' | 'after';

/**
 * Makes an instance of a planned, stored or changed resource. `change` is the plan's change of it, if there is one; `mayExist` says
 * why it is not certain that it will exist.
 */
export function instanceOf(
  context: InstanceContext,
  entry: Entry,
  change: Entry | undefined,
  side: Side,
  mayExist?: string,
): EvaluatedInstance {
  const { entry: json, module } = entry;
  const [type, name] = [textIn(json, 'type') ?? '', textIn(json, 'name') ?? ''];
  const mode = textIn(json, 'mode') === 'data' ? 'data' : 'managed';
  const steps = moduleSteps(module);
  const configured = context.configuration.resource(steps, mode, type, name);
  const index = memberOf(json, 'index');
  const action = actionOf(change?.entry);
  const valuesPath = pathOfValues(entry, change, side);
  const previous = action === 'no-op' ? undefined : memberOf(objectIn(change?.entry, 'change'), 'before');
  return new PlanInstance(context.file, valuesPath, previous ?? null, {
    mode,
    address: textIn(json, 'address') ?? '',
    module,
    type,
    name,
    ...(typeof index === 'string' || typeof index === 'number' ? { key: index } : {}),
    ...valuesOf(context, entry, change, { side, steps, expressions: configured?.expressions }),
    references: configured?.references ?? {},
    literal: configured?.literal ?? [],
    dependsOn: configured?.dependsOn ?? [],
    ...(mayExist === undefined ? {} : { mayExist }),
    sensitive: sensitivePointers(
      memberOf(json, 'sensitive_values'),
      memberOf(objectIn(change?.entry, 'change'), `${side}_sensitive`),
    ),
    ...(action === undefined ? {} : { action }),
    provider: configured?.provider ?? (textIn(json, 'provider_name') ?? '').replace(/^.*\//, ''),
  });
}

type Known = Omit<EvaluatedInstance, 'location' | 'locate' | 'constructPath' | 'before'>;

/** Its places are worked out when somebody asks: a plan can have ten thousand instances, and a report names few. */
class PlanInstance implements EvaluatedInstance {
  readonly mode: Known['mode'];
  readonly address: string;
  readonly module: string;
  readonly type: string;
  readonly name: string;
  declare readonly key?: string | number;
  readonly values: Value;
  readonly unset: readonly string[];
  readonly references: Known['references'];
  readonly literal: readonly string[];
  readonly dependsOn: readonly string[];
  declare readonly mayExist?: string;
  readonly sensitive: readonly string[];
  declare readonly action?: Exclude<Known['action'], undefined>;
  readonly provider: string;

  constructor(
    readonly file: SourceFile,
    readonly path: Path,
    /** What was there before a change, in the plan's own encoding. */
    readonly previous: Json,
    known: Known,
  ) {
    this.mode = known.mode;
    this.address = known.address;
    this.module = known.module;
    this.type = known.type;
    this.name = known.name;
    if (known.key !== undefined) this.key = known.key;
    this.values = known.values;
    this.unset = known.unset;
    this.references = known.references;
    this.literal = known.literal;
    this.dependsOn = known.dependsOn;
    if (known.mayExist !== undefined) this.mayExist = known.mayExist;
    this.sensitive = known.sensitive;
    if (known.action !== undefined) this.action = known.action;
    this.provider = known.provider;
  }

  get before(): Value {
    return knownValue(this.previous);
  }

  get location(): Location {
    return locateJson(this.file, this.path);
  }

  locate(path: Path): Location {
    const below = path.map((step) => (typeof step === 'string' ? decodeKey(step) : step));
    return locateJson(this.file, [...this.path, ...below]);
  }
}

function pathOfValues(entry: Entry, change: Entry | undefined, side: Side): Path {
  if (memberOf(entry.entry, 'values') !== undefined) return [...entry.path, 'values'];
  return change === undefined ? entry.path : [...change.path, 'change', side];
}

interface Scope {
  readonly side: Side;
  readonly steps: readonly ModuleStep[];
  readonly expressions: JsonObject | undefined;
}

const NONE: readonly string[] = [];

function valuesOf(
  context: InstanceContext,
  entry: Entry,
  change: Entry | undefined,
  scope: Scope,
): Pick<EvaluatedInstance, 'values' | 'unset'> {
  const changed = objectIn(change?.entry, 'change');
  const values = memberOf(entry.entry, 'values') ?? memberOf(changed, scope.side);
  const isManaged = textIn(entry.entry, 'mode') !== 'data';
  const unmarked = isManaged && change === undefined ? unmarkedUnknowns(values, scope.expressions) : undefined;
  const unknown = scope.side === 'after' ? (memberOf(changed, 'after_unknown') ?? unmarked) : undefined;
  if (values === undefined || (values === null && unknown === undefined)) {
    return { values: { $unknown: 'the file shows no values for it' }, unset: NONE };
  }
  const unknowns = { leaf: leafOf(context.configuration, scope.steps), omitsUnset: isManaged };
  const planned = plannedValue(values, unknown, { name: '', expression: scope.expressions, isBlock: true }, unknowns);
  return { values: planned, unset: unsetIn(planned, unknown) };
}

function unsetIn(values: Value, unknown: Json | undefined): readonly string[] {
  if (!isObject(values)) return NONE;
  return membersOf(unknown).flatMap(([name, mark]) => {
    const key = encodeKey(name);
    return mark === true && !Object.hasOwn(values, key) ? key : NONE;
  });
}

/** Attributes that hold a document: an expression that refers to one attribute only is rarely that attribute. */
const DOCUMENT = /polic|document|definition|user_data|json|content|template|script|command|rules$/;

/** `policy_arn`: what they name, they do not hold. */
const NAMES_ONE = /_(?:arn|id|name)s?$/;

/** Attributes that may stand for a whole document. */
const WHOLE_DOCUMENT = /(?:^|\.)(?:json|minified_json|policy|rendered|content|content_base64)$/;

function leafOf(configuration: PlanConfiguration, steps: readonly ModuleStep[]): Unknowns['leaf'] {
  return ({ name, expression }, part) => {
    if (part === 'member') return unknownAfterApply(expression);
    const reference =
      part !== undefined && part.of > 1
        ? configuration.elementReferences(expression, steps, part.of)[part.index]
        : configuration.exactReference(expression, steps);
    const holds = DOCUMENT.test(name) && !NAMES_ONE.test(name);
    const isExact = reference !== undefined && (!holds || WHOLE_DOCUMENT.test(reference.$attribute));
    return isExact ? reference : unknownAfterApply(expression);
  };
}
