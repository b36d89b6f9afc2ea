/**
 * Assembles a WASM module that keeps OPA's interface and does nothing else: values are addresses of JSON texts, and an entry point
 * gives the text that stands for it. So a bundle can be given any interface, and a policy any result.
 */

import { constant, preamble, section, sized, text } from '../wasm-bytes.ts';

export interface OpaModule {
  readonly entryPoints: Readonly<Record<string, number>>;
  readonly builtIns?: Readonly<Record<string, number>>;
  readonly abi?: readonly [major: number, minor: number];
  /** For each entry point, what `opa_eval` gives; `[]` where there is none. */
  readonly results?: readonly unknown[];
}

const i32 = 0x7f;

export function opaModule({ entryPoints, builtIns = {}, abi = [1, 3], results = [] }: OpaModule): Uint8Array {
  const texts = [builtIns, entryPoints, [], ...results.map((result) => [{ result }])];
  const data = texts.map((text) => new TextEncoder().encode(`${JSON.stringify(text)}\0`));
  const addresses = data.map((_bytes, index) => 1_024 + data.slice(0, index).flatMap((before) => [...before]).length);
  const [builtInsAt = 0, entryPointsAt = 0, nothingAt = 0, ...resultsAt] = addresses;
  const types = [functionType(0), functionType(1), functionType(2), functionType(7), [0x60, 1, i32, 0]];
  // As `names` below.
  const functions = [1, 2, 1, 0, 3, 0, 0, 4];
  const bodies = [
    constant(4_096 * 16),
    constant(1),
    [0x20, 0x00],
    constant(0),
    choose(resultsAt, nothingAt),
    constant(builtInsAt),
    constant(entryPointsAt),
    [],
  ];
  const names = [
    'opa_malloc',
    'opa_json_parse',
    'opa_json_dump',
    'opa_heap_ptr_get',
    'opa_eval',
    'builtins',
    'entrypoints',
    'opa_heap_ptr_set',
  ];
  const globals = ['opa_wasm_abi_version', 'opa_wasm_abi_minor_version', 'sallyport_fuel'];
  return Uint8Array.from([
    ...preamble,
    ...section(1, types),
    ...section(2, [[...text('env'), ...text('memory'), 0x02, 0x00, 0x02]]),
    ...section(
      3,
      functions.map((type) => [type]),
    ),
    ...section(6, [...abi.map((value) => [i32, 0x00, ...constant(value), 0x0b]), [i32, 0x01, ...constant(0), 0x0b]]),
    ...section(7, [
      ...names.map((name, index) => [...text(name), 0x00, index]),
      ...globals.map((name, index) => [...text(name), 0x03, index]),
    ]),
    ...section(
      10,
      bodies.map((body) => sized([0x00, ...body, 0x0b])),
    ),
    ...section(
      11,
      data.map((bytes, index) => [0x00, ...constant(addresses[index] ?? 0), 0x0b, ...sized([...bytes])]),
    ),
  ]);
}

/** The result whose index is the second parameter, the entry point. */
function choose([address, ...others]: readonly number[], otherwise: number, index = 0): number[] {
  if (address === undefined) return constant(otherwise);
  const rest = choose(others, otherwise, index + 1);
  return [0x20, 0x01, ...constant(index), 0x46, 0x04, i32, ...constant(address), 0x05, ...rest, 0x0b];
}

function functionType(parameters: number): number[] {
  return [0x60, parameters, ...Array.from({ length: parameters }, () => i32), 0x01, i32];
}
