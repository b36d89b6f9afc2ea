import { folded } from './character-class.ts';
import { readEscape } from './escape.ts';
import { ClassParser } from './parse-class.ts';
import { PatternText } from './pattern-text.ts';
import { type CharacterTest, type ParsedPattern, type Pattern, PatternError } from './syntax.ts';

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly lazy: boolean;
}

const NO_FLAGS: Flags = { ignoreCase: false, multiLine: false, dotAll: false, lazy: false };
const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = { i: 'ignoreCase', m: 'multiLine', s: 'dotAll', U: 'lazy' };

/** RE2 repeats nothing more often. */
const MOST_REPEATS = 1000;
const DEEPEST = 200;

/** Parses a regular expression. Throws `PatternError`. */
export function parsePattern(source: string): ParsedPattern {
  const parser = new Parser(source);
  const pattern = parser.parse();
  return { pattern, groups: parser.groups };
}

class Parser {
  readonly groups: (string | undefined)[] = [];
  readonly #text: PatternText;
  #flags = NO_FLAGS;
  #depth = 0;

  constructor(source: string) {
    this.#text = new PatternText(source);
  }

  parse(): Pattern {
    const pattern = this.#choice();
    if (!this.#text.ended) throw new PatternError('there is a closing parenthesis too many');
    return pattern;
  }

  #choice(): Pattern {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new PatternError('it is nested too deeply');
    const items = [this.#sequence()];
    while (this.#text.take('|')) items.push(this.#sequence());
    this.#depth -= 1;
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'choice', items };
  }

  #sequence(): Pattern {
    const items: Pattern[] = [];
    while (!this.#text.ended && !this.#text.sees('|') && !this.#text.sees(')')) {
      const item = this.#atom();
      if (item !== undefined) items.push(this.#repeated(item));
    }
    return { kind: 'sequence', items };
  }

  /** `undefined` for what only sets flags. */
  #atom(): Pattern | undefined {
    const text = this.#text;
    if (text.take('(')) return this.#group();
    if (text.take('[')) return this.#characters(new ClassParser(text, this.#flags.ignoreCase).parse());
    if (text.take('.')) return this.#characters(this.#flags.dotAll ? () => true : (point) => point !== 10);
    if (text.take('^')) return { kind: 'assert', what: this.#flags.multiLine ? 'line-start' : 'text-start' };
    if (text.take('$')) return { kind: 'assert', what: this.#flags.multiLine ? 'line-end' : 'text-end' };
    if (text.sees('*') || text.sees('+') || text.sees('?')) throw new PatternError('there is nothing to repeat');
    if (text.take('\\')) return this.#escape();
    return this.#literal(text.next());
  }

  #escape(): Pattern {
    const read = readEscape(this.#text);
    if (read.kind === 'assert') return { kind: 'assert', what: read.what };
    if (read.kind === 'class') return this.#characters(read.matches);
    if (read.kind === 'literal') return this.#literal(read.point);
    return { kind: 'sequence', items: read.points.map((point) => this.#literal(point)) };
  }

  #literal(point: number): Pattern {
    const same: CharacterTest = (other) => other === point;
    return this.#characters(this.#flags.ignoreCase ? folded(same) : same);
  }

  #characters(matches: CharacterTest): Pattern {
    return { kind: 'class', matches };
  }

  #group(): Pattern | undefined {
    if (!this.#text.take('?')) return this.#capture(undefined);
    const name = this.#text.match(/^P?<([^>]*)>/);
    if (name !== undefined) return this.#capture(this.#checkedName(name[1] ?? ''));
    const flags = this.#text.match(/^([imsU]*(?:-[imsU]+)?)([:)])/);
    if (flags === undefined) throw new PatternError('this kind of group is not supported');
    const before = this.#flags;
    this.#flags = withFlags(before, flags[1] ?? '');
    if (flags[2] === ')') return undefined;
    const inner = this.#choice();
    this.#flags = before;
    this.#close();
    return inner;
  }

  #checkedName(name: string): string {
    if (!/^\w+$/.test(name)) throw new PatternError(`${name} is no name for a group`);
    if (this.groups.includes(name)) throw new PatternError(`two groups have the name ${name}`);
    return name;
  }

  #capture(name: string | undefined): Pattern {
    const index = this.groups.push(name);
    const before = this.#flags;
    const item = this.#choice();
    this.#flags = before;
    this.#close();
    return { kind: 'group', item, index };
  }

  #close(): void {
    if (!this.#text.take(')')) throw new PatternError('a closing parenthesis is missing');
  }

  #repeated(item: Pattern): Pattern {
    const counts = this.#repeatCounts();
    if (counts === undefined) return item;
    const lazy = this.#text.take('?') !== this.#flags.lazy;
    if (this.#repeatCounts() !== undefined) throw new PatternError('a repetition cannot be repeated');
    return { kind: 'repeat', item, least: counts[0], most: counts[1], greedy: !lazy };
  }

  #repeatCounts(): readonly [number, number] | undefined {
    const text = this.#text;
    if (text.take('*')) return [0, Number.POSITIVE_INFINITY];
    if (text.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (text.take('?')) return [0, 1];
    const match = text.match(/^\{(\d+)(?:(,)(\d*))?\}/);
    if (match === undefined) return undefined;
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (least > MOST_REPEATS || (most > MOST_REPEATS && Number.isFinite(most)) || most < least) {
      throw new PatternError(`${match[0]} is no valid repetition`);
    }
    return [least, most];
  }
}

function withFlags(before: Flags, written: string): Flags {
  const [on = '', off = ''] = written.split('-');
  let flags = before;
  for (const flag of on) flags = { ...flags, [FLAG_NAMES[flag] ?? '']: true };
  for (const flag of off) flags = { ...flags, [FLAG_NAMES[flag] ?? '']: false };
  return flags;
}
