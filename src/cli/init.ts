import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { reasonOf, StopError } from '../diagnostics/index.ts';
import { findProject, findSettings, nameOf } from '../gate/index.ts';
import { say } from '../model/index.ts';
import { attachGate } from './attach-gate.ts';
import { Exit } from './exit.ts';
import type { Host } from './host.ts';

const waiverName = 'sallyport-waivers.yaml';

/**
 * Writes a settings file and an empty waiver file beside the app, and shows the change that attaches the gate. What exists
 * is left as it is; nothing is asked.
 */
export function init(given: string | undefined, host: Host): Exit {
  const folder = resolve(host.folder, given ?? '.');
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new StopError('cli/no-folder', say`${given ?? '.'} is no folder`, 'name the folder of your project');
  }
  const appFile = findProject(folder)?.appFile;
  const settings = findSettings(folder);
  if (settings === undefined) writeFiles(appFile === undefined ? folder : dirname(appFile), host);
  else host.print(`${nameOf(settings, host.folder)} is there already, and was left as it is.\n`);
  host.print(appFile === undefined ? withoutApp : nextSteps(appFile, host));
  return Exit.Open;
}

function writeFiles(folder: string, host: Host): void {
  const file = join(folder, 'sallyport.yaml');
  writeNew(file, settingsText(folder), host);
  const waivers = join(folder, waiverName);
  if (existsSync(waivers)) host.print(`${nameOf(waivers, host.folder)} is there already, and was left as it is.\n`);
  else writeNew(waivers, waiverText(folder), host);
}

function writeNew(file: string, text: string, host: Host): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    throw new StopError(
      'cli/output',
      [{ data: nameOf(file, host.folder) }, ` cannot be written: ${reasonOf(cause)}`],
      'name a folder that is writable',
      undefined,
      { cause },
    );
  }
  host.print(`wrote ${nameOf(file, host.folder)}\n`);
}

function nextSteps(appFile: string, host: Host): string {
  const name = nameOf(appFile, host.folder);
  const change = attachGate(readFileSync(appFile, 'utf8'));
  if (change === 'attached') return `\nThe gate is attached in ${name}. Synthesize: the gate judges every stack.\n`;
  if (change === undefined) return `\nIn ${name}:\n\n${twoLines}${afterwards}`;
  return `\nChange ${name}:\n\n${change}${afterwards}`;
}

const twoLines = `  import { sallyport } from 'sallyport';

  const app = sallyport(new App());
`;

const afterwards = `
Then synthesize as always (\`cdktf synth\`): a closed gate makes it fail before anything can be deployed.
Without the app, \`sallyport check\` judges what was synthesized.
`;

const withoutApp = `
Judge folders of Terraform:  sallyport check .

For a CDKTF or CDKTN app, these two lines attach the gate to synthesis:

${twoLines}`;

function settingsText(folder: string): string {
  return `${schemaLine(folder, 'settings')}version: 1

# What closes the gate. An undecided subject is one whose values are known only after apply.
gate:
  close_on: [critical, high, medium]
  undecided: report

# What differs in one environment, chosen by \`environment\` or \`--environment\`.
environments:
  production:
    undecided: close
  development:
    close_on: [critical, high]

waivers: ${waiverName}

# Your AWS accounts: what another account may reach is judged by this list.
# organization:
#   accounts: ["111122223333"]

# Public address blocks of partners, which are not the internet at large.
# partners:
#   - cidr: 198.51.100.0/24
#     name: example partner
`;
}

function waiverText(folder: string): string {
  return `${schemaLine(folder, 'waivers')}# A waiver silences one policy for one resource until a date. Expired and unused ones are reported.
version: 1
waivers: []
#   - policy: network/example
#     subject: aws_security_group.example
#     reason: why this is safe here, and what protects it instead
#     owner: name-of-a-team
#     expires: 2030-12-31
`;
}

/** Lets editors check the file, where this package is installed in the project. */
function schemaLine(folder: string, schema: string): string {
  for (let here = folder; ; here = dirname(here)) {
    const file = join(here, 'node_modules', 'sallyport', 'dist', 'schemas', `${schema}.json`);
    if (existsSync(file)) return `# yaml-language-server: $schema=${relative(folder, file).replaceAll('\\', '/')}\n`;
    if (dirname(here) === here) return '';
  }
}
