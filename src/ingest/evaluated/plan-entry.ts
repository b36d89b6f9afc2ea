import type { Json, JsonObject, Path } from '../../model/index.ts';
import type { ChangeAction } from '../configuration.ts';
import { isJsonObject, listIn, memberOf, objectIn, textIn } from '../json-access.ts';

/** A resource as a plan or a state lists it, and where. */
export interface Entry {
  readonly entry: JsonObject;
  readonly path: Path;
  readonly module: string;
}

/** The resources of a `root_module` and of all modules below it, in the file's order. */
export function listedResources(values: Json | undefined, path: Path): readonly Entry[] {
  const found: Entry[] = [];
  const visit = (module: Json | undefined, at: Path): void => {
    const address = textIn(module, 'address') ?? '';
    for (const [index, entry] of listIn(module, 'resources').entries()) {
      if (isJsonObject(entry)) found.push({ entry, path: [...at, 'resources', index], module: address });
    }
    for (const [index, child] of listIn(module, 'child_modules').entries()) {
      visit(child, [...at, 'child_modules', index]);
    }
  };
  visit(memberOf(values, 'root_module'), [...path, 'root_module']);
  return found;
}

/** The entries of `resource_changes` for the objects that are in force: a deposed object is on its way out already. */
export function listedChanges(plan: Json): readonly Entry[] {
  return listIn(plan, 'resource_changes').flatMap((entry, index) => {
    if (!isJsonObject(entry) || textIn(entry, 'deposed') !== undefined) return [];
    return [{ entry, path: ['resource_changes', index], module: textIn(entry, 'module_address') ?? '' }];
  });
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
