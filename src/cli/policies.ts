import { styleText } from 'node:util';
import type { PolicyEntry } from '../shapes/index.ts';
import { aliasesOf, readCatalogue } from './catalogue.ts';
import { isColored } from './color.ts';
import { Exit } from './exit.ts';
import { readFormats } from './format-option.ts';
import type { Host } from './host.ts';
import { writeOutput } from './write-output.ts';

export interface PoliciesOptions {
  readonly format: readonly string[];
  readonly config?: string;
  readonly color: boolean;
}

/** Lists the policies in force. */
export function policies(options: PoliciesOptions, host: Host): Exit {
  const outputs = readFormats(options.format, ['text', 'json']);
  const entries = readCatalogue(options.config, host);
  for (const { format, file } of outputs) {
    const colored = file === undefined && isColored(host, options.color);
    const text = format === 'json' ? asJson(entries) : asText(entries, colored);
    if (file === undefined) host.print(text);
    else writeOutput(file, host.folder, text);
  }
  return Exit.Open;
}

function asJson(entries: readonly PolicyEntry[]): string {
  const rows = entries.map((entry) => ({
    policy: entry.id,
    title: entry.title,
    severity: entry.severity,
    catalogue: entry.catalogue,
    aliases: aliasesOf(entry),
    controls: entry.controls,
    waivable: entry.waivable,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function asText(entries: readonly PolicyEntry[], colored: boolean): string {
  const width = Math.max(0, ...entries.map(({ id }) => id.length));
  const numbers = Math.max(0, ...entries.map(({ catalogue }) => catalogue.join(', ').length));
  const bold = (text: string) => (colored ? styleText('bold', text, { validateStream: false }) : text);
  const rows = entries.map(
    ({ id, severity, catalogue, title }) =>
      `${bold(id.padEnd(width))}  ${severity.padEnd('critical'.length)}  ${catalogue.join(', ').padEnd(numbers)}  ${title}`,
  );
  return [
    ...rows,
    '',
    `${entries.length} policies. Say more of one: sallyport explain ${entries[0]?.id ?? 'POLICY'}`,
    '',
  ]
    .map((row) => row.trimEnd())
    .join('\n');
}
