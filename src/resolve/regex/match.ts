import { isWordCharacter } from './character-class.ts';
import type { Instruction } from './program.ts';
import type { Assertion, CharacterTest } from './syntax.ts';

/** Start and end of the match and of each group, in UTF-16 units; `undefined` for a group that took no part. */
export type Match = readonly (number | undefined)[];

interface Thread {
  readonly at: number;
  readonly slots: Match;
}

/** What one match costs beside the characters that it looks at, in steps. */
const START = 4;

/**
 * Finds the leftmost match at or after a place, and among those the one that a backtracking matcher would find first. All ways are followed
 * side by side (R. Cox, "Regular Expression Matching: the Virtual Machine Approach"), so the time is the product of the two
 * lengths, whatever the pattern. `spend` is told of every step.
 */
export class Matcher {
  readonly #seen: Int32Array;
  readonly #waiting: Thread[] = [];
  readonly #first: readonly CharacterTest[] | undefined;
  #generation = 0;

  constructor(
    readonly program: readonly Instruction[],
    readonly text: string,
    readonly spend: (steps: number) => void,
  ) {
    this.#seen = new Int32Array(program.length);
    this.#first = firstCharacters(program);
  }

  find(from: number): Match | undefined {
    this.spend(START);
    let threads: Thread[] = [];
    let found: Match | undefined;
    for (let place = from; ; ) {
      if (threads.length === 0 && found === undefined) place = this.#skip(place);
      // Nothing that starts later is preferred to what has started.
      this.#generation += 1;
      const now: Thread[] = [];
      for (const thread of threads) this.#follow(now, thread.at, thread.slots, place);
      if (found === undefined) this.#follow(now, 0, NO_SLOTS, place);
      if (now.length === 0 && found !== undefined) return found;
      this.spend(now.length);
      const point = this.text.codePointAt(place);
      threads = [];
      // Takes one character in every thread, in order of preference; a match cuts off those after it.
      for (const thread of now) {
        const instruction = this.program[thread.at];
        if (instruction?.kind === 'match') {
          found = thread.slots;
          break;
        }
        if (instruction?.kind === 'character' && point !== undefined && instruction.matches(point))
          threads.push({ at: thread.at + 1, slots: thread.slots });
      }
      if (point === undefined) return found;
      place += point > 0xffff ? 2 : 1;
    }
  }

  /** The next place where a match can start. */
  #skip(from: number): number {
    const first = this.#first;
    if (first === undefined) return from;
    let place = from;
    for (let point = this.text.codePointAt(place); point !== undefined; point = this.text.codePointAt(place)) {
      if (startsWith(first, point)) break;
      place += point > 0xffff ? 2 : 1;
    }
    this.spend((place - from) >> 3);
    return place;
  }

  /** Adds the instructions that take a character, or end, which can be reached from here without taking one. */
  #follow(into: Thread[], start: number, slots: Match, place: number): void {
    const waiting = this.#waiting;
    waiting.push({ at: start, slots });
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

const NO_SLOTS: Match = [];

function startsWith(first: readonly CharacterTest[], point: number): boolean {
  for (const test of first) if (test(point)) return true;
  return false;
}

/** What every match starts with; undefined where one may start with no character. */
function firstCharacters(program: readonly Instruction[]): readonly CharacterTest[] | undefined {
  const tests: CharacterTest[] = [];
  const seen = new Set<number>();
  const waiting = [0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const instruction = program[at];
    if (instruction?.kind === 'character') tests.push(instruction.matches);
    else if (instruction?.kind === 'jump') waiting.push(instruction.to);
    else if (instruction?.kind === 'split') waiting.push(instruction.first, instruction.second);
    else if (instruction?.kind === 'save') waiting.push(at + 1);
    else return undefined;
  }
  return tests;
}

function saved(slots: Match, slot: number, place: number): Match {
  const copy = [...slots];
  while (copy.length < slot) copy.push(undefined);
  copy[slot] = place;
  return copy;
}
