import { isWordCharacter } from './character-class.ts';
import type { Instruction } from './program.ts';
import type { Assertion } from './syntax.ts';

/** Start and end of the match and of each group, in UTF-16 units; `undefined` for a group that took no part. */
export type Match = readonly (number | undefined)[];

interface Thread {
  readonly at: number;
  readonly slots: Match;
}

/**
 * The leftmost match at or after a place, and among those the one that a backtracking matcher would find first. All ways are followed
 * side by side (R. Cox, "Regular Expression Matching: the Virtual Machine Approach"), so the time is the product of the two
 * lengths, whatever the pattern. `spend` is told of every step.
 */
export function findMatch(
  program: readonly Instruction[],
  text: string,
  from: number,
  spend: (steps: number) => void,
): Match | undefined {
  return new Matcher(program, text, spend).run(from);
}

class Matcher {
  readonly #seen: Int32Array;
  #generation = 0;

  constructor(
    readonly program: readonly Instruction[],
    readonly text: string,
    readonly spend: (steps: number) => void,
  ) {
    this.#seen = new Int32Array(program.length);
  }

  run(from: number): Match | undefined {
    let threads: Thread[] = [];
    let found: Match | undefined;
    for (let place = from; ; ) {
      // Nothing that starts later is preferred to what has started.
      this.#generation += 1;
      const now: Thread[] = [];
      for (const thread of threads) this.#follow(now, thread.at, thread.slots, place);
      if (found === undefined) this.#follow(now, 0, [], place);
      if (now.length === 0 && found !== undefined) return found;
      this.spend(now.length);
      const point = this.text.codePointAt(place);
      const stepped = this.#step(now, point);
      found = stepped.found ?? found;
      threads = stepped.threads;
      if (point === undefined) return found;
      place += point > 0xffff ? 2 : 1;
    }
  }

  /** Takes one character in every thread, in order of preference; a match cuts off those after it. */
  #step(now: readonly Thread[], point: number | undefined): { threads: Thread[]; found?: Match } {
    const threads: Thread[] = [];
    for (const { at, slots } of now) {
      const instruction = this.program[at];
      if (instruction?.kind === 'match') return { threads, found: slots };
      if (instruction?.kind === 'character' && point !== undefined && instruction.matches(point)) {
        threads.push({ at: at + 1, slots });
      }
    }
    return { threads };
  }

  /** Adds the instructions that take a character, or end, which can be reached from here without taking one. */
  #follow(into: Thread[], start: number, slots: Match, place: number): void {
    const waiting: Thread[] = [{ at: start, slots }];
    for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
      const { at } = thread;
      if (this.#seen[at] === this.#generation) continue;
      this.#seen[at] = this.#generation;
      const instruction = this.program[at];
      if (instruction === undefined) continue;
      switch (instruction.kind) {
        case 'jump':
          waiting.push({ at: instruction.to, slots: thread.slots });
          break;
        case 'split':
          waiting.push({ at: instruction.second, slots: thread.slots }, { at: instruction.first, slots: thread.slots });
          break;
        case 'save':
          waiting.push({ at: at + 1, slots: saved(thread.slots, instruction.slot, place) });
          break;
        case 'assert':
          if (this.#holds(instruction.what, place)) waiting.push({ at: at + 1, slots: thread.slots });
          break;
        default:
          into.push(thread);
      }
    }
  }

  #holds(what: Assertion, place: number): boolean {
    const { text } = this;
    if (what === 'text-start') return place === 0;
    if (what === 'text-end') return place === text.length;
    if (what === 'line-start') return place === 0 || text.charCodeAt(place - 1) === 10;
    if (what === 'line-end') return place === text.length || text.charCodeAt(place) === 10;
    const before = place === 0 ? undefined : text.charCodeAt(place - 1);
    const after = place === text.length ? undefined : text.charCodeAt(place);
    return (isWordCharacter(before) !== isWordCharacter(after)) === (what === 'boundary');
  }
}

function saved(slots: Match, slot: number, place: number): Match {
  const copy = [...slots];
  while (copy.length < slot) copy.push(undefined);
  copy[slot] = place;
  return copy;
}
