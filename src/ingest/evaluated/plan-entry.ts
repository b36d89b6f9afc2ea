import type { Json, JsonObject, Path } from '../../model/index.ts';
import type { ChangeAction } from '../configuration.ts';
import { isJsonObject, listIn, memberOf, objectIn, textIn } from '../json-access.ts';

/** A resource as a plan or a state lists it, and where. */
export interface Entry {
  readonly entry: JsonObject;
  readonly path: Path;
  readonly module: string;
}

/** Told of every place that is not of the shape that the format has there; what stands there is not read. */
export type OnMisshapen = (path: Path, wanted: string) => void;

/** The resources of a `root_module` and of all modules below it, in the file's order. */
export function listedResources(values: Json | undefined, path: Path, misshapen: OnMisshapen): readonly Entry[] {
  const found: Entry[] = [];
  const visit = (module: Json | undefined, at: Path): void => {
    if (!isJsonObject(module)) {
      if (module !== undefined && module !== null) misshapen(at, 'an object');
      return;
    }
    const address = textIn(module, 'address') ?? '';
    for (const [entry, place] of itemsOf(module, 'resources', at, misshapen)) {
      if (isJsonObject(entry)) found.push({ entry, path: place, module: address });
      else misshapen(place, 'an object');
    }
    for (const [child, place] of itemsOf(module, 'child_modules', at, misshapen)) visit(child, place);
  };
  if (isJsonObject(values)) visit(memberOf(values, 'root_module'), [...path, 'root_module']);
  else if (values !== undefined && values !== null) misshapen(path, 'an object');
  return found;
}

/** The entries of `resource_changes` for the objects that are in force: a deposed object is on its way out already. */
export function listedChanges(plan: Json, misshapen: OnMisshapen): readonly Entry[] {
  return itemsOf(plan, 'resource_changes', [], misshapen).flatMap(([entry, path]) => changeAt(entry, path, misshapen));
}

/** What a plan leaves for a later one, with the plan's reason. */
export interface Deferred {
  readonly change: Entry;
  readonly reason: string;
}

export function deferredChanges(plan: Json, misshapen: OnMisshapen): readonly Deferred[] {
  return itemsOf(plan, 'deferred_changes', [], misshapen).flatMap(([entry, path]) =>
    changeAt(memberOf(entry, 'resource_change') ?? null, [...path, 'resource_change'], misshapen).map((change) => ({
      change,
      reason: textIn(entry, 'reason') ?? 'unknown',
    })),
  );
}

/** Ephemeral resources of OpenTofu are opened and closed, and exist in no state. */
function changeAt(entry: Json, path: Path, misshapen: OnMisshapen): readonly Entry[] {
  if (!isJsonObject(entry)) {
    misshapen(path, 'an object');
    return [];
  }
  if (textIn(entry, 'deposed') !== undefined || textIn(entry, 'mode') === 'ephemeral') return [];
  checkChange(entry, path, misshapen);
  return [{ entry, path, module: textIn(entry, 'module_address') ?? '' }];
}

function checkChange(entry: JsonObject, path: Path, misshapen: OnMisshapen): void {
  const change = memberOf(entry, 'change');
  if (!isJsonObject(change)) {
    misshapen([...path, 'change'], 'an object');
    return;
  }
  if (actionOf(entry) === undefined) misshapen([...path, 'change', 'actions'], 'a list of actions of Terraform');
  const unknown = memberOf(change, 'after_unknown');
  if (unknown !== undefined && unknown !== null && typeof unknown !== 'boolean' && !isJsonObject(unknown)) {
    misshapen([...path, 'change', 'after_unknown'], 'an object');
  }
}

/** The items of a list with their places. A list may be left out, or null. */
function itemsOf(value: Json, key: string, path: Path, misshapen: OnMisshapen): readonly (readonly [Json, Path])[] {
  const list = memberOf(value, key);
  if (Array.isArray(list)) return (list as readonly Json[]).map((item, index) => [item, [...path, key, index]]);
  if (list !== undefined && list !== null) misshapen([...path, key], 'a list');
  return [];
}

/** What a change does, in one word; `undefined` where the plan says nothing of it, or something unheard of. */
export function actionOf(entry: Json | undefined): ChangeAction | undefined {
  const change = objectIn(entry, 'change');
  const actions = listIn(change, 'actions').filter((action) => typeof action === 'string');
  const isImport = isJsonObject(memberOf(change, 'importing'));
  if (actions.length === 2 && actions.includes('create')) return 'replace';
  const [action] = actions;
  switch (actions.length === 1 ? action : undefined) {
    case 'no-op':
      return isImport ? 'import' : 'no-op';
    case 'create':
      return 'create';
    case 'update':
      return 'update';
    case 'delete':
      return 'delete';
    case 'read':
      return 'read';
    case 'forget':
      return 'forget';
    default:
      return undefined;
  }
}

/** RFC 6901 pointers of everything that is marked as sensitive. */
export function sensitivePointers(...marks: readonly (Json | undefined)[]): readonly string[] {
  const pointers = new Set<string>();
  const visit = (mark: Json | undefined, pointer: string): void => {
    if (mark === true) pointers.add(pointer);
    else if (Array.isArray(mark))
      for (const [index, item] of mark.entries()) visit(item as Json, `${pointer}/${index}`);
    else if (isJsonObject(mark)) {
      for (const [key, member] of Object.entries(mark)) visit(member, `${pointer}/${escaped(key)}`);
    }
  };
  for (const mark of marks) visit(mark, '');
  return [...pointers];
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
