import type { Assessment } from '../judge/index.ts';
import { renderText } from '../report/index.ts';
import type { GateOptions } from './sallyport.ts';
import { sourceLines } from './source-lines.ts';

/** Prints what came of it on stderr: stdout belongs to the app. A closed gate always says why. */
export function announce(assessment: Assessment, report: NonNullable<GateOptions['report']>, folder: string): void {
  if (assessment.gate === 'open' && report === 'none') return;
  if (assessment.gate === 'open' && report === 'summary') {
    process.stderr.write(`${summaryOf(assessment)}\n`);
    return;
  }
  const { stderr } = process;
  const colour = isColored();
  const width = Math.min(stderr.isTTY ? stderr.columns : 100, 120);
  stderr.write(renderText(assessment, { colour, width, source: sourceLines(folder) }));
}

/** As on the command line, but for stderr, which is where the gate speaks. */
function isColored(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return process.stderr.isTTY && TERM !== 'dumb';
}

function summaryOf({ policies, resources, stacks, population, findings, unmodelled, diagnostics }: Assessment): string {
  const judged = [
    count(policies.length, 'policy', 'policies'),
    count(resources, 'resource'),
    count(stacks.length, 'stack'),
  ];
  const counts = new Map([['pass', population.filter(({ outcome }) => outcome === 'pass').length]]);
  for (const { outcome } of findings) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const unseen = unmodelled.reduce((sum, { count: number }) => sum + number, 0);
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const parts = [
    `the gate is open: ${judged[0]} on ${judged[1]} in ${judged[2]}`,
    [...counts].map(([outcome, number]) => `${number} ${outcome}`).join(', '),
    ...(unseen === 0 ? [] : [`${count(unseen, 'resource')} of types that nothing models`]),
    ...(warnings === 0 ? [] : [`${count(warnings, 'warning')}, shown by \`sallyport check\``]),
  ];
  return `sallyport: ${parts.join('; ')}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
