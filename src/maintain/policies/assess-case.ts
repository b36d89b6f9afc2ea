/** A case of a policy, through the whole pipeline as the command line runs it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { analyseAccess } from '../../analyse/access/index.ts';
import { analyseNetwork } from '../../analyse/network/index.ts';
import { assess } from '../../assess.ts';
import { buildEstate } from '../../aws/index.ts';
import type { Bundle } from '../../decide/index.ts';
import { composeFacts } from '../../facts/index.ts';
import { diskFiles, loadSettings } from '../../gate/index.ts';
import { readConfiguration } from '../../ingest/index.ts';
import type { Assessment } from '../../judge/index.ts';
import { resolveConfiguration } from '../../resolve/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { Facts } from '../../shapes/index.ts';

/**
 * Judges one case at a fixed instant, by the settings that lie beside it.
 *
 * @param root the folder that `file`, a file or a folder, is named from.
 */
export function assessCase(root: string, file: string, bundle: Bundle): Assessment {
  const files = diskFiles(root, [file]);
  return assess({
    configuration: readConfiguration([file], files),
    files,
    bundles: [bundle],
    settings: settingsOfCase(root, file),
    now: new Date(0),
    clock: () => 0,
  });
}

/** What the policies see of one case. */
export function factsOfCase(root: string, file: string): Facts {
  const { declarations } = settingsOfCase(root, file);
  const files = diskFiles(root, [file]);
  const estate = buildEstate(resolveConfiguration(readConfiguration([file], files), { files }), declarations);
  return composeFacts(estate, analyseNetwork(estate, declarations), analyseAccess(estate), declarations);
}

/** `<case>.sallyport.yaml`, else `sallyport.yaml` in the folder of the cases, for a policy that depends on declarations; else what is in force without a file. */
function settingsOfCase(root: string, file: string): Settings {
  const beside = [file.replace(/(\.(tf|plan)\.json)?$/, '.sallyport.yaml'), join(dirname(file), 'sallyport.yaml')];
  return loadSettings({ file: beside.map((name) => join(root, name)).find(existsSync), folder: root });
}
