import { type Assertion, type CharacterTest, type Pattern, PatternError } from './syntax.ts';

/** What a matching thread does next. `split` prefers the first way. */
export type Instruction =
  | { readonly kind: 'character'; readonly matches: CharacterTest }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'match' };

const LARGEST = 50_000;

/** Compiles a pattern for a `Matcher`. Throws `PatternError` when it is too large. */
export function compilePattern(pattern: Pattern): readonly Instruction[] {
  const compiler = new Compiler();
  compiler.emit({ kind: 'save', slot: 0 });
  compiler.compile(pattern);
  compiler.emit({ kind: 'save', slot: 1 });
  compiler.emit({ kind: 'match' });
  return compiler.program;
}

class Compiler {
  readonly program: Instruction[] = [];

  emit<Kind extends Instruction>(instruction: Kind): Kind {
    if (this.program.length >= LARGEST) throw new PatternError('it is too large');
    this.program.push(instruction);
    return instruction;
  }

  compile(pattern: Pattern): void {
    switch (pattern.kind) {
      case 'empty':
        return;
      case 'class':
        this.emit({ kind: 'character', matches: pattern.matches });
        return;
      case 'assert':
        this.emit({ kind: 'assert', what: pattern.what });
        return;
      case 'sequence':
        for (const item of pattern.items) this.compile(item);
        return;
      case 'choice':
        this.#choice(pattern.items);
        return;
      case 'group':
        this.emit({ kind: 'save', slot: pattern.index * 2 });
        this.compile(pattern.item);
        this.emit({ kind: 'save', slot: pattern.index * 2 + 1 });
        return;
      default:
        this.#repeat(pattern);
    }
  }

  #choice(items: readonly Pattern[]): void {
    const ends: { to: number }[] = [];
    for (const [index, item] of items.entries()) {
      if (index === items.length - 1) this.compile(item);
      else {
        const split = this.#split(true);
        this.compile(item);
        ends.push(this.emit({ kind: 'jump', to: 0 }));
        split.second = this.program.length;
      }
    }
    for (const end of ends) end.to = this.program.length;
  }

  #repeat({ item, least, most, greedy }: Pattern & { kind: 'repeat' }): void {
    if (most === Number.POSITIVE_INFINITY) {
      for (let count = 1; count < least; count++) this.compile(item);
      if (least > 0) this.#plus(item, greedy);
      else this.#star(item, greedy);
      return;
    }
    for (let count = 0; count < least; count++) this.compile(item);
    const splits: (Instruction & { kind: 'split' })[] = [];
    for (let count = least; count < most; count++) {
      splits.push(this.#split(greedy));
      this.compile(item);
    }
    for (const split of splits) this.#leave(split, greedy);
  }

  /** What may match nothing is tried once, as `(x+)?`, so that what matches nothing last does not hide what was matched before. */
  #star(item: Pattern, greedy: boolean): void {
    if (item.kind === 'empty') return;
    if (isEndless(item) && item.greedy === greedy) {
      this.compile(item);
      return;
    }
    const start = this.program.length;
    const split = this.#split(greedy);
    if (mayBeEmpty(item)) this.#plus(item, greedy);
    else {
      this.compile(item);
      this.emit({ kind: 'jump', to: start });
    }
    this.#leave(split, greedy);
  }

  #plus(item: Pattern, greedy: boolean): void {
    const start = this.program.length;
    this.compile(item);
    const next = this.program.length + 1;
    this.emit({ kind: 'split', first: greedy ? start : next, second: greedy ? next : start });
  }

  /** One way goes on to the next instruction, the other is set later. */
  #split(greedy: boolean): Instruction & { kind: 'split' } {
    const next = this.program.length + 1;
    return this.emit({ kind: 'split', first: greedy ? next : 0, second: greedy ? 0 : next });
  }

  #leave(split: Instruction & { kind: 'split' }, greedy: boolean): void {
    if (greedy) split.second = this.program.length;
    else split.first = this.program.length;
  }
}

/** `x*`: repeating it once more makes no difference. */
function isEndless(pattern: Pattern): pattern is Pattern & { kind: 'repeat' } {
  return pattern.kind === 'repeat' && pattern.least === 0 && pattern.most === Number.POSITIVE_INFINITY;
}

function mayBeEmpty(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'class':
      return false;
    case 'sequence':
      return pattern.items.every(mayBeEmpty);
    case 'choice':
      return pattern.items.some(mayBeEmpty);
    case 'group':
      return mayBeEmpty(pattern.item);
    case 'repeat':
      return pattern.least === 0 || mayBeEmpty(pattern.item);
    default:
      return true;
  }
}
