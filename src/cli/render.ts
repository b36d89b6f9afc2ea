import { repositoryPrefix, sourceLines } from '../gate/index.ts';
import type { Assessment } from '../judge/index.ts';
import { renderJson, renderSarif, renderText } from '../report/index.ts';
import type { Output } from './format-option.ts';

export interface Look {
  readonly version: string;
  readonly folder: string;
  readonly stdoutColumns: number | undefined;
  readonly colored: boolean;
  readonly quiet: boolean;
}

/** A report in one format; colours and the terminal's width only where it goes to stdout. */
export function render(assessment: Assessment, { format, file }: Output, look: Look): string {
  const source = sourceLines(look.folder);
  if (format === 'json') return renderJson(assessment, { version: look.version });
  if (format === 'sarif') {
    return renderSarif(assessment, { version: look.version, prefix: repositoryPrefix(look.folder), source });
  }
  const toStdout = file === undefined;
  return renderText(assessment, {
    colour: toStdout && look.colored,
    width: toStdout ? Math.min(look.stdoutColumns ?? 100, 120) : 100,
    source,
    quiet: look.quiet,
  });
}
