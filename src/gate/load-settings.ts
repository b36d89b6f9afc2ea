import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf, StopError } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';
import { defaultSettings, readSettings, readWaivers, type Settings } from '../settings/index.ts';
import { nameOf } from './path-name.ts';

export interface SettingsRequest {
  /** Absolute path of the settings file; `undefined` for none: defaults are in force. */
  readonly file: string | undefined;
  /** Environment to apply; by default the one that the file names. */
  readonly environment?: string;
  /** Waiver file to read in place of the one that the settings name. */
  readonly waivers?: string;
  /** Folder that messages name files relative to. */
  readonly folder: string;
}

/**
 * Reads the settings and the waivers that they name.
 *
 * @throws StopError when a file is missing or ill-formed, or there is no such environment
 */
export function loadSettings({ file, environment, waivers, folder }: SettingsRequest): Settings {
  const settings = file === undefined ? withoutFile(environment) : settingsOf(file, folder, environment);
  const waiverFile = waivers ?? settings.waiverFile;
  if (waiverFile === undefined) return settings;
  const path = resolve(folder, waiverFile);
  const text = readText(path, folder, 'waiver file');
  return { ...settings, waiverFile, waivers: readWaivers(text, nameOf(path, folder)) };
}

function settingsOf(file: string, folder: string, environment: string | undefined): Settings {
  const text = readText(file, folder, 'settings file');
  return readSettings(text, nameOf(file, folder), environment === undefined ? {} : { environment });
}

function withoutFile(environment: string | undefined): Settings {
  if (environment === undefined) return defaultSettings;
  throw new StopError(
    'gate/no-settings',
    say`environment ${environment} is asked for, but there is no settings file that declares it`,
    'write sallyport.yaml beside the app (`sallyport init`), or name one by `--config` or the option `config`',
  );
}

function readText(path: string, folder: string, what: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new StopError(
      'gate/unreadable',
      [`the ${what} `, { data: nameOf(path, folder) }, ` cannot be read: ${reasonOf(cause)}`],
      'correct the path, or make the file readable',
      undefined,
      { cause },
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new StopError(
      'gate/encoding',
      [`the ${what} `, { data: nameOf(path, folder) }, ' is not UTF-8'],
      'save it as UTF-8',
      undefined,
      { cause },
    );
  }
}
