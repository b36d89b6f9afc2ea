import { sourceLines } from '../gate/index.ts';
import type { Assessment } from '../judge/index.ts';
import { renderJson, renderSarif, renderText } from '../report/index.ts';
import type { Output } from './format-option.ts';
import { version } from './version.ts';

export interface Look {
  readonly folder: string;
  readonly stdoutColumns: number | undefined;
  readonly colored: boolean;
  readonly quiet: boolean;
}

/** A report in one format; colours and the terminal's width only where it goes to stdout. */
export function render(assessment: Assessment, { format, file }: Output, look: Look): string {
  if (format === 'json') return renderJson(assessment, version());
  if (format === 'sarif') return renderSarif(assessment, version());
  const toStdout = file === undefined;
  return renderText(assessment, {
    colour: toStdout && look.colored,
    width: toStdout ? Math.min(look.stdoutColumns ?? 100, 120) : 100,
    source: sourceLines(look.folder),
    quiet: look.quiet,
  });
}
