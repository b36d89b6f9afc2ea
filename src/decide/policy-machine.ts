/**
 * One instance of `policy.wasm`, spoken to by OPA's own interface, ABI 1.2 or later
 * (https://www.openpolicyagent.org/docs/wasm#abi-specification).
 */
import * as opaWasm from '@open-policy-agent/opa-wasm';

/** As an ES module the package exports this on its default alone, which its types do not name. */
const { loadPolicySync } = 'default' in opaWasm ? (opaWasm.default as typeof opaWasm) : opaWasm;
type LoadedPolicy = ReturnType<typeof loadPolicySync>;

/** The names by which `src/maintain/` exports the fuel counter and the entry points. */
const fuelExport = 'sallyport_fuel';
export const entryPointOf = (policy: string): string => `entry/${policy}/verdict`;

const pageBytes = 65_536;
/** The module itself asks for no less. */
const initialPages = 5;
/** Steps that reading the module's tables and the facts may take: what the counter can hold. They are bounded by the memory. */
const maximumSteps = 0xffff_ffff;

/** OPA's runtime gave up, in its own words. */
export class OpaAbort extends Error {
  override readonly name = 'OpaAbort';
}

/** What is asked of the instance beyond what opa-wasm offers: the counter, and the tables before anything is evaluated. */
interface Exports {
  readonly opa_malloc: (bytes: number) => number;
  readonly opa_json_parse: (address: number, bytes: number) => number;
  readonly opa_heap_ptr_get: () => number;
  readonly opa_heap_ptr_set: (address: number) => void;
  readonly opa_json_dump: (value: number) => number;
  readonly builtins: () => number;
  readonly opa_wasm_abi_version: WebAssembly.Global;
  readonly opa_wasm_abi_minor_version: WebAssembly.Global;
  readonly [fuelExport]: WebAssembly.Global;
}

const functions = [
  'opa_malloc',
  'opa_json_parse',
  'opa_json_dump',
  'opa_heap_ptr_get',
  'opa_heap_ptr_set',
  'opa_eval',
  'builtins',
  'entrypoints',
];
const globals = ['opa_wasm_abi_version', 'opa_wasm_abi_minor_version', fuelExport];

/** @returns what the module lacks of the interface; `undefined` where it lacks nothing. */
export function missingInterface(module: WebAssembly.Module): string | undefined {
  const exports = new Map(WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind]));
  const missing = [
    ...functions.filter((name) => exports.get(name) !== 'function'),
    ...globals.filter((name) => exports.get(name) !== 'global'),
  ];
  if (missing.length > 0) return `it does not export ${missing.join(', ')}`;
  const foreign = WebAssembly.Module.imports(module).filter(({ module: from, name }) => from !== 'env' || !known(name));
  return foreign.length > 0 ? `it imports ${foreign.map(({ name }) => name).join(', ')}` : undefined;
}

function known(name: string): boolean {
  return name === 'memory' || name === 'opa_abort' || name === 'opa_println' || /^opa_builtin[0-4]$/.test(name);
}

/** What of the loaded policy says where its data lie, and where memory is free after them; its types do not name it. */
interface Memory {
  readonly baseHeapPtr: number;
  dataAddr: number;
  dataHeapPtr: number;
}

export class PolicyMachine {
  readonly #policy: LoadedPolicy & Memory;
  readonly #exports: Exports;

  /**
   * @param module one that `missingInterface` finds nothing missing in.
   * @param expectedBytes memory to begin with, where it is known that much of it will be used: to add to it may cost V8 a full
   * garbage collection each time; what is there from the beginning costs nothing until used.
   */
  constructor(module: WebAssembly.Module, memoryMiB: number, expectedBytes = 0) {
    const maximum = Math.max(initialPages, Math.min(65_536, Math.floor((memoryMiB * 1024 * 1024) / pageBytes)));
    const initial = Math.min(maximum, initialPages + Math.ceil(expectedBytes / pageBytes));
    this.#policy = inOwnWords(() => loadPolicySync(module, { initial, maximum })) as LoadedPolicy & Memory;
    const { wasmInstance } = this.#policy;
    this.#exports = ('exports' in wasmInstance ? wasmInstance : wasmInstance.instance).exports as unknown as Exports;
  }

  /** `1.3`. */
  get abi(): string {
    return `${this.#exports.opa_wasm_abi_version.value}.${this.#exports.opa_wasm_abi_minor_version.value}`;
  }

  /** Names of the built-ins that the module expects of its host. */
  builtIns(): string[] {
    return Object.keys(this.#dump(this.#exports.builtins()) as object);
  }

  entryPoints(): Readonly<Record<string, number>> {
    return this.#policy.entrypoints as Readonly<Record<string, number>>;
  }

  /**
   * Loads the document that policies see, once for all of them. As `setData` of opa-wasm does, which takes the text as a whole: it would
   * be in memory three times then.
   *
   * @param json the pieces of a JSON text.
   * @param bytes of all of them, as UTF-8.
   * @throws OpaAbort or WebAssembly.RuntimeError where it does not fit into the memory or is nested too deeply.
   */
  load(json: Iterable<string>, bytes: number): void {
    this.fuel = maximumSteps;
    inOwnWords(() => {
      this.#exports.opa_heap_ptr_set(this.#policy.baseHeapPtr);
      const start = this.#exports.opa_malloc(bytes) >>> 0;
      const end = this.#write(json, start);
      const data = end === start + bytes ? this.#exports.opa_json_parse(start, bytes) : 0;
      if (data === 0) throw new OpaAbort('the text is no JSON');
      this.#policy.dataAddr = data;
      this.#policy.dataHeapPtr = this.#exports.opa_heap_ptr_get();
    });
  }

  /** Gives the address after the last byte. */
  #write(texts: Iterable<string>, start: number): number {
    const encoder = new TextEncoder();
    let at = start;
    for (const text of texts) at += encoder.encodeInto(text, new Uint8Array(this.#policy.mem.buffer, at)).written;
    return at;
  }

  /**
   * What the entry point gives for the loaded document; `undefined` where it gives nothing.
   *
   * @throws OpaAbort, WebAssembly.RuntimeError or RangeError (the stack is exhausted); the machine must not be used afterwards.
   */
  evaluate(entryPoint: string, steps: number): unknown {
    this.fuel = steps;
    const result: unknown = inOwnWords(() => this.#policy.evaluate(undefined, entryPoint));
    if (!Array.isArray(result)) throw new OpaAbort('the result is no list');
    const [first] = result as { result?: unknown }[];
    return first?.result;
  }

  /** Steps that are left. */
  get fuel(): number {
    return this.#exports[fuelExport].value >>> 0;
  }

  set fuel(steps: number) {
    this.#exports[fuelExport].value = Math.min(Math.max(0, Math.floor(steps)), maximumSteps) | 0;
  }

  #dump(value: number): unknown {
    return JSON.parse(this.#text(this.#exports.opa_json_dump(value)));
  }

  /** A text that ends with a zero byte. */
  #text(address: number): string {
    const start = address >>> 0;
    const bytes = new Uint8Array(this.#policy.mem.buffer);
    const end = bytes.indexOf(0, start);
    return new TextDecoder().decode(bytes.subarray(start, end === -1 ? undefined : end));
  }
}

/** opa-wasm throws texts and plain objects; a trap of WebAssembly passes as it is. */
function inOwnWords<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    const { message } = Object(thrown) as { readonly message?: unknown };
    throw new OpaAbort(typeof message === 'string' ? message : String(thrown));
  }
}
