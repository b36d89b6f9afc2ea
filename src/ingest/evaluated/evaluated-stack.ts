import type { Json, Value } from '../../model/index.ts';
import { jsonTree, locate, locateJson, type SourceFile } from '../../syntax/index.ts';
import type { GivenVariable, SourceStack } from '../configuration.ts';
import {
  failedCheck,
  failedPlan,
  incompletePlan,
  misshapenPlan,
  noVersion,
  unjudgedAction,
  unlistedResource,
  unmarkedPlan,
  unreadInput,
} from '../diagnostics.ts';
import { listIn, memberOf, membersOf, objectIn, textIn } from '../json-access.ts';
import { declaredInPlan } from '../pairing/declared-resources.ts';
import type { Reading } from '../reading.ts';
import { type InstanceContext, instanceOf } from './evaluated-instance.ts';
import type { PendingPlan } from './pending-plan.ts';
import { PlanConfiguration } from './plan-configuration.ts';
import {
  actionOf,
  deferredChanges,
  type Entry,
  listedChanges,
  listedResources,
  type OnMisshapen,
} from './plan-entry.ts';
import { secretTexts } from './plan-secrets.ts';
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
): readonly PendingPlan[] {
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
  return [from === 'plan' ? planStack(reading, file, value) : stateStack(reading, file, value)];
}

function reportState(reading: Reading, file: SourceFile, value: Json): void {
  if (memberOf(value, 'errored') === true) {
    reading.report(failedPlan({ location: locateJson(file, ['errored']) }, file.path));
  } else if (memberOf(value, 'complete') === false) {
    reading.report(incompletePlan({ location: locateJson(file, ['complete']) }, file.path));
  }
}

function planStack(reading: Reading, file: SourceFile, plan: Json): PendingPlan {
  const misshapen = misshapenIn(reading, file);
  const changes = checked(reading, file, listedChanges(plan, misshapen));
  const deferred = deferredChanges(plan, misshapen).filter(({ change }) => !isRemoval(change));
  const entries = checked(reading, file, populationOf(plan, changes, misshapen));
  const listed = new Set(entries.map(addressOf));
  const later = deferred.filter(({ change }) => !listed.has(addressOf(change)));
  const addresses = new Set([...listed, ...later.map(({ change }) => addressOf(change))]);
  const changeOf = new Map(changes.map((change) => [addressOf(change), change]));
  const removed = changes.filter((change) => isRemoval(change) && !addresses.has(addressOf(change)));
  const written = objectIn(plan, 'configuration');
  reportUnmarked(reading, file, entries, changeOf, written);
  reportChecks(reading, file, plan);
  reportActions(reading, file, plan);
  const variables = planVariables(plan);
  return {
    kind: 'pending',
    file,
    place: { location: locate(file, { start: 0, end: 0 }) },
    declared: declaredInPlan(written, entries),
    build: (name, source) => {
      const idOf = idsIn(name);
      const configuration = new PlanConfiguration(written, (address) => addresses.has(address), idOf);
      const context: InstanceContext = { file, configuration, idOf };
      return {
        kind: 'evaluated',
        name,
        from: 'plan',
        file: file.path,
        isComplete: memberOf(plan, 'errored') !== true && memberOf(plan, 'complete') === true,
        instances: [
          ...entries.map((entry) => instanceOf(context, entry, changeOf.get(addressOf(entry)), 'after')),
          ...later.map(({ change, reason }) => instanceOf(context, change, change, 'after', mayExistBecause(reason))),
        ],
        removed: removed.map((change) => instanceOf(context, change, change, 'before')),
        outputs: outputsOf(objectIn(plan, 'planned_values'), configuration),
        variables,
        providers: providerValues(written, variables),
        secrets: secretTexts(plan),
        ...(source === undefined ? {} : { source: withPlannedVariables({ ...source, name }, file, plan) }),
      };
    },
  };
}

/** A planned resource of which nothing tells what is not known: neither the plan's changes nor its configuration. */
function reportUnmarked(
  reading: Reading,
  file: SourceFile,
  entries: readonly Entry[],
  changeOf: ReadonlyMap<string, Entry>,
  written: Json | undefined,
): void {
  if (written !== undefined) return;
  const bare = entries.filter((entry) => entry.entry['mode'] !== 'data' && !changeOf.has(addressOf(entry)));
  const [first] = bare;
  if (first === undefined) return;
  reading.report(unmarkedPlan({ location: locateJson(file, first.path) }, file.path, bare.map(addressOf)));
}

/** Conditions of the configuration that the plan found broken. */
function reportChecks(reading: Reading, file: SourceFile, plan: Json): void {
  for (const [index, check] of listIn(plan, 'checks').entries()) {
    const status = textIn(check, 'status');
    if (status !== 'fail' && status !== 'error') continue;
    const name = textIn(memberOf(check, 'address'), 'to_display') ?? `check ${index}`;
    reading.report(failedCheck({ location: locateJson(file, ['checks', index]) }, name, status));
  }
}

/** What a plan of Terraform 1.14 makes providers do beside its changes. */
function reportActions(reading: Reading, file: SourceFile, plan: Json): void {
  for (const section of ['action_invocations', 'deferred_action_invocations']) {
    for (const [index, entry] of listIn(plan, section).entries()) {
      const invocation = section === 'action_invocations' ? entry : (memberOf(entry, 'action_invocation') ?? entry);
      const address = textIn(invocation, 'address') ?? `action ${index}`;
      reading.report(unjudgedAction({ location: locateJson(file, [section, index]) }, address));
    }
  }
}

/** The plan's variables are those that it was made with, whatever is given to the source now. */
function withPlannedVariables(source: SourceStack, file: SourceFile, plan: Json): SourceStack {
  const planned = membersOf(memberOf(plan, 'variables')).flatMap(([name, variable]): [string, GivenVariable][] => {
    const value = memberOf(variable, 'value');
    if (value === undefined) return [];
    const expression = jsonTree(file, value, ['variables', name, 'value'], false);
    return [[name, { value: { expression, file }, from: file.path }]];
  });
  return { ...source, variables: new Map([...source.variables, ...planned]) };
}

function idsIn(name: string): (address: string) => string {
  return (address) => (name === '' ? address : `${name}/${address}`);
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
    if (!found.has(address) && entry.entry['mode'] !== 'ephemeral') found.set(address, entry);
  }
  return [...found.values()];
}

function stateStack(reading: Reading, file: SourceFile, state: Json): PendingPlan {
  const values = memberOf(state, 'values');
  const all = listedResources(values, ['values'], misshapenIn(reading, file));
  const entries = checked(
    reading,
    file,
    all.filter(({ entry }) => textIn(entry, 'deposed_key') === undefined),
  );
  return {
    kind: 'pending',
    file,
    place: { location: locate(file, { start: 0, end: 0 }) },
    declared: NOTHING_DECLARED,
    build: (name) => {
      const idOf = idsIn(name);
      const configuration = new PlanConfiguration(undefined, () => false, idOf);
      const context: InstanceContext = { file, configuration, idOf };
      return {
        kind: 'evaluated',
        name,
        from: 'state',
        file: file.path,
        isComplete: true,
        instances: entries.map((entry) => instanceOf(context, entry, undefined, 'after')),
        outputs: outputsOf(values, configuration),
        variables: new Map(),
        providers: new Map(),
        secrets: [],
      };
    },
  };
}

/** A state is not made of a configuration alone, so that it is no source's. */
const NOTHING_DECLARED: PendingPlan['declared'] = { blocks: new Map(), modules: new Set() };

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
