import type { Location } from '../model/index.ts';
import { locate } from '../syntax/index.ts';
import { checkCall } from './check-call.ts';
import type { Module, ModuleCall, NamedBlock } from './configuration.ts';
import { moduleCycle, moduleMissing, moduleOutside, shadowedFile, vanishedFile } from './diagnostics.ts';
import { hclBlocks } from './hcl-blocks.ts';
import { jsonBlocks } from './json-blocks.ts';
import { ModuleDraft } from './module-draft.ts';
import { isModuleFile, moduleFiles } from './module-files.ts';
import { type InstalledModules, installedModules } from './module-manifest.ts';
import { moduleFolder, type Trouble } from './module-source.ts';
import { joinPath } from './paths.ts';
import type { Reading } from './reading.ts';
import type { TopBlock } from './top-block.ts';

/** The deepest that calls of modules may nest. Terraform has no limit; nobody nests ten. */
const DEEPEST_CALL = 50;

/** A guard against links that lead in circles: each way round looks like another folder. */
const MOST_MODULES = 5_000;

/** Where a module stands in the tree of calls. */
interface Position {
  /** Names of the calls that lead here. */
  readonly calls: readonly string[];
  /** Folders from the root to here. */
  readonly folders: readonly string[];
}

/** Reads a root module with all modules below it that can be found. A folder that is called twice is read once. */
export class ModuleReader {
  readonly #read = new Map<string, Module>();
  readonly #installed: InstalledModules;

  constructor(
    readonly reading: Reading,
    readonly root: string,
  ) {
    this.#installed = installedModules(reading, root);
  }

  /** The module of a folder; of the named files in it, where they are given. */
  readRoot(only?: readonly string[]): Module {
    return this.#readModule(this.root, { calls: [], folders: [this.root] }, only);
  }

  #readModule(folder: string, position: Position, only?: readonly string[]): Module {
    const draft = new ModuleDraft(this.reading);
    const files =
      only === undefined
        ? moduleFiles(this.reading.files.list(folder) ?? [])
        : { primary: only, overrides: [], shadowed: new Map<string, string>() };
    for (const [name, by] of files.shadowed) {
      this.reading.report(shadowedFile({ location: { file: joinPath(folder, name), line: 1, column: 1 } }, name, by));
    }
    for (const name of files.primary) for (const block of this.#blocksOf(folder, name)) draft.add(block, false);
    for (const name of files.overrides) for (const block of this.#blocksOf(folder, name)) draft.add(block, true);
    return {
      folder,
      resources: [...draft.resources.values()],
      variables: [...draft.variables.values()],
      outputs: [...draft.outputs.values()],
      locals: [...draft.locals.values()],
      providers: [...draft.providers.values()],
      calls: [...draft.calls.values()].map((call) => this.#follow(call, folder, position)),
      settings: draft.settings,
      checks: draft.checks,
      others: draft.others,
    };
  }

  #blocksOf(folder: string, name: string): readonly TopBlock[] {
    const path = joinPath(folder, name);
    const file = this.reading.source(path);
    if (file === 'missing') this.reading.report(vanishedFile({ location: { file: path } }, path));
    if (file === 'missing' || file === 'refused') return [];
    if (isHcl(name)) return hclBlocks(this.reading, file);
    const value = this.reading.json(file, true);
    return value === undefined ? [] : jsonBlocks(this.reading, file, value);
  }

  #follow(call: NamedBlock, folder: string, position: Position): ModuleCall {
    const here: Position = { ...position, calls: [...position.calls, call.name] };
    const target = moduleFolder(this.reading, call, folder, this.#installed, here.calls.join('.'));
    const trouble = 'why' in target ? target : this.#troubleWith(target.folder, here);
    if (trouble !== undefined) {
      this.reading.report(trouble.report({ location: placeOfSource(call) }, call.name, trouble.why));
      return withOutcome(call, { why: trouble.why });
    }
    if (!('folder' in target)) return withOutcome(call, {});
    const known = this.#read.get(target.folder);
    const module = known ?? this.#readModule(target.folder, { ...here, folders: [...here.folders, target.folder] });
    this.#read.set(target.folder, module);
    checkCall(this.reading, call, module);
    return withOutcome(call, { module });
  }

  #troubleWith(folder: string, { folders }: Position): Trouble | undefined {
    if (folders.includes(folder)) {
      const ring = [...folders.slice(folders.indexOf(folder)), folder].join(' calls ');
      return { report: moduleCycle, why: `it calls itself: ${ring}` };
    }
    if (folders.length > DEEPEST_CALL) {
      return { report: moduleMissing, why: `${folder} is nested deeper than ${DEEPEST_CALL} calls` };
    }
    if (this.#read.size >= MOST_MODULES) {
      return { report: moduleMissing, why: `there are more than ${MOST_MODULES} modules` };
    }
    const names = this.reading.files.list(folder);
    if (names === undefined) return { report: moduleMissing, why: `there is no folder ${folder}` };
    if (!this.reading.files.inside(folder)) {
      return { report: moduleOutside, why: `${folder} lies outside the folders that were given` };
    }
    return names.some(isModuleFile) ? undefined : { report: moduleMissing, why: `${folder} has no Terraform files` };
  }
}

/** Anything else was named by the user and begins as JSON does, whatever it is called. */
function isHcl(name: string): boolean {
  return isModuleFile(name) && !name.endsWith('.json');
}

function withOutcome(call: NamedBlock, outcome: Pick<ModuleCall, 'module' | 'why'>): ModuleCall {
  return {
    name: call.name,
    body: call.body,
    ...outcome,
    get span() {
      return call.span;
    },
  };
}

export function placeOfSource(call: NamedBlock): Location {
  const source = call.body.attributes.get('source');
  return locate(source?.file ?? call.body.file, source?.value.span ?? call.span);
}
