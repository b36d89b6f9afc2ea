import { nearest } from '../diagnostics/index.ts';
import {
  type Body,
  blocksOf,
  type Expression,
  locate,
  notConstant,
  type SourceFile,
  type Span,
} from '../syntax/index.ts';
import {
  incompleteBlock,
  mixedRepetition,
  noList,
  notOverridable,
  onlyConstants,
  reservedName,
  unexpectedInBlock,
  writtenTwice,
} from './diagnostics.ts';
import { CONTENTS, type Contents, NOT_OVERRIDABLE, RESERVED_VARIABLES } from './known-contents.ts';
import type { Reading } from './reading.ts';
import type { TopBlock } from './top-block.ts';

/** Blocks that override files may not have at all. */
const NO_OVERRIDES: ReadonlySet<string> = new Set(['check', 'moved', 'import']);

/** Blocks that can be repeated, by one of two arguments. */
const REPEATED: ReadonlySet<string> = new Set(['resource', 'data', 'ephemeral', 'module', 'action']);

/** Blocks with nested blocks of a provider's. */
const OF_PROVIDERS: ReadonlySet<string> = new Set(['resource', 'data', 'ephemeral', 'provider']);

/** Arguments that list addresses or attributes. */
const LISTS = ['depends_on', 'ignore_changes', 'replace_triggered_by'];

interface Spanned {
  readonly span: Span;
}

/** Reports what Terraform refuses in a block of its own, before anything is evaluated: what it cannot contain, and what it lacks. */
export function checkContents(reading: Reading, block: TopBlock, override: boolean): void {
  const { type, labels, body } = block;
  const [name = ''] = labels;
  const report = (complaint: typeof mixedRepetition) => reading.report(complaint(placeOf(body.file, block.span)));
  if (override && NO_OVERRIDES.has(type)) {
    report((place) => notOverridable(place, type));
    return;
  }
  if (type === 'variable' && RESERVED_VARIABLES.has(name)) report((place) => reservedName(place, name));
  const isMixed = body.attributes.has('count') && body.attributes.has('for_each');
  if (isMixed && REPEATED.has(type)) report(mixedRepetition);
  const contents = CONTENTS.get(type);
  if (contents !== undefined) new Checker(reading, override).check(type, body, block, contents);
}

/** Places of JSON are searched for in the text when somebody asks: nothing here asks for one that it does not report. */
class Checker {
  constructor(
    readonly reading: Reading,
    readonly override: boolean,
  ) {}

  check(type: string, body: Body, whole: Spanned, contents: Contents): void {
    this.#checkArguments(type, body, contents);
    if (!OF_PROVIDERS.has(type)) this.#checkBlocks(type, body, contents);
    this.#checkConstants(body, contents);
    this.#checkLists(body);
    if (!this.override) this.#checkRequired(type, body, whole, contents);
    for (const [inner, inside] of contents.blocks) {
      if (inside === undefined && !contents.once.has(inner)) continue;
      const all = blocksOf(body, inner);
      const [, second] = all;
      if (second !== undefined && contents.once.has(inner))
        this.reading.report(writtenTwice(placeOf(second.file, second.span), inner, type));
      if (inside !== undefined) for (const each of all) this.check(inner, each, each, inside);
    }
  }

  #checkArguments(type: string, body: Body, { arguments: names, blocks }: Contents): void {
    for (const attribute of body.attributes.values()) {
      const { name, value } = attribute;
      const isFixed =
        this.override && (names === undefined ? name === 'depends_on' : NOT_OVERRIDABLE.has(name)) && !isEmpty(value);
      if (!isFixed && (names === undefined || names.has(name) || (body.json && blocks.has(name)))) continue;
      const place = placeOf(body.file, attribute.nameSpan);
      const meant = nearest(name, [...(names ?? []), ...blocks.keys()]) ?? '';
      this.reading.report(
        isFixed ? notOverridable(place, name) : unexpectedInBlock(place, 'argument', name, type, meant),
      );
    }
  }

  #checkBlocks(type: string, body: Body, { blocks }: Contents): void {
    for (const { type: inner, span } of body.blocks) {
      const isFixed = this.override && NOT_OVERRIDABLE.has(inner);
      if (!isFixed && blocks.has(inner)) continue;
      const place = placeOf(body.file, span);
      const meant = nearest(inner, blocks.keys()) ?? '';
      this.reading.report(
        isFixed ? notOverridable(place, inner) : unexpectedInBlock(place, 'block', inner, type, meant),
      );
    }
  }

  #checkConstants({ attributes, file }: Body, { constant }: Contents): void {
    for (const name of constant) {
      const attribute = attributes.get(name);
      const found = attribute === undefined ? undefined : notConstant(attribute.value);
      if (found !== undefined)
        this.reading.report(onlyConstants(placeOf(file, found.expression.span), name, found.kind));
    }
  }

  #checkLists({ attributes, file }: Body): void {
    for (const name of LISTS) {
      const value = attributes.get(name)?.value;
      if (value === undefined || value.kind === 'tuple' || value.kind === 'json') continue;
      if (name === 'ignore_changes' && value.kind === 'name' && value.name === 'all') continue;
      this.reading.report(noList(placeOf(file, value.span), name));
    }
  }

  #checkRequired(type: string, body: Body, whole: Spanned, { required }: Contents): void {
    for (const names of required) {
      const isThere = names.some((name) => body.attributes.has(name) || body.blocks.some((one) => one.type === name));
      if (!isThere) this.reading.report(incompleteBlock(placeOf(body.file, whole.span), type, names.join(' or ')));
    }
  }
}

/** Overridden by an empty list nothing changes. */
function isEmpty(value: Expression): boolean {
  return value.kind === 'tuple' && value.items.length === 0;
}

function placeOf(file: SourceFile, span: Span) {
  return { location: locate(file, span) };
}
