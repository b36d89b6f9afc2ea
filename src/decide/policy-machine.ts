/**
 * One instance of `policy.wasm`, spoken to by OPA's own interface, ABI 1.2 or later
 * (https://www.openpolicyagent.org/docs/wasm#abi-specification).
 */

/** The names by which `src/maintain/` exports the fuel counter and the entry points. */
const fuelExport = 'sallyport_fuel';
export const entryPointOf = (policy: string): string => `entry/${policy}/verdict`;

const pageBytes = 65_536;
/** The module itself asks for no less. */
const initialPages = 5;
/** Steps that reading the module's tables and the facts may take: what the counter can hold. They are bounded by the memory. */
export const maximumSteps = 0xffff_ffff;

/** OPA's runtime gave up, in its own words. */
export class OpaAbort extends Error {
  override readonly name = 'OpaAbort';
}

interface Exports {
  readonly opa_malloc: (size: number) => number;
  readonly opa_json_parse: (address: number, length: number) => number;
  readonly opa_json_dump: (value: number) => number;
  readonly opa_heap_ptr_get: () => number;
  readonly opa_eval: (
    reserved: 0,
    entryPoint: number,
    data: number,
    input: number,
    inputLength: number,
    heap: number,
    format: 0,
  ) => number;
  readonly builtins: () => number;
  readonly entrypoints: () => number;
  readonly opa_wasm_abi_version: WebAssembly.Global;
  readonly opa_wasm_abi_minor_version: WebAssembly.Global;
  readonly [fuelExport]: WebAssembly.Global;
}

const functions = [
  'opa_malloc',
  'opa_json_parse',
  'opa_json_dump',
  'opa_heap_ptr_get',
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

export class PolicyMachine {
  readonly #memory: WebAssembly.Memory;
  readonly #exports: Exports;
  #data = 0;
  #heap = 0;
  #entryPoints: Readonly<Record<string, number>> | undefined;

  /**
   * @param module one that `missingInterface` finds nothing missing in.
   * @param expectedBytes memory to begin with, where it is known that much of it will be used: to add to it may cost V8 a full
   * garbage collection each time; what is there from the beginning costs nothing until used.
   */
  constructor(module: WebAssembly.Module, memoryMiB: number, expectedBytes = 0) {
    const maximum = Math.max(initialPages, Math.min(65_536, Math.floor((memoryMiB * 1024 * 1024) / pageBytes)));
    this.#memory = new WebAssembly.Memory({
      initial: Math.min(maximum, initialPages + Math.ceil(expectedBytes / pageBytes)),
      maximum,
    });
    const instance = new WebAssembly.Instance(module, { env: this.#imports() });
    this.#exports = instance.exports as unknown as Exports;
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
    this.#entryPoints ??= this.#dump(this.#exports.entrypoints()) as Record<string, number>;
    return this.#entryPoints;
  }

  /**
   * Loads the document that policies see, once for all of them.
   *
   * @param json a JSON text.
   * @throws OpaAbort or WebAssembly.RuntimeError where it does not fit into the memory or is nested too deeply.
   */
  load(json: Uint8Array): void {
    this.fuel = maximumSteps;
    this.entryPoints();
    const address = this.#exports.opa_malloc(json.length) >>> 0;
    new Uint8Array(this.#memory.buffer).set(json, address);
    this.#data = this.#exports.opa_json_parse(address, json.length);
    if (this.#data === 0) throw new OpaAbort('the facts are no JSON text that OPA reads');
    this.#heap = this.#exports.opa_heap_ptr_get();
  }

  /**
   * What the entry point gives for the loaded document; `undefined` where it gives nothing.
   *
   * @throws OpaAbort, WebAssembly.RuntimeError or RangeError (the stack is exhausted); the machine must not be used afterwards.
   */
  evaluate(entryPoint: string, steps: number): unknown {
    const index = this.entryPoints()[entryPoint];
    if (index === undefined) throw new OpaAbort(`there is no entry point ${entryPoint}`);
    this.fuel = steps;
    const result = this.#read(this.#exports.opa_eval(0, index, this.#data, 0, 0, this.#heap, 0));
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

  #imports(): Record<string, WebAssembly.Memory | ((value: number) => void)> {
    const builtIn = (id: number): never => {
      throw new OpaAbort(`built-in function ${id} is not there`);
    };
    return {
      memory: this.#memory,
      opa_abort: (address: number): never => {
        throw new OpaAbort(this.#text(address));
      },
      opa_println: (): void => {},
      opa_builtin0: builtIn,
      opa_builtin1: builtIn,
      opa_builtin2: builtIn,
      opa_builtin3: builtIn,
      opa_builtin4: builtIn,
    };
  }

  #dump(value: number): unknown {
    return this.#read(this.#exports.opa_json_dump(value));
  }

  #read(address: number): unknown {
    return JSON.parse(this.#text(address));
  }

  /** A text that ends with a zero byte. */
  #text(address: number): string {
    const start = address >>> 0;
    const bytes = new Uint8Array(this.#memory.buffer);
    const end = bytes.indexOf(0, start);
    return new TextDecoder().decode(bytes.subarray(start, end === -1 ? undefined : end));
  }
}
