import { FunctionError } from './specification.ts';

/** One verb of a format string, such as `%-5.2f` or `%[2]s`. */
export interface Verb {
  /** From the percent sign to the letter. */
  readonly text: string;
  readonly letter: string;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly width?: number;
  readonly precision?: number;
  /** From zero; `undefined` takes the argument after the last one taken. */
  readonly argument?: number;
}

const VERB = /%([-+ #0]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([A-Za-z])/y;

/** Wider than this nobody formats. */
const WIDEST = 10_000;

/** Literal text and verbs in order. Throws `FunctionError`. */
export function parseFormat(format: string): readonly (string | Verb)[] {
  const pieces: (string | Verb)[] = [];
  let at = 0;
  while (at < format.length) {
    const percent = format.indexOf('%', at);
    if (percent < 0) return [...pieces, format.slice(at)];
    if (percent > at) pieces.push(format.slice(at, percent));
    if (format.charAt(percent + 1) === '%') {
      pieces.push('%');
      at = percent + 2;
      continue;
    }
    VERB.lastIndex = percent;
    const match = VERB.exec(format);
    if (match === null) throw new FunctionError(`there is no verb at offset ${percent}`);
    pieces.push(verbOf(match));
    at = VERB.lastIndex;
  }
  return pieces;
}

function verbOf([text, flags = '', width, precision, index, letter = '']: RegExpExecArray): Verb {
  if (Number(width ?? 0) > WIDEST || Number(precision ?? 0) > WIDEST) throw new FunctionError(`${text} is too wide`);
  return {
    text,
    letter,
    minus: flags.includes('-'),
    plus: flags.includes('+'),
    space: flags.includes(' '),
    zero: flags.includes('0'),
    sharp: flags.includes('#'),
    ...(width === undefined ? {} : { width: Number(width) }),
    ...(precision === undefined ? {} : { precision: Number(precision || '0') }),
    ...(index === undefined ? {} : { argument: Number(index) - 1 }),
  };
}
