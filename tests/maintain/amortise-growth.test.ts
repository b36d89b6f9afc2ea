import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFuelCounter } from '../../src/maintain/policies/wasm/add-fuel-counter.ts';
import { amortiseGrowth } from '../../src/maintain/policies/wasm/amortise-growth.ts';
import { preamble, section, sized, text } from '../wasm-bytes.ts';

/** `grow` is `memory.grow`, `size` is `memory.size`, on an imported memory. */
const plain = Uint8Array.from([
  ...preamble,
  ...section(1, [
    [0x60, 1, 0x7f, 1, 0x7f],
    [0x60, 0, 1, 0x7f],
  ]),
  ...section(2, [[...text('env'), ...text('memory'), 0x02, 0x00, 0x01]]),
  ...section(3, [[0], [1]]),
  ...section(7, [
    [...text('grow'), 0, 0],
    [...text('size'), 0, 1],
  ]),
  ...section(10, [sized([0, 0x20, 0, 0x40, 0, 0x0b]), sized([0, 0x3f, 0, 0x0b])]),
]);

interface Pages {
  readonly grow: (pages: number) => number;
  readonly size: () => number;
  /** What the engine has given. */
  readonly given: () => number;
}

function start(wasm: Uint8Array, initial: number, maximum: number): Pages {
  const memory = new WebAssembly.Memory({ initial, maximum });
  const module = new WebAssembly.Module(Uint8Array.from(wasm));
  const { grow, size } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  return {
    grow: grow as Pages['grow'],
    size: size as Pages['size'],
    given: () => memory.buffer.byteLength / 65_536,
  };
}

describe('memory in growing portions', () => {
  const rewritten = amortiseGrowth(plain);

  test('the module sees what it saw before, whatever it asks for', () => {
    const requests = fc.array(fc.oneof({ weight: 5, arbitrary: fc.nat(9) }, fc.nat(2_000), fc.constant(-1)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        requests,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 20, max: 300 }),
        (asked, initial, maximum) => {
          const [before, after] = [start(plain, initial, maximum), start(rewritten, initial, maximum)];
          for (const pages of asked) {
            expect(after.grow(pages)).toBe(before.grow(pages));
            expect(after.size()).toBe(before.size());
            expect(after.given()).toBeGreaterThanOrEqual(after.size());
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each([
    ['far from the limit', 5, 16_384],
    ['up to the limit', 5, 1_000],
  ])('a thousand requests for a page are few requests to the engine %s', (_where, initial, maximum) => {
    const { grow, given } = start(rewritten, initial, maximum);
    const sizes = new Set<number>();
    for (let request = 0; request < 1_000; request++) {
      grow(1);
      sizes.add(given());
    }
    expect(sizes.size).toBeLessThan(60);
  });

  test('the whole memory can be had, and not a page more', () => {
    const { grow, size } = start(rewritten, 1, 777);
    for (let request = 0; request < 776; request++) expect(grow(1)).toBe(request + 1);
    expect(grow(1)).toBe(-1);
    expect(size()).toBe(777);
    expect(grow(0)).toBe(777);
  });

  test('a module that asks for no memory is left as it is', () => {
    const still = Uint8Array.from([
      ...preamble,
      ...section(1, [[0x60, 0, 0]]),
      ...section(3, [[0]]),
      ...section(10, [sized([0, 0x0b])]),
    ]);
    expect(amortiseGrowth(still)).toBe(still);
  });

  test('fuel is counted beside it', () => {
    const module = new WebAssembly.Module(Uint8Array.from(addFuelCounter(rewritten)));
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 10 });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const fuel = exports['sallyport_fuel'] as WebAssembly.Global;
    fuel.value = 100;
    expect((exports['grow'] as Pages['grow'])(3)).toBe(1);
    expect(fuel.value).toBeLessThan(100);
  });
});
