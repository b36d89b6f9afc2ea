/**
 * Shows how the gate is attached to an app's program, as lines of a diff.
 *
 * @returns `attached` when the program calls `sallyport(` already; `undefined` when it makes no `new App(...)` that could be
 * shown
 */
export function attachGate(program: string): string | 'attached' | undefined {
  if (/\bsallyport\s*\(/.test(program)) return 'attached';
  const start = /\bnew\s+App\s*\(/.exec(program);
  if (start === null) return undefined;
  const end = closingParenthesis(program, start.index + start[0].length);
  if (end === undefined) return undefined;
  const wrapped = `${program.slice(0, start.index)}sallyport(${program.slice(start.index, end)})${program.slice(end)}`;
  const before = program.split('\n');
  const after = wrapped.split('\n');
  const changed = before.flatMap((line, index) => (line === after[index] ? [] : [index]));
  const lines = changed.flatMap((index) => [`- ${before[index]?.trimEnd()}`, `+ ${after[index]?.trimEnd()}`]);
  return [`+ import { sallyport } from 'sallyport';`, ...lines, '']
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

/** The position after the parenthesis that closes the one before `from`; strings are stepped over. */
function closingParenthesis(text: string, from: number): number | undefined {
  let depth = 1;
  let quote: string | undefined;
  for (let index = from; index < text.length; index += 1) {
    const here = text[index] ?? '';
    if (quote !== undefined) {
      if (here === '\\') index += 1;
      else if (here === quote) quote = undefined;
    } else if (here === '"' || here === "'" || here === '`') quote = here;
    else if (here === '(') depth += 1;
    else if (here === ')') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}
