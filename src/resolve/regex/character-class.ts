import { type CharacterTest, PatternError } from './syntax.ts';

/** First and last code point of each run. */
export type Ranges = readonly (readonly [number, number])[];

const code = (text: string): number => text.codePointAt(0) ?? 0;
const span = (first: string, last: string): readonly [number, number] => [code(first), code(last)];

const DIGIT: Ranges = [span('0', '9')];
const WORD: Ranges = [span('0', '9'), span('A', 'Z'), span('_', '_'), span('a', 'z')];
const SPACE: Ranges = [
  [9, 10],
  [12, 13],
  [32, 32],
];

/** `\d`, `\s` and `\w` are about ASCII alone. */
export const PERL: Readonly<Record<string, Ranges>> = { d: DIGIT, s: SPACE, w: WORD };

const GRAPHIC: Ranges = [span('!', '~')];

export const POSIX: Readonly<Record<string, Ranges>> = {
  alnum: [span('0', '9'), span('A', 'Z'), span('a', 'z')],
  alpha: [span('A', 'Z'), span('a', 'z')],
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: DIGIT,
  graph: GRAPHIC,
  lower: [span('a', 'z')],
  print: [span(' ', '~')],
  punct: [span('!', '/'), span(':', '@'), span('[', '`'), span('{', '~')],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [span('A', 'Z')],
  word: WORD,
  xdigit: [span('0', '9'), span('A', 'F'), span('a', 'f')],
};

export function inRanges(ranges: Ranges): CharacterTest {
  return (point) => ranges.some(([first, last]) => point >= first && point <= last);
}

export function isWordCharacter(point: number | undefined): boolean {
  return point !== undefined && inRanges(WORD)(point);
}

/** `\pL`, `\p{Greek}`: a general category or a script. Throws `PatternError`. */
export function unicodeClass(name: string): CharacterTest {
  if (name === 'Any') return () => true;
  const inverted = name.startsWith('^');
  const bare = inverted ? name.slice(1) : name;
  const pattern = categoryOrScript(bare);
  if (pattern === undefined) throw new PatternError(`there is no character class ${name}`);
  return (point) => pattern.test(String.fromCodePoint(point)) !== inverted;
}

function categoryOrScript(name: string): RegExp | undefined {
  if (!/^[A-Za-z_]+$/.test(name)) return undefined;
  for (const property of [`General_Category=${name}`, `Script=${name}`]) {
    try {
      return new RegExp(`^\\p{${property}}$`, 'u');
    } catch {
      // No such property: the next kind may have it.
    }
  }
  return undefined;
}

/** Either letter case counts. */
export function folded(test: CharacterTest): CharacterTest {
  return (point) => {
    if (test(point)) return true;
    const letter = String.fromCodePoint(point);
    return [letter.toLowerCase(), letter.toUpperCase()].some((other) => [...other].length === 1 && test(code(other)));
  };
}
