import { type BodyBlock, blocksOf } from '../../syntax/index.ts';
import { evaluateBody } from '../body/evaluate-body.ts';
import type { Written } from '../body/written.ts';
import { type Cty, DYNAMIC, nullOf } from '../cty/value.ts';
import { plainJson } from '../evaluate/json-tree.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { joinPaths } from '../graph/relative-path.ts';

/** Where a stack keeps its state: the backend's type and its settings. */
export interface Backend {
  readonly type: string;
  readonly settings: ReadonlyMap<string, Written>;
}

const nothing = (): boolean => false;

/** The backend or cloud block of a root module; `undefined` for the local backend with no settings. */
export function backendOf(scope: ModuleScope): Backend | undefined {
  for (const block of scope.module.settings) {
    const found = backendIn(scope, block);
    if (found !== undefined) return found;
  }
  return undefined;
}

function backendIn(scope: ModuleScope, block: BodyBlock): Backend | undefined {
  if (block.body.json) return jsonBackend(block);
  const context = scope.context(block.body.file);
  for (const inner of block.body.blocks) {
    if (inner.type !== 'backend' && inner.type !== 'cloud') continue;
    const [label = 'cloud'] = inner.labels;
    return { type: label, settings: evaluateBody(inner.body, context, nothing) };
  }
  return undefined;
}

/** `"backend": {"s3": {...}}`, each level an object or an array of objects. */
function jsonBackend(block: BodyBlock): Backend | undefined {
  for (const backend of blocksOf(block.body, 'backend')) {
    for (const type of backend.attributes.keys()) {
      const [settings] = blocksOf(backend, type);
      if (settings !== undefined) return { type, settings: jsonSettings(settings) };
    }
  }
  const [cloud] = blocksOf(block.body, 'cloud');
  return cloud && { type: 'cloud', settings: jsonSettings(cloud) };
}

function jsonSettings(body: BodyBlock['body']): ReadonlyMap<string, Written> {
  const settings = new Map<string, Written>();
  for (const { name, value } of body.attributes.values()) {
    if (value.kind === 'json') settings.set(name, { kind: 'json', json: value.value, encoded: true });
  }
  return settings;
}

/** Which settings say where the state is, by backend; `terraform.tfstate` is the default of a local path. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  local: ['path', 'workspace_dir'],
  s3: ['bucket', 'key', 'workspace_key_prefix'],
  gcs: ['bucket', 'prefix'],
  azurerm: ['resource_group_name', 'storage_account_name', 'container_name', 'key'],
  http: ['address'],
  consul: ['address', 'path'],
  pg: ['conn_str', 'schema_name'],
  oss: ['bucket', 'prefix', 'key'],
  cos: ['bucket', 'prefix', 'key'],
  kubernetes: ['secret_suffix', 'namespace'],
  remote: ['hostname', 'organization', 'workspaces'],
};

/** A text that two backends share only if they are the same state; `undefined` when a setting that matters is not known. */
export function stateIdentity(type: string, setting: (name: string) => Cty, folder: string): string | undefined {
  const names = IDENTITY[type];
  if (names === undefined) return undefined;
  const parts: string[] = [type];
  for (const name of names) {
    const text = settingText(setting(name));
    if (text === undefined) return undefined;
    parts.push(
      type === 'local' && name === 'path' ? joinPaths(folder, text === '' ? 'terraform.tfstate' : text) : text,
    );
  }
  return JSON.stringify(parts);
}

function settingText(value: Cty): string | undefined {
  if (value.kind === 'null') return '';
  if (value.kind === 'string') return value.value;
  if (value.kind === 'bool') return String(value.value);
  if (value.kind === 'unknown') return undefined;
  if ('entries' in value) {
    const members = [...value.entries].map(([name, item]) => [name, settingText(item)] as const);
    return members.some(([, text]) => text === undefined) ? undefined : JSON.stringify(members.sort());
  }
  if (!('items' in value)) return undefined;
  const items = value.items.map(settingText);
  return items.length === 1 ? items[0] : JSON.stringify(items);
}

export function backendSetting(backend: Backend, name: string): Cty {
  const written = backend.settings.get(name);
  if (written?.kind === 'value') return written.value;
  return written?.kind === 'json' ? plainJson(written.json) : nullOf(DYNAMIC);
}
