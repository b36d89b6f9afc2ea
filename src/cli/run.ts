import { Command, CommanderError, Option } from 'commander';
import { StopError } from '../diagnostics/index.ts';
import { sourceLines } from '../gate/index.ts';
import type { InputOptions, ReadingOptions } from './assess-paths.ts';
import { Exit } from './exit.ts';
import * as help from './help-texts.ts';
import type { Host } from './host.ts';

/**
 * Runs one command.
 *
 * @param argv without the program's name
 * @returns the exit code; a bug is thrown
 */
export async function run(argv: readonly string[], host: Host): Promise<Exit> {
  let exit: Exit = Exit.Stopped;
  const program = build(host, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    // Commander ends `--help` and `--version` by an error as well; everything else that it finds is wrong usage.
    if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.Open : Exit.Stopped;
    if (!(error instanceof StopError)) throw error;
    const { renderStop } = await import('../report/index.ts');
    host.tell(renderStop(error, { colour: false, width: 100, source: sourceLines(host.folder) }).trimEnd());
    return Exit.Stopped;
  }
}

type End = (exit: Exit) => void;

/** Options that every command takes, before its name or after it. */
interface GlobalOptions {
  readonly config?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

function build(host: Host, end: End): Command {
  const program = new Command('sallyport')
    .description('Judges infrastructure as code before it is deployed, and closes the gate on what is not proved safe.')
    .version(host.version, '-V, --version', 'print the version')
    .option(
      '-c, --config <file>',
      'settings file (default: sallyport.yaml beside the app or what is judged, or upward)',
    )
    .option('-q, --quiet', 'print only what closes the gate, and errors')
    .option('--no-color', 'never colour the text')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: host.print, writeErr: (text) => host.tell(text.trimEnd()) })
    .exitOverride()
    .addHelpText('after', help.overview);
  addCheck(program, host, end);
  addInspect(program, host, end);
  addExplain(program, host, end);
  addPolicies(program, host, end);
  addInit(program, host, end);
  return program;
}

/** Each command loads its own code, so that help and wrong usage answer at once. */
function addCheck(program: Command, host: Host, end: End): void {
  interface Options extends GlobalOptions, Omit<InputOptions, 'given'> {
    readonly format: readonly string[];
  }
  const self = command(
    program,
    'check [path...]',
    "judge folders and files; the project's cdktf.out when no path is given",
  )
    .addOption(formatOption('text, json or sarif, to stdout or to a file; may be repeated'))
    .addOption(jsonOption())
    .option('-e, --environment <name>', 'environment of the settings file')
    .option('-w, --waivers <file>', 'waiver file, in place of the one that the settings name')
    .option('--changes-only', 'report and gate only what the plan changes; all of it is judged')
    .addHelpText('after', help.check);
  const told = readingOptions(self, host);
  self.action(async (paths: string[]) => {
    const { check } = await import('./check.ts');
    end(await check(paths, { ...self.optsWithGlobals<Options>(), ...formatsOf(self), ...told() }, host));
  });
}

function addInspect(program: Command, host: Host, end: End): void {
  interface Options extends GlobalOptions {
    readonly format: readonly string[];
    readonly address?: string;
  }
  const self = command(program, 'inspect [path...]', 'show what was read: every resource with its evaluated values')
    .addOption(formatOption('text or json'))
    .addOption(jsonOption())
    .option('-a, --address <glob>', 'only addresses that match; * stands for any run of characters')
    .addHelpText('after', help.inspect);
  const told = readingOptions(self, host);
  self.action(async (paths: string[]) => {
    const { inspect } = await import('./inspect.ts');
    end(inspect(paths, { ...self.optsWithGlobals<Options>(), ...formatsOf(self), ...told() }, host));
  });
}

/** What Terraform is told on its own command line, for the commands that read. @returns what the user said, once that is parsed. */
function readingOptions(self: Command, host: Host): () => ReadingOptions {
  const given: ReadingOptions['given'][number][] = [];
  self
    .option('--var <name=value>', 'value of a root variable; may be repeated', (assignment) =>
      given.push({ assignment }),
    )
    .option('--var-file <file>', 'values of root variables; may be repeated', (file) => given.push({ file }))
    .option('--env-vars', 'take root variables from TF_VAR_<name> in the environment, as Terraform does')
    .option('--workspace <name>', 'what terraform.workspace stands for');
  return () => {
    const { envVars, workspace } = self.opts<{ readonly envVars?: boolean; readonly workspace?: string }>();
    return { given, workspace, environmentVariables: envVars === true ? terraformVariables(host) : [] };
  };
}

function terraformVariables({ environment }: Host): readonly (readonly [string, string])[] {
  const prefix = 'TF_VAR_';
  return Object.entries(environment).flatMap(([name, text]) =>
    name.startsWith(prefix) && text !== undefined ? [[name.slice(prefix.length), text] as const] : [],
  );
}

function addExplain(program: Command, host: Host, end: End): void {
  command(program, 'explain <policy>', 'say what a policy asks, why, and how to satisfy or waive it')
    .addHelpText('after', help.explain)
    .action(async (policy: string, _options: object, self: Command) => {
      const { explain } = await import('./explain.ts');
      end(explain(policy, self.optsWithGlobals<GlobalOptions>(), host));
    });
}

function addPolicies(program: Command, host: Host, end: End): void {
  command(program, 'policies', 'list the policies in force')
    .addOption(formatOption('text or json'))
    .addOption(jsonOption())
    .addHelpText('after', help.policies)
    .action(async (_options: object, self: Command) => {
      const { policies } = await import('./policies.ts');
      end(policies({ ...self.optsWithGlobals<GlobalOptions>(), ...formatsOf(self) }, host));
    });
}

function addInit(program: Command, host: Host, end: End): void {
  command(program, 'init [folder]', 'write settings and waiver files, and show the two lines for your app')
    .addHelpText('after', help.init)
    .action(async (folder: string | undefined) => {
      const { init } = await import('./init.ts');
      end(init(folder, host));
    });
}

function command(program: Command, usage: string, summary: string): Command {
  const added = program
    .command(usage)
    .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
    .summary(summary);
  return added.helpOption('-h, --help', 'print this help').copyInheritedSettings(program);
}

function formatOption(description: string): Option {
  return new Option('-f, --format <name[=file]>', description)
    .default([], 'text')
    .argParser((value: string, before: string[]) => [...before, value]);
}

function jsonOption(): Option {
  return new Option('--json', 'the same as --format json');
}

function formatsOf(self: Command): { readonly format: readonly string[] } {
  const { format, json } = self.opts<{ readonly format: readonly string[]; readonly json?: boolean }>();
  return { format: json === true ? [...format, 'json'] : format };
}
