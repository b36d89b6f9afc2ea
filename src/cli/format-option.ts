import { nearest, StopError } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';

type Format = 'text' | 'json' | 'sarif';

/** One `--format`: where `file` is missing the result goes to stdout. */
export interface Output {
  readonly format: Format;
  readonly file?: string;
}

const formats: readonly string[] = ['text', 'json', 'sarif'] satisfies readonly Format[];

/**
 * Reads every `--format NAME[=FILE]`; text to stdout when there is none.
 *
 * @throws StopError for an unknown format, an empty file name, two formats for stdout or for one file
 */
export function readFormats(given: readonly string[], allowed: readonly string[] = formats): readonly Output[] {
  if (given.length === 0) return [{ format: 'text' }];
  const outputs = given.map((text) => readFormat(text, allowed));
  const targets = outputs.map(({ file }) => file);
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice !== undefined) stop(say`two formats are to be written to ${twice}`, 'give each a file of its own');
  if (targets.filter((target) => target === undefined).length > 1) {
    stop(say`two formats are to be written to stdout`, 'give all but one a file, as in `--format sarif=report.sarif`');
  }
  return outputs;
}

function readFormat(text: string, allowed: readonly string[]): Output {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const file = equals === -1 ? undefined : text.slice(equals + 1);
  if (!allowed.includes(name)) {
    const meant = nearest(name, allowed);
    const hint = meant === undefined ? '' : `did you mean ${meant}? `;
    stop(say`format ${name} is unknown`, `${hint}allowed: ${allowed.join(', ')}`);
  }
  if (file === '')
    stop(say`format ${text} names no file`, `write --format ${name}=FILE, or --format ${name} for stdout`);
  return { format: name as Format, ...(file === undefined ? {} : { file }) };
}

function stop(what: ReturnType<typeof say>, help: string): never {
  throw new StopError('cli/format', what, help);
}
