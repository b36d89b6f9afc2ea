import type { Location } from '../model/index.ts';
import {
  type Body,
  type BodyAttribute,
  type BodyBlock,
  blocksOf,
  locate,
  type SourceFile,
  type Span,
} from '../syntax/index.ts';
import { checkContents } from './check-contents.ts';
import type { LocalValue, NamedBlock, ResourceBlock } from './configuration.ts';
import { badName, declaredAgain, declaredTwice, nothingToOverride, unjudgedAction } from './diagnostics.ts';
import { mergeBody } from './merge-body.ts';
import type { Reading } from './reading.ts';
import { scopedData } from './scoped-data.ts';
import type { TopBlock } from './top-block.ts';

/** Most names are ASCII, and classes of Unicode are slow. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** A module while its files are being read: what is declared so far, by what it is called in messages. */
export class ModuleDraft {
  readonly resources = new Map<string, ResourceBlock>();
  readonly variables = new Map<string, NamedBlock>();
  readonly outputs = new Map<string, NamedBlock>();
  readonly providers = new Map<string, NamedBlock>();
  readonly calls = new Map<string, NamedBlock>();
  readonly locals = new Map<string, LocalValue>();
  settings: BodyBlock[] = [];
  readonly checks: NamedBlock[] = [];
  readonly others: BodyBlock[] = [];
  /** Where there is what a module may have only once and which is not kept by name. */
  readonly #only = new Map<string, Placed>();

  constructor(readonly reading: Reading) {}

  add(block: TopBlock, override: boolean): void {
    const [first = '', second = ''] = block.labels;
    this.#checkNames(block);
    checkContents(this.reading, block, override);
    switch (block.type) {
      case 'resource':
      case 'data':
      case 'ephemeral':
        this.#addResource(block, override);
        break;
      case 'variable':
        this.#declare(this.variables, `variable ${first}`, new Declared(block, first), override);
        break;
      case 'output':
        this.#declare(this.outputs, `output ${first}`, new Declared(block, first), override);
        break;
      case 'provider':
        this.#declare(this.providers, `provider ${first}${aliasOf(block.body)}`, new Declared(block, first), override);
        break;
      case 'module':
        this.#declare(this.calls, `module ${first}`, new Declared(block, first), override);
        break;
      case 'locals':
        this.#addLocals(block.body, override);
        break;
      case 'terraform':
        this.#addSettings(block, override);
        break;
      case 'check':
        this.#declareOnly(`check ${first}`, block);
        this.checks.push(new Declared(block, first));
        for (const data of scopedData(this.reading, block.body)) this.#addResource(data, override, first);
        break;
      default:
        if (block.type === 'action') this.#addAction(`action.${first}.${second}`, block);
        this.others.push(block);
    }
  }

  #declare<Block extends NamedBlock>(blocks: Map<string, Block>, what: string, block: Block, override: boolean): void {
    const earlier = blocks.get(what);
    if (earlier === undefined) {
      if (override) this.reading.report(nothingToOverride({ location: placeOf(block) }, what));
      blocks.set(what, block);
    } else if (override) {
      blocks.set(what, overridden(earlier, mergeBody(earlier.body, block.body)));
    } else {
      this.#reportTwice(what, earlier, block);
    }
  }

  #addLocals(body: Body, override: boolean): void {
    for (const attribute of body.attributes.values()) {
      const what = `local ${attribute.name}`;
      const local = asLocal(body, attribute);
      const earlier = this.locals.get(attribute.name);
      if (!isName(attribute.name)) this.reading.report(badName({ location: placeOf(local) }, attribute.name));
      if (earlier === undefined && override) this.reading.report(nothingToOverride({ location: placeOf(local) }, what));
      if (earlier === undefined || override) this.locals.set(attribute.name, local);
      else this.#reportTwice(what, earlier, local);
    }
  }

  /** An override's backend stands instead of any other; the rest of its settings come after those that are there. */
  #addSettings(block: TopBlock, override: boolean): void {
    const names = [...block.body.attributes.keys(), ...block.body.blocks.map(({ type }) => type)];
    if (override && names.some(isBackend)) this.settings = this.settings.map(withoutBackend);
    if (!override) for (const each of onlyOnce(block.body)) this.#declareOnly(each.what, each.body);
    this.settings.push(block);
  }

  #checkNames(block: TopBlock): void {
    for (const name of block.labels)
      if (!isName(name)) this.reading.report(badName({ location: placeOf(block) }, name));
  }

  #addResource(block: TopBlock, override: boolean, scopedTo?: string): void {
    const [type = '', name = ''] = block.labels;
    const mode = block.type === 'data' || block.type === 'ephemeral' ? block.type : 'managed';
    const Resource = block.body.json ? JsonResource : DeclaredResource;
    const resource = new Resource(block, mode, type, name);
    if (scopedTo !== undefined) resource.scopedTo = scopedTo;
    this.#declare(this.resources, addressOf(block), resource, override);
  }

  #addAction(address: string, block: TopBlock): void {
    this.#declareOnly(address, block);
    this.reading.report(unjudgedAction({ location: placeOf(block) }, address));
  }

  #declareOnly(what: string, placed: Placed): void {
    const first = this.#only.get(what);
    if (first === undefined) this.#only.set(what, placed);
    else this.#reportTwice(what, first, placed);
  }

  /** Which of the two is meant nobody can say, so both are told. */
  #reportTwice(what: string, one: Placed, other: Placed): void {
    const [first, second] = [placeOf(one), placeOf(other)];
    this.reading.report(declaredAgain({ location: first }, what, pointOf(second)));
    this.reading.report(declaredTwice({ location: second }, what, pointOf(first)));
  }
}

function isName(name: string): boolean {
  return PLAIN_NAME.test(name) || NAME.test(name);
}

/** A declaration with another body; the rest of it, its place among that, stays. */
function overridden<Block extends NamedBlock>(block: Block, body: Body): Block {
  const firstType = block.firstType ?? block.body.attributes.get('type')?.value ?? 'none';
  return { ...block, span: block.span, body, firstType };
}

/** The settings that a module has only once: where its state is kept, and which providers it needs. */
function onlyOnce(body: Body): readonly { readonly what: string; readonly body: Body }[] {
  return ['backend', 'cloud', 'required_providers'].flatMap((type) =>
    blocksOf(body, type).map((inner) => ({ what: type === 'cloud' ? 'backend' : type, body: inner })),
  );
}

function isBackend(name: string): boolean {
  return name === 'backend' || name === 'cloud';
}

function withoutBackend(block: BodyBlock): BodyBlock {
  const { file, span, json } = block.body;
  const attributes = new Map([...block.body.attributes].filter(([name]) => !isBackend(name)));
  const blocks = block.body.blocks.filter(({ type }) => !isBackend(type));
  return { type: block.type, labels: block.labels, span: block.span, body: { file, span, json, attributes, blocks } };
}

/** Terraform's address of a resource block, without module path. */
function addressOf({ type, labels }: TopBlock): string {
  const address = labels.join('.');
  return type === 'resource' ? address : `${type}.${address}`;
}

/** Its place is that of the block it was declared by, worked out when somebody asks. */
class Declared implements NamedBlock {
  readonly body: Body;

  constructor(
    readonly block: TopBlock,
    readonly name: string,
  ) {
    this.body = block.body;
  }

  get span(): Span {
    return this.block.span;
  }
}

class DeclaredResource extends Declared implements ResourceBlock {
  declare readonly constructPath?: string;
  declare scopedTo?: string;

  constructor(
    block: TopBlock,
    readonly mode: ResourceBlock['mode'],
    readonly type: string,
    name: string,
  ) {
    super(block, name);
    if (block.constructPath !== undefined) this.constructPath = block.constructPath;
  }
}

class JsonResource extends DeclaredResource {
  get pointer(): string {
    return this.block.pointer ?? '';
  }
}

function asLocal(body: Body, { name, value, file }: BodyAttribute): LocalValue {
  return {
    name,
    value,
    file: file ?? body.file,
    get span() {
      return value.span;
    },
  };
}

/** `.west` for `alias = "west"`; empty without one. */
function aliasOf(body: Body): string {
  const alias = body.attributes.get('alias')?.value;
  const isKnown = (alias?.kind === 'literal' || alias?.kind === 'json') && typeof alias.value === 'string';
  return isKnown ? `.${String(alias.value)}` : '';
}

/** What has a place, which in JSON is searched for when somebody asks: a block, a body, a local. */
type Placed = { readonly span: Span } & ({ readonly body: Body } | { readonly file: SourceFile });

function placeOf(placed: Placed): Location {
  return locate('body' in placed ? placed.body.file : placed.file, placed.span);
}

function pointOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
