import type { Json } from '../model/index.ts';
import { badModuleManifest } from './diagnostics.ts';
import { isJsonObject } from './json-access.ts';
import { joinPath } from './paths.ts';
import type { Reading } from './reading.ts';

/** Where `terraform init` has put the modules of one root, by the names of the calls that lead to them: `vpc`, `app.db`. */
export type InstalledModules = ReadonlyMap<string, InstalledModule>;

interface InstalledModule {
  readonly folder: string;
  /** As Terraform writes it, with its host; empty where it is left out. */
  readonly source: string;
  readonly version?: string;
}

/** Reads `.terraform/modules/modules.json` of a root module's folder; empty when there is none. */
export function installedModules(reading: Reading, root: string): InstalledModules {
  const path = joinPath(root, '.terraform/modules/modules.json');
  const file = reading.source(path);
  const installed = new Map<string, InstalledModule>();
  if (typeof file === 'string') return installed;
  const manifest = reading.json(file, false);
  const modules: Json | undefined = isJsonObject(manifest) ? manifest['Modules'] : undefined;
  if (!Array.isArray(modules)) {
    if (manifest !== undefined) reading.report(badModuleManifest({ location: { file: path } }, path));
    return installed;
  }
  for (const entry of modules as readonly Json[]) {
    if (!isJsonObject(entry)) continue;
    const { Key: key, Dir: folder, Source: source, Version: version } = entry;
    if (typeof key !== 'string' || typeof folder !== 'string') continue;
    installed.set(key, {
      folder: joinPath(root, folder),
      source: typeof source === 'string' ? source : '',
      ...(typeof version === 'string' && version !== '' ? { version } : {}),
    });
  }
  return installed;
}
