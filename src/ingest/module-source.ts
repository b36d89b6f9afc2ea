import { locate } from '../syntax/index.ts';
import type { NamedBlock } from './configuration.ts';
import { localVersion, moduleMissing, moduleNotRead } from './diagnostics.ts';
import type { InstalledModules } from './module-manifest.ts';
import { joinPath } from './paths.ts';
import type { Reading } from './reading.ts';
import { isWithin } from './version-constraint.ts';

/** Why a module was not read, and how grave that is. */
export interface Trouble {
  readonly report: typeof moduleMissing;
  readonly why: string;
}

/** Where the source of a call leads: a folder, or why nowhere. `key` is how the manifest of installed modules names the call. */
export function moduleFolder(
  reading: Reading,
  call: NamedBlock,
  folder: string,
  installed: InstalledModules,
  key: string,
): { readonly folder: string } | Trouble {
  const attribute = call.body.attributes.get('source');
  if (attribute === undefined) return { report: moduleMissing, why: 'it has no `source`' };
  const { value } = attribute;
  const source = value.kind === 'literal' || value.kind === 'json' ? value.value : undefined;
  if (source === undefined) return { report: moduleNotRead, why: 'its `source` is no plain string' };
  if (typeof source !== 'string' || source === '') return { report: moduleMissing, why: 'its `source` is empty' };
  const entry = installed.get(key);
  if (isLocal(source)) {
    const version = call.body.attributes.get('version');
    if (version !== undefined)
      reading.report(localVersion({ location: locate(version.file ?? call.body.file, version.nameSpan) }, call.name));
    // Terraform goes where the manifest leads, whatever the source says.
    return { folder: entry?.source === source ? entry.folder : joinPath(folder, source) };
  }
  if (!/[/:]/.test(source)) {
    return { report: moduleMissing, why: `its source ${source} is no address; a folder is written ./${source}` };
  }
  if (entry === undefined) {
    return {
      report: moduleNotRead,
      why: `its source ${source} is not local, and .terraform/modules holds no copy of it`,
    };
  }
  if (isOther(entry.source, source)) {
    return {
      report: moduleNotRead,
      why: `.terraform/modules holds ${entry.source} in the place of its source ${source}`,
    };
  }
  const wanted = call.body.attributes.get('version')?.value;
  const range = wanted?.kind === 'literal' || wanted?.kind === 'json' ? wanted.value : undefined;
  if (entry.version !== undefined && typeof range === 'string' && isWithin(entry.version, range) === false) {
    return { report: moduleNotRead, why: `.terraform/modules holds its version ${entry.version}, and not ${range}` };
  }
  return { folder: entry.folder };
}

function isLocal(source: string): boolean {
  return /^\.\.?(?:[/\\]|$)/.test(source);
}

const DEFAULT_HOST = /^registry\.(?:terraform\.io|opentofu\.org)\//;

/** `namespace/name/provider`, perhaps after a host and before a folder in it (Terraform documentation, "Module Sources"). */
const IN_REGISTRY = /^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[a-z0-9]+(?:\/\/.*)?$/;

/**
 * True where a manifest certainly holds something else. Other sources than those of registries it writes in a form of its own, as
 * `github.com/x/y` with `git::https://` before it; the revision stays.
 */
function isOther(held: string, wanted: string): boolean {
  const [own, other] = [held.replace(DEFAULT_HOST, ''), wanted.replace(DEFAULT_HOST, '')];
  if (own === '' || own === other) return false;
  return IN_REGISTRY.test(own) || IN_REGISTRY.test(other) || revisionOf(own) !== revisionOf(other);
}

/** What `?ref=` names: a branch, a tag or a commit. */
function revisionOf(source: string): string {
  const query = source.split('?')[1] ?? '';
  return new URLSearchParams(query).get('ref') ?? '';
}
