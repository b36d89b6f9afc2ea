import type { Location } from '../model/index.ts';
import { type Body, type BodyAttribute, type BodyBlock, locate, type Span } from '../syntax/index.ts';
import type { LocalValue, NamedBlock, ResourceBlock } from './configuration.ts';
import { badName, declaredTwice, nothingToOverride } from './diagnostics.ts';
import { mergeBody } from './merge-body.ts';
import type { Reading } from './reading.ts';
import type { TopBlock } from './top-block.ts';

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
  readonly others: BodyBlock[] = [];

  constructor(readonly reading: Reading) {}

  add(block: TopBlock, override: boolean): void {
    const [first = '', second = ''] = block.labels;
    this.#checkNames(block);
    switch (block.type) {
      case 'resource':
      case 'data':
      case 'ephemeral': {
        const mode = block.type === 'resource' ? 'managed' : block.type;
        this.#declare(this.resources, addressOf(block), asResource(block, mode, first, second), override);
        break;
      }
      case 'variable':
        this.#declare(this.variables, `variable ${first}`, asNamed(block, first), override);
        break;
      case 'output':
        this.#declare(this.outputs, `output ${first}`, asNamed(block, first), override);
        break;
      case 'provider':
        this.#declare(this.providers, `provider ${first}${aliasOf(block.body)}`, asNamed(block, first), override);
        break;
      case 'module':
        this.#declare(this.calls, `module ${first}`, asNamed(block, first), override);
        break;
      case 'locals':
        this.#addLocals(block.body, override);
        break;
      case 'terraform':
        this.#addSettings(block, override);
        break;
      default:
        this.others.push(asBlock(block));
    }
  }

  #declare<Block extends { readonly body: Body; readonly span: Span }>(
    blocks: Map<string, Block>,
    what: string,
    block: Block,
    override: boolean,
  ): void {
    const earlier = blocks.get(what);
    if (earlier === undefined) {
      if (override) this.reading.report(nothingToOverride({ location: placeOf(block) }, what));
      blocks.set(what, block);
    } else if (override) {
      blocks.set(what, { ...earlier, body: mergeBody(earlier.body, block.body) });
    } else {
      this.reading.report(declaredTwice({ location: placeOf(block) }, what, pointOf(placeOf(earlier))));
    }
  }

  #addLocals(body: Body, override: boolean): void {
    for (const attribute of body.attributes.values()) {
      const what = `local ${attribute.name}`;
      const local = asLocal(body, attribute);
      const earlier = this.locals.get(attribute.name);
      const location = locate(local.file, local.span);
      if (earlier === undefined && override) this.reading.report(nothingToOverride({ location }, what));
      if (earlier === undefined || override) this.locals.set(attribute.name, local);
      else this.reading.report(declaredTwice({ location }, what, pointOf(locate(earlier.file, earlier.span))));
    }
  }

  /** An override's backend stands instead of any other; the rest of its settings come after those that are there. */
  #addSettings(block: TopBlock, override: boolean): void {
    const names = [...block.body.attributes.keys(), ...block.body.blocks.map(({ type }) => type)];
    if (override && names.some(isBackend)) this.settings = this.settings.map(withoutBackend);
    this.settings.push(asBlock(block));
  }

  #checkNames(block: TopBlock): void {
    const [first = '', second = first] = block.labels;
    for (const name of new Set([first, second])) {
      if (block.labels.length > 0 && !NAME.test(name)) {
        this.reading.report(badName({ location: placeOf(block) }, name));
      }
    }
  }
}

function isBackend(name: string): boolean {
  return name === 'backend' || name === 'cloud';
}

function withoutBackend(block: BodyBlock): BodyBlock {
  const { file, span, json } = block.body;
  const attributes = new Map([...block.body.attributes].filter(([name]) => !isBackend(name)));
  const blocks = block.body.blocks.filter(({ type }) => !isBackend(type));
  return { ...block, body: { file, span, json, attributes, blocks } };
}

/** Terraform's address of a resource block, without module path. */
function addressOf({ type, labels }: TopBlock): string {
  const address = labels.join('.');
  return type === 'resource' ? address : `${type}.${address}`;
}

function asResource(block: TopBlock, mode: ResourceBlock['mode'], type: string, name: string): ResourceBlock {
  return {
    mode,
    type,
    name,
    body: block.body,
    ...(block.pointer === undefined ? {} : { pointer: block.pointer }),
    ...(block.constructPath === undefined ? {} : { constructPath: block.constructPath }),
    get span() {
      return block.span;
    },
  };
}

function asNamed(block: TopBlock, name: string): NamedBlock {
  return {
    name,
    body: block.body,
    get span() {
      return block.span;
    },
  };
}

function asBlock({ type, labels, body, span }: TopBlock): BodyBlock {
  return { type, labels, body, span };
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

function placeOf({ body, span }: { readonly body: Body; readonly span: Span }): Location {
  return locate(body.file, span);
}

function pointOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
