/** Holds what is around expressions (files, blocks, variables, modules) against Terraform: refused or accepted, and with which values. */
import { join } from 'node:path';
import { type Diagnostic, StopError } from '../../../src/diagnostics/index.ts';
import { diskFiles } from '../../../src/gate/index.ts';
import { readConfiguration } from '../../../src/ingest/index.ts';
import {
  decodeKey,
  isList,
  isObject,
  isUnresolved,
  type Json,
  plain,
  pointerOf,
  type Value,
} from '../../../src/model/index.ts';
import { resolveConfiguration } from '../../../src/resolve/index.ts';
import { type Folder, inFolder, init, plan } from '../terraform.ts';

/** A folder on disk; `root/` in it is judged, where there is one. */
export interface Around {
  readonly name: string;
  readonly files: Folder;
  /** Options of the command line in their order: `a=1` for `--var`, a file's name below the root for `--var-file`. */
  readonly given?: readonly ({ readonly assignment: string } | { readonly file: string })[];
  /** `TF_VAR_<name>`: name to text. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where in the folder the root module is. */
  readonly root?: string;
  /** The folder holds what `terraform init` would write. */
  readonly installed?: boolean;
}

/** What Terraform must be initialized for. */
const INSTALLED = /\bmodule\b|\bbackend\b/;

interface Outcome {
  readonly refused: boolean;
  /** Ours alone: a value is unknown because Terraform would refuse its expression (src/README.md, decision 11), or a module is not here. */
  readonly warned: boolean;
  /** What was said. */
  readonly said: readonly string[];
  /** Address and attribute, or `output x`, to a text with known, unknown and sensitive values told apart. */
  readonly values: ReadonlyMap<string, string>;
}

export interface Held {
  readonly name: string;
  readonly ours: Outcome;
  readonly theirs: Outcome;
}

export function holdAgainst(around: Around): Held {
  return inFolder(around.files, (folder) => {
    const root = join(folder, around.root ?? '');
    const theirs = readByTerraform(root, around);
    return { name: around.name, ours: readByUs(folder, root, around), theirs };
  });
}

/** One line for each disagreement. */
export function disagreements({ name, ours, theirs }: Held): readonly string[] {
  if (theirs.refused && (ours.refused || ours.warned)) return [];
  if (theirs.refused)
    return [`${name}: refused by Terraform alone: ${theirs.said.join(' | ')} (ours: ${ours.said.join(' | ')})`];
  if (ours.refused) return [`${name}: refused by us alone: ${ours.said.join(' | ')}`];
  const lines = ours.warned ? [`${name}: warned of by us alone: ${ours.said.join(' | ')}`] : [];
  for (const key of new Set([...theirs.values.keys(), ...ours.values.keys()])) {
    const [own, other] = [ours.values.get(key), theirs.values.get(key)];
    if (own !== other) lines.push(`${name}: ${key} is ${other} for Terraform and ${own} for us`);
  }
  return lines;
}

const WARNED: ReadonlySet<string> = new Set([
  'resolve/cannot-evaluate',
  'resolve/undeclared',
  'ingest/module-not-read',
]);

function readByUs(folder: string, root: string, { given = [], environment = {} }: Around): Outcome {
  try {
    const files = diskFiles(folder, [folder]);
    const configuration = readConfiguration([root], files, {
      given: given.map((option) => ('file' in option ? { file: join(root, option.file) } : option)),
      environment: new Map(Object.entries(environment)),
      workspace: 'default',
    });
    const resolved = resolveConfiguration(configuration, { files });
    const told = [...configuration.diagnostics, ...resolved.diagnostics];
    const values = new Map<string, string>();
    for (const { address, type, mode, values: all, sensitive } of resolved.instances) {
      if (type !== 'terraform_data' || mode !== 'managed') continue;
      for (const name of ['input', 'triggers_replace'])
        values.set(`${address} ${name}`, ownText(all[name] ?? null, `/${name}`, new Set(sensitive)));
    }
    for (const [name, value] of Object.entries(resolved.stacks[0]?.outputs ?? {}))
      values.set(`output ${decodeKey(name)}`, ownText(value, '', new Set()));
    return {
      refused: told.some(({ severity }) => severity === 'error'),
      warned: told.some(({ id }) => WARNED.has(id)),
      said: told.map(sentence),
      values,
    };
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    return { refused: true, warned: false, said: [`${error.code}: ${plain(error.what)}`], values: new Map() };
  }
}

function sentence({ id, severity, what }: Diagnostic): string {
  return `${severity} ${id}: ${plain(what)}`;
}

/** JSON with sorted keys; `?` for what is not known, and a value between `<` and `>` where it is sensitive. */
function ownText(value: Value, pointer: string, sensitive: ReadonlySet<string>): string {
  if (sensitive.has(pointer)) return `<${ownText(value, pointer, new Set())}>`;
  if (isUnresolved(value)) return '?';
  if (isList(value))
    return `[${value.map((item, index) => ownText(item, `${pointer}/${index}`, sensitive)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map(
      (key) =>
        `${JSON.stringify(decodeKey(key))}:${ownText(value[key] ?? null, `${pointer}${pointerOf([key])}`, sensitive)}`,
    );
  return `{${members.join(',')}}`;
}

function readByTerraform(root: string, around: Around): Outcome {
  const { files, given = [], environment = {}, installed = false } = around;
  const refused = (said: readonly string[]): Outcome => ({ refused: true, warned: false, said, values: new Map() });
  if (!installed && Object.values(files).some((text) => INSTALLED.test(text))) {
    const said = init(root);
    if (said !== undefined) return refused([said]);
  }
  const options = given.map((option) => ('file' in option ? `-var-file=${option.file}` : `-var=${option.assignment}`));
  const named = Object.entries(environment).map(([name, text]) => [`TF_VAR_${name}`, text]);
  const { errors, json } = plan(root, options, Object.fromEntries(named));
  if (json === undefined) return refused(errors.map(({ message }) => message));
  return { refused: false, warned: false, said: [], values: plannedValues(JSON.parse(json) as PlanJson) };
}

interface Change {
  readonly actions: readonly string[];
  readonly after?: Json;
  readonly after_unknown?: Json;
  readonly after_sensitive?: Json;
}

interface PlanJson {
  readonly resource_changes?: readonly { readonly address: string; readonly mode: string; readonly change: Change }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

function plannedValues(planned: PlanJson): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { address, change } of planned.resource_changes ?? [])
    for (const name of ['input', 'triggers_replace'])
      values.set(
        `${address} ${name}`,
        theirText(member(change.after, name), member(change.after_unknown, name), member(change.after_sensitive, name)),
      );
  for (const [name, { after, after_unknown }] of Object.entries(planned.output_changes ?? {}))
    values.set(`output ${name}`, theirText(after, after_unknown, undefined));
  return values;
}

function theirText(after: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): string {
  if (sensitive === true) return `<${theirText(after, unknown, undefined)}>`;
  if (unknown === true) return '?';
  const part = (key: string | number): string =>
    theirText(member(after, key), member(unknown, key), member(sensitive, key));
  if (Array.isArray(after)) return `[${after.map((_, index) => part(index)).join(',')}]`;
  if (typeof after !== 'object' || after === null) return JSON.stringify(after ?? null);
  const keys = new Set([...Object.keys(after), ...unknownKeys(unknown)]);
  return `{${[...keys]
    .sort()
    .map((key) => `${JSON.stringify(key)}:${part(key)}`)
    .join(',')}}`;
}

function unknownKeys(unknown: Json | undefined): readonly string[] {
  if (typeof unknown !== 'object' || unknown === null || Array.isArray(unknown)) return [];
  return Object.entries(unknown).flatMap(([key, mask]) => (hasTrue(mask) ? [key] : []));
}

function hasTrue(mask: Json): boolean {
  return typeof mask === 'object' && mask !== null ? Object.values(mask).some(hasTrue) : mask === true;
}

function member(json: Json | undefined, key: string | number): Json | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const found = Object.entries(json).find(([name]) => name === String(key));
  return found?.[1] as Json | undefined;
}
