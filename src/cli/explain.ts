import { styleText } from 'node:util';
import type { PolicyEntry } from '../shapes/index.ts';
import { readCatalogue } from './catalogue.ts';
import { isColored } from './color.ts';
import { Exit } from './exit.ts';
import { findPolicies } from './find-policy.ts';
import type { Host } from './host.ts';
import { readExamples } from './policy-examples.ts';
import { wrap } from './wrap.ts';

export interface ExplainOptions {
  readonly config?: string;
  readonly color: boolean;
}

/** Says what a policy asks, why, how to satisfy it and how to waive it. */
export function explain(name: string, options: ExplainOptions, host: Host): Exit {
  const found = findPolicies(name, readCatalogue(options.config, host));
  const colored = isColored(host, options.color);
  const width = Math.min(host.stdoutColumns ?? 100, 100);
  host.print(found.map((entry) => page(entry, { colored, width, now: host.now() })).join(`\n${'─'.repeat(width)}\n\n`));
  return Exit.Open;
}

interface Look {
  readonly colored: boolean;
  readonly width: number;
  readonly now: Date;
}

function page(entry: PolicyEntry, look: Look): string {
  const heading = (text: string) => (look.colored ? styleText('bold', text, { validateStream: false }) : text);
  const part = (title: string, body: string) => (body === '' ? [] : [`${heading(title)}\n${body}`]);
  const prose = (text: string) => wrap(text, look.width, '  ');
  const lists = (of: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(of)
      .filter(([, ids]) => ids.length > 0)
      .map(([name, ids]) => wrap(`${name}: ${ids.join(', ')}`, look.width, '  ', '    '))
      .join('\n');
  const parts = [
    `${heading(wrap(`${entry.id}: ${entry.title}`, look.width))}\n${[entry.severity, entry.layer, ...entry.catalogue].join(' · ')}`,
    prose(entry.description),
    ...part('Why', prose(entry.why)),
    ...part('What to do', prose(entry.help)),
    ...readExamples(entry.id).flatMap(({ title, text }) => part(title, indent(text))),
    ...part('Controls', lists(entry.controls)),
    ...part('The same concern elsewhere', lists(entry.aliases)),
    ...part('References', entry.references.map(({ description, ref }) => `  ${description}: ${ref}`).join('\n')),
    ...part('Waiver', indent(waiver(entry, look.now))),
  ];
  return `${parts.join('\n\n')}\n`;
}

function waiver({ id, waivable }: PolicyEntry, now: Date): string {
  if (!waivable) return 'This policy cannot be waived.';
  const days = 90;
  const expires = new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 'YYYY-MM-DD'.length);
  return [
    'In the waiver file that `waivers` in sallyport.yaml names:',
    '',
    `- policy: ${id}`,
    '  subject: ADDRESS         # of one resource, as the finding shows it',
    '  reason: why it is safe here, and what protects it instead',
    '  owner: name-of-a-team',
    `  expires: ${expires}      # the last day on which it holds`,
  ].join('\n');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
