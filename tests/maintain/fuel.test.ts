import { describe, expect, test } from 'vitest';
import { addFuelCounter } from '../../src/maintain/policies/wasm/add-fuel-counter.ts';
import { findRecursive } from '../../src/maintain/policies/wasm/recursion.ts';
import { readSections } from '../../src/maintain/policies/wasm/sections.ts';
import { preamble, section, sized, text } from '../wasm-bytes.ts';

const noResult = [0x60, 0, 0];
const numberToNumber = [0x60, 1, 0x7f, 1, 0x7f];

/** Function 0 is exported as `run`; each body is its instructions without the last `end`, and has one local of its own. */
function moduleOf(
  type: number[],
  bodies: readonly number[][],
  before: readonly number[] = [],
  after: readonly number[] = [],
) {
  return Uint8Array.from([
    ...preamble,
    ...section(1, [type]),
    ...before,
    ...section(
      3,
      bodies.map(() => [0]),
    ),
    ...section(7, [[...text('run'), 0, 0]]),
    ...section(
      10,
      bodies.map((body) => sized([1, 1, 0x7f, ...body, 0x0b])),
    ),
    ...after,
  ]);
}

interface Running {
  readonly run: (argument?: number) => number;
  readonly fuel: WebAssembly.Global;
}

function start(wasm: Uint8Array, imports = {}): Running {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(wasm)), imports);
  return { run: exports['run'] as Running['run'], fuel: exports['sallyport_fuel'] as WebAssembly.Global };
}

/** `loop` from the argument down to zero, adding up in the local. */
const sumBody = [0x03, 0x40, 0x20, 1, 0x20, 0, 0x6a, 0x21, 1, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 1];

const endless: readonly (readonly [string, Uint8Array])[] = [
  ['a loop', moduleOf(noResult, [[0x03, 0x40, 0x0c, 0, 0x0b]])],
  [
    'a loop in a block in an if',
    moduleOf(noResult, [[0x41, 1, 0x04, 0x40, 0x02, 0x40, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b, 0x0b]]),
  ],
  [
    'a loop left and entered by a table of branches',
    moduleOf(noResult, [[0x03, 0x40, 0x41, 7, 0x0e, 2, 0, 0, 0, 0x0b]]),
  ],
  ['a function that calls itself', moduleOf(noResult, [[0x10, 0]])],
  [
    'functions that call each other in a ring',
    moduleOf(noResult, [
      [0x10, 1],
      [0x10, 2],
      [0x10, 0],
    ]),
  ],
];

describe('what has no end is stopped', () => {
  test.each(endless)('%s', (_what, wasm) => {
    const { run, fuel } = start(addFuelCounter(wasm));
    fuel.value = 1_000;
    expect(run).toThrow(WebAssembly.RuntimeError);
    expect(fuel.value).toBe(0);
  });

  test('and a host that forgets to fill the counter waits for no more than 16 million rounds', () => {
    const { run, fuel } = start(addFuelCounter(moduleOf(noResult, [[0x03, 0x40, 0x0c, 0, 0x0b]])));
    expect(fuel.value).toBe(0xff_ffff);
    expect(run).toThrow(WebAssembly.RuntimeError);
  });

  test('a counter beyond the largest signed number counts on', () => {
    const { run, fuel } = start(addFuelCounter(moduleOf(numberToNumber, [sumBody])));
    fuel.value = 0xffff_ffff | 0;
    run(10);
    expect(fuel.value >>> 0).toBe(0xffff_ffff - 10);
  });
});

describe('what has an end gives what it gave before', () => {
  const plain = moduleOf(numberToNumber, [sumBody]);
  test.each([1, 2, 100, 12_345])('the sum down from %i, one unit of fuel a round', (from) => {
    const { run, fuel } = start(addFuelCounter(plain));
    fuel.value = from;
    expect(run(from)).toBe(start(plain).run(from));
    expect(fuel.value).toBe(0);
  });

  test('one unit less is not enough', () => {
    const { run, fuel } = start(addFuelCounter(plain));
    fuel.value = 99;
    expect(() => run(100)).toThrow(WebAssembly.RuntimeError);
  });

  test('a function without loop and ring is left as it is', () => {
    const rewritten = addFuelCounter(moduleOf(noResult, [[0x10, 1], []]));
    const code = readSections(rewritten).find(({ id }) => id === 10);
    expect([...(code?.content ?? [])]).toEqual([2, 6, 1, 1, 0x7f, 0x10, 1, 0x0b, 4, 1, 1, 0x7f, 0x0b]);
  });

  test('imported globals and globals of its own keep their numbers', () => {
    const imported = section(2, [[...text('env'), ...text('seven'), 3, 0x7f, 0]]);
    const wasm = moduleOf(numberToNumber, [[0x23, 0]], imported);
    const { run, fuel } = start(addFuelCounter(wasm), { env: { seven: 7 } });
    fuel.value = 0;
    expect(run(1)).toBe(7);
  });
});

describe('other sections', () => {
  test('names of functions stay, offsets into the code go', () => {
    const custom = (name: string) => [0, ...sized([...text(name), 1, 2, 3])];
    const wasm = moduleOf(noResult, [[]], [], [...custom('name'), ...custom('.debug_line'), ...custom('producers')]);
    const kept = readSections(addFuelCounter(wasm)).filter(({ id }) => id === 0);
    expect(kept.map(({ content }) => new TextDecoder().decode(content.subarray(1, 1 + (content[0] ?? 0))))).toEqual([
      'name',
      'producers',
    ]);
  });

  test('a module without globals gets a section for them, in its place', () => {
    expect(readSections(addFuelCounter(moduleOf(noResult, [[]]))).map(({ id }) => id)).toEqual([1, 3, 6, 7, 10]);
  });
});

describe('what it does not know, it refuses', () => {
  test.each([
    ['no WASM', Uint8Array.of(1, 2, 3), /not a WASM module/],
    ['a vector instruction', moduleOf(noResult, [[0xfd, 0x0c]]), /instruction 0xfd/],
    ['an instruction of a later standard', moduleOf(noResult, [[0xfc, 0x7f]]), /instruction 0x7f/],
    ['a truncated section', moduleOf(noResult, [[]]).slice(0, -2), /WASM ends inside/],
  ] as const)('%s', (_what, wasm, message) => {
    expect(() => addFuelCounter(wasm)).toThrow(message);
  });
});

test.each([
  ['a chain', [[1], [2], []], []],
  ['a ring of two beside a chain', [[1], [0, 2], [3], []], [0, 1]],
  ['a function that calls itself', [[0], [0]], [0]],
  ['two rings that share a function', [[1, 2], [0], [0], [1]], [0, 1, 2]],
  ['nothing', [], []],
])('on a ring of calls: %s', (_what, calls, ring) => {
  expect([...findRecursive(calls)].sort()).toEqual(ring);
});
