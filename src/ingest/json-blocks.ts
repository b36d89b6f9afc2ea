import { nearest } from '../diagnostics/index.ts';
import { type Json, type JsonObject, type Path, pointerOf } from '../model/index.ts';
import {
  type Body,
  type HasTemplates,
  type JsonTree,
  jsonBody,
  jsonSpan,
  locateJson,
  type SourceFile,
  type Span,
} from '../syntax/index.ts';
import { notABlock, unknownBlock } from './diagnostics.ts';
import { isJsonObject } from './json-access.ts';
import type { Reading } from './reading.ts';
import { LABELS, type TopBlock } from './top-block.ts';

/** Arguments that Terraform evaluates without any scope: their strings are no templates. */
const LITERAL: ReadonlyMap<string, ReadonlySet<string> | 'all'> = new Map<string, ReadonlySet<string> | 'all'>([
  ['variable', new Set(['default', 'type', 'description', 'sensitive', 'nullable', 'ephemeral', 'deprecated'])],
  ['module', new Set(['source', 'version'])],
  ['output', new Set(['description', 'sensitive', 'ephemeral', 'deprecated'])],
  ['provider', new Set(['alias', 'version'])],
  ['terraform', 'all'],
]);

/** The blocks of a file in Terraform's JSON syntax (Terraform documentation, "JSON Configuration Syntax"). */
export function jsonBlocks(reading: Reading, file: SourceFile, value: Json): readonly TopBlock[] {
  const blocks: TopBlock[] = [];
  const roots: readonly (readonly [Json, Path])[] = Array.isArray(value)
    ? value.map((item, index) => [item, [index]] as const)
    : [[value, []]];
  for (const [root, path] of roots) {
    if (isJsonObject(root)) collectRoot(reading, file, root, path, blocks);
    else reading.report(notABlock({ location: locateJson(file, path) }, 'the file', describe(root)));
  }
  return blocks;
}

function collectRoot(reading: Reading, file: SourceFile, root: JsonObject, path: Path, blocks: TopBlock[]): void {
  for (const type of Object.keys(root)) {
    if (type === '//') continue;
    const wanted = LABELS.get(type);
    if (wanted === undefined) {
      const location = locateJson(file, [...path, type]);
      reading.report(unknownBlock({ location }, type, nearest(type, LABELS.keys()) ?? ''));
    } else {
      new BlockCollector(reading, file, type, wanted, blocks).collect(root[type] ?? null, [...path, type], []);
    }
  }
}

/** The blocks of a type that stand in another block, which JSON writes as an attribute of it. */
export function blocksWithin(reading: Reading, type: string, { value, path, file }: JsonTree): readonly TopBlock[] {
  const blocks: TopBlock[] = [];
  new BlockCollector(reading, file, type, LABELS.get(type) ?? 0, blocks).collect(value, path, []);
  return blocks;
}

class BlockCollector {
  readonly #hasTemplates: HasTemplates;

  constructor(
    readonly reading: Reading,
    readonly file: SourceFile,
    readonly type: string,
    readonly wanted: number,
    readonly blocks: TopBlock[],
  ) {
    const literal = LITERAL.get(type);
    this.#hasTemplates = (name) => literal === undefined || (literal !== 'all' && !literal.has(name));
  }

  /** Labels are keys of nested objects; at every level an array stands for several objects. Null is no block. */
  collect(value: Json, path: Path, labels: readonly string[]): void {
    if (value === null) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.collect(item, [...path, index], labels);
    } else if (typeof value !== 'object') {
      const location = locateJson(this.file, path);
      this.reading.report(notABlock({ location }, path.join('.'), describe(value)));
    } else if (labels.length < this.wanted) {
      const members = value as JsonObject;
      for (const label of Object.keys(members)) {
        if (label !== '//') this.collect(members[label] ?? null, [...path, label], [...labels, label]);
      }
    } else {
      this.#add(value as JsonObject, path, labels);
    }
  }

  #add(value: JsonObject, path: Path, labels: readonly string[]): void {
    const body = jsonBody(this.file, value, path, this.#hasTemplates);
    this.blocks.push(new JsonBlock(this.type, labels, body, path, constructPathOf(value)));
  }
}

/** Its places are worked out when somebody asks. A class, because thousands of object literals with getters are slow. */
class JsonBlock implements TopBlock {
  declare readonly constructPath?: string;

  constructor(
    readonly type: string,
    readonly labels: readonly string[],
    readonly body: Body,
    readonly path: Path,
    constructPath: string | undefined,
  ) {
    if (constructPath !== undefined) this.constructPath = constructPath;
  }

  get pointer(): string {
    return pointerOf(this.path);
  }

  get span(): Span {
    return jsonSpan(this.body.file, this.path);
  }
}

/** CDKTF writes `"//": {"metadata": {"path": ...}}` into every block. */
function constructPathOf(value: JsonObject): string | undefined {
  const path = metadataOf(value)?.['path'];
  return typeof path === 'string' ? path : undefined;
}

/** The metadata that CDKTF and CDKTN write as a comment. */
export function metadataOf(value: JsonObject): JsonObject | undefined {
  const comment = Object.hasOwn(value, '//') ? value['//'] : undefined;
  if (!isJsonObject(comment)) return undefined;
  const metadata = Object.hasOwn(comment, 'metadata') ? comment['metadata'] : undefined;
  return isJsonObject(metadata) ? metadata : undefined;
}

function describe(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'string' ? 'a string' : typeof value === 'number' ? 'a number' : 'true or false';
}
