/**
 * CDKTF's and CDKTN's classes as far as the gate touches them. They are recognised by their symbols, never by
 * `instanceof`: the two libraries share the symbols, and a project may hold several copies of either.
 */
const appSymbol = Symbol.for('cdktf/App');
const stackSymbol = Symbol.for('cdktf/TerraformStack');
const dataSourceSymbol = Symbol.for('cdktf/TerraformDataSource');
const elementSymbol = Symbol.for('cdktf/TerraformElement');

export interface Construct {
  readonly node: ConstructNode;
}

interface ConstructNode {
  readonly id: string;
  readonly path: string;
  readonly children: readonly Construct[];
  readonly root: Construct;
}

/** What `sallyport()` takes: an `App` of cdktf 0.21 or cdktn 0.24. */
export interface CdktfApp extends Construct {
  /** Relative to the working directory of the moment of writing, as in CDKTF. */
  readonly outdir: string;
  readonly manifest: CdktfManifest;
  synth(): void;
}

interface CdktfManifest {
  readonly stacks: Readonly<Record<string, StackEntry>>;
  writeToFile(): void;
}

/** One stack in CDKTF's manifest; paths are relative to the app's `outdir`. */
interface StackEntry {
  readonly name: string;
  readonly constructPath: string;
  readonly workingDirectory: string;
  readonly synthesizedStackPath: string;
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export function isApp(value: unknown): boolean {
  return isObject(value) && appSymbol in value;
}

export function isStack(value: unknown): value is Construct {
  return isObject(value) && stackSymbol in value;
}

/** The construct and everything below it, parents first. Iterative: trees may be deep. */
export function* descendants(root: Construct): Generator<Construct> {
  const waiting: Construct[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const children = next.node.children;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined) waiting.push(child);
    }
  }
}

/**
 * The Terraform address under which a construct is synthesized, such as `aws_kms_key.vault_Key_0123ABCD`; `undefined`
 * for what is no resource and no data source.
 */
export function addressOf(construct: Construct): string | undefined {
  if (!(elementSymbol in construct)) return undefined;
  const { terraformResourceType: type, friendlyUniqueId: name } = construct as {
    readonly terraformResourceType?: unknown;
    readonly friendlyUniqueId?: unknown;
  };
  if (typeof type !== 'string' || typeof name !== 'string') return undefined;
  return dataSourceSymbol in construct ? `data.${type}.${name}` : `${type}.${name}`;
}
