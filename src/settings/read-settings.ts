import { posix } from 'node:path';
import { nearest, StopError } from '../diagnostics/index.ts';
import type { JsonObject, Path, Text } from '../model/index.ts';
import { say, words } from '../model/index.ts';
import type { SettingsFile } from '../shapes/index.ts';
import { defaultSettings } from './defaults.ts';
import type { YamlDocument } from './document.ts';
import { readDocument } from './document.ts';
import { faultOfBlock } from './partner-block.ts';
import schema from './settings.schema.json' with { type: 'json' };
import type { Settings } from './settings.ts';
import { stopOnFault } from './stop-on-fault.ts';

/**
 * Reads `sallyport.yaml`, with one environment applied: the one asked for, else the one that the file names. What the file
 * leaves out has its default. Paths in it are made relative to where the run started; its waiver file is not read here.
 *
 * @throws StopError with line and column where the text is no YAML, does not conform to the schema or names an unknown environment
 */
export function readSettings(text: string, file: string, options: { readonly environment?: string } = {}): Settings {
  const document = readDocument(text, file);
  stopOnFault(document, schema);
  const given = document.value as JsonObject & SettingsFile;
  checkBlocks(given, document);
  const environment = environmentInForce(given, document, options.environment);
  const special = environment === undefined ? {} : (given.environments?.[environment] ?? {});
  const gate = { ...given.gate, ...special };
  const beside = (path: string) => (posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path));
  return {
    ...(environment === undefined ? {} : { environment }),
    closeOn: gate.close_on ?? defaultSettings.closeOn,
    ...(gate.undecided === undefined ? {} : { undecided: gate.undecided }),
    ...(given.waivers === undefined ? {} : { waiverFile: beside(given.waivers) }),
    waivers: [],
    bundles: (given.policies ?? []).map(beside),
    declarations: {
      zones: given.zones ?? [],
      edges: given.edges ?? [],
      partners: given.partners ?? [],
      organizationAccounts: given.organization?.accounts ?? [],
    },
    decisionSeconds: given.limits?.decision_seconds ?? defaultSettings.decisionSeconds,
  };
}

function checkBlocks(given: SettingsFile, document: YamlDocument): void {
  given.partners?.forEach(({ cidr }, index) => {
    const fault = faultOfBlock(cidr);
    if (fault !== undefined) stopAt(document, ['partners', index, 'cidr'], [{ data: cidr }, ` ${fault}`]);
  });
}

function environmentInForce(given: SettingsFile, document: YamlDocument, asked?: string): string | undefined {
  const known = Object.keys(given.environments ?? {});
  for (const name of known) {
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
      stopAt(
        document,
        ['environments', name],
        say`${name} is no name for an environment; use letters, digits, ".", "-", "_"`,
      );
    }
  }
  const name = asked ?? given.environment;
  if (name === undefined || known.includes(name)) return name;
  const path: Path = asked === undefined ? ['environment'] : ['environments'];
  return stopAt(document, path, [...say`${name} is not an environment of this file`, ...among(name, known)]);
}

function among(name: string, known: readonly string[]): Text {
  if (known.length === 0) return words('; it declares none');
  const meant = nearest(name, known);
  const list: Text = ['allowed: ', { data: known.join(', ') }];
  return meant === undefined ? ['; ', ...list] : ['; did you mean ', { data: meant }, '? ', ...list];
}

function stopAt(document: YamlDocument, path: Path, what: Text): never {
  throw new StopError('settings/ill-formed', what, 'correct it', document.placeOf(path));
}
