import type { Json, Value } from '../../model/index.ts';
import { locate, locateJson, type SourceFile } from '../../syntax/index.ts';
import type { EvaluatedStack } from '../configuration.ts';
import { failedPlan, incompletePlan, misshapenPlan, noVersion, unlistedResource, unreadInput } from '../diagnostics.ts';
import { memberOf, membersOf, objectIn, textIn } from '../json-access.ts';
import type { Reading } from '../reading.ts';
import { type InstanceContext, instanceOf } from './evaluated-instance.ts';
import { PlanConfiguration } from './plan-configuration.ts';
import {
  actionOf,
  deferredChanges,
  type Entry,
  listedChanges,
  listedResources,
  type OnMisshapen,
} from './plan-entry.ts';
import { knownValue } from './plan-value.ts';
import { planVariables } from './plan-variables.ts';
import { providerValues, unknownAfterApply } from './provider-values.ts';

/**
 * Reads what `terraform show -json` or `tofu show -json` prints of a plan or of a state (Terraform documentation, "JSON Output
 * Format", format 0.1 to 1.x). Empty when the file was reported as one that cannot be read.
 */
export function evaluatedStack(
  reading: Reading,
  file: SourceFile,
  value: Json,
  from: 'plan' | 'state',
  name: string,
): readonly EvaluatedStack[] {
  const version = memberOf(value, 'format_version');
  const start = { location: locate(file, { start: 0, end: 0 }) };
  if (version === undefined) reading.report(noVersion(start, file.path));
  else if (typeof version !== 'string' || !/^[01](?:\.\d+)*$/.test(version)) {
    const location = locateJson(file, ['format_version']);
    reading.report(
      unreadInput({ location }, file.path, `its format is ${JSON.stringify(version)}, and 0.1 to 1.x can be read`),
    );
    return [];
  }
  reportState(reading, file, value);
  return [from === 'plan' ? planStack(reading, file, value, name) : stateStack(reading, file, value, name)];
}

function reportState(reading: Reading, file: SourceFile, value: Json): void {
  if (memberOf(value, 'errored') === true) {
    reading.report(failedPlan({ location: locateJson(file, ['errored']) }, file.path));
  } else if (memberOf(value, 'complete') === false) {
    reading.report(incompletePlan({ location: locateJson(file, ['complete']) }, file.path));
  }
}

function planStack(reading: Reading, file: SourceFile, plan: Json, name: string): EvaluatedStack {
  const misshapen = misshapenIn(reading, file);
  const changes = checked(reading, file, listedChanges(plan, misshapen));
  const changeOf = new Map(changes.map((change) => [addressOf(change), change]));
  const deferred = deferredChanges(plan, misshapen).filter(({ change }) => !isRemoval(change));
  const entries = checked(reading, file, populationOf(plan, changes, misshapen));
  const listed = new Set(entries.map(addressOf));
  const later = deferred.filter(({ change }) => !listed.has(addressOf(change)));
  const addresses = new Set([...listed, ...later.map(({ change }) => addressOf(change))]);
  const idOf = (address: string): string => (name === '' ? address : `${name}/${address}`);
  const configuration = new PlanConfiguration(
    objectIn(plan, 'configuration'),
    (address) => addresses.has(address),
    idOf,
  );
  const context: InstanceContext = { file, configuration, idOf };
  const variables = planVariables(plan);
  const removed = changes.filter((change) => isRemoval(change) && !addresses.has(addressOf(change)));
  return {
    kind: 'evaluated',
    name,
    from: 'plan',
    file: file.path,
    instances: [
      ...entries.map((entry) => instanceOf(context, entry, changeOf.get(addressOf(entry)), 'after')),
      ...later.map(({ change, reason }) => instanceOf(context, change, change, 'after', mayExistBecause(reason))),
    ],
    removed: removed.map((change) => instanceOf(context, change, change, 'before')),
    outputs: outputsOf(objectIn(plan, 'planned_values'), configuration),
    variables,
    providers: providerValues(objectIn(plan, 'configuration'), variables),
  };
}

/**
 * Everything that exists after the plan: what it plans, the data sources that were read while planning (they stand in the prior
 * state alone), and what some plans show only among the changes. An address counts once.
 */
function populationOf(plan: Json, changes: readonly Entry[], misshapen: OnMisshapen): readonly Entry[] {
  const planned = listedResources(memberOf(plan, 'planned_values'), ['planned_values'], misshapen);
  const priorValues = memberOf(memberOf(plan, 'prior_state'), 'values');
  const prior = listedResources(priorValues, ['prior_state', 'values'], misshapen);
  const read = prior.filter(({ entry }) => entry['mode'] === 'data');
  const found = new Map<string, Entry>();
  for (const entry of [...planned, ...read, ...changes.filter((change) => !isRemoval(change))]) {
    const address = addressOf(entry);
    if (!found.has(address)) found.set(address, entry);
  }
  return [...found.values()];
}

function stateStack(reading: Reading, file: SourceFile, state: Json, name: string): EvaluatedStack {
  const values = memberOf(state, 'values');
  const idOf = (address: string): string => (name === '' ? address : `${name}/${address}`);
  const configuration = new PlanConfiguration(undefined, () => false, idOf);
  const all = listedResources(values, ['values'], misshapenIn(reading, file));
  const listed = all.filter(({ entry }) => textIn(entry, 'deposed_key') === undefined);
  return {
    kind: 'evaluated',
    name,
    from: 'state',
    file: file.path,
    instances: checked(reading, file, listed).map((entry) =>
      instanceOf({ file, configuration, idOf }, entry, undefined, 'after'),
    ),
    outputs: outputsOf(values, configuration),
    variables: new Map(),
    providers: new Map(),
  };
}

function misshapenIn(reading: Reading, file: SourceFile): OnMisshapen {
  return (path, wanted) => {
    reading.report(misshapenPlan({ location: locateJson(file, path) }, path.join('.'), wanted));
  };
}

/** Leaves out, and reports, what lacks the names that make a resource. */
function checked(reading: Reading, file: SourceFile, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ entry, path }) => {
    const missing = ['address', 'type', 'name'].filter((key) => textIn(entry, key) === undefined);
    if (missing.length === 0) return true;
    reading.report(unlistedResource({ location: locateJson(file, path) }, missing.join(', ')));
    return false;
  });
}

function isRemoval({ entry }: Entry): boolean {
  const action = actionOf(entry);
  return action === 'delete' || action === 'forget';
}

function addressOf({ entry }: Entry): string {
  return textIn(entry, 'address') ?? '';
}

function outputsOf(values: Json | undefined, configuration: PlanConfiguration): ReadonlyMap<string, Value> {
  return new Map(
    membersOf(memberOf(values, 'outputs')).map(([name, output]) => {
      const value = memberOf(output, 'value');
      if (value !== undefined) return [name, knownValue(value)];
      const expression = configuration.outputExpression([], name);
      return [name, configuration.exactReference(expression, []) ?? unknownAfterApply(expression)];
    }),
  );
}

/** A plan defers a resource of which it does not know how many there will be, and one that depends on something deferred. */
function mayExistBecause(reason: string): string | undefined {
  return reason === 'instance_count_unknown' ? 'the plan does not know yet how many there will be' : undefined;
}
