import { createRequire } from 'node:module';
import type { Alias, Document, Node, Pair, ParsedNode, Scalar } from 'yaml';
import { type Cty, object, string, tuple } from '../cty/value.ts';
import { plainNumber, plainScalar } from './plain.ts';

/** Text that is no YAML, or that Terraform refuses: one lower-case clause. */
export class YamlError extends Error {}

type Yaml = typeof import('yaml');
const require = createRequire(import.meta.url);

/** Nested deeper than this no reader follows. */
const DEEPEST = 400;
const CORE = 'tag:yaml.org,2002:';

/** The characters of a YAML stream (YAML 1.2.2, section 5.1). */
const PRINTABLE = /^[\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Reads one YAML document as Terraform's `yamldecode` does. Throws `YamlError`. */
export function decodeYaml(text: string): Cty {
  if (depthOf(text) > MOST_OPEN) throw new YamlError(`it is nested deeper than ${DEEPEST} levels`);
  if (propertiesOf(text) > MOST_PROPERTIES) throw new YamlError('it has too many anchors and tags in a row');
  if (!PRINTABLE.test(text)) throw new YamlError('it has control characters');
  // Loaded at the first call: few configurations have any YAML.
  const yaml = require('yaml') as Yaml;
  const documents = yaml.parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
    stringKeys: false,
    // For each error it would go through the line in which it is.
    prettyErrors: false,
  });
  const [document, ...more] = Array.isArray(documents) ? documents : [];
  if (document === undefined || document.contents === null) throw new YamlError('there is no document');
  if (more.length > 0) throw new YamlError('there is more than one document');
  const [error] = document.errors;
  if (error !== undefined) throw new YamlError(`${error.message}${placeOf(text, error.pos[0])}`);
  if (isEmpty(document, text)) throw new YamlError('there is no document');
  return new Reader(yaml, document, text).read(document.contents, 0);
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  return ` at line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')}`;
}

/** A comment alone is no document; `~` is one that is null. */
function isEmpty(document: Document.Parsed, text: string): boolean {
  const { contents } = document;
  return contents !== null && contents.range[0] === contents.range[1] && !/\S/.test(text.replace(/#.*/g, ''));
}

/** More than these, wherever they stand, the parser would take too long for: its time grows with their square. */
const MOST_OPEN = 20_000;
const MOST_PROPERTIES = 2000;

/** The most words in a row that look like anchors or tags: a node has one of each. */
function propertiesOf(text: string): number {
  let run = 0;
  let longest = 0;
  for (const [word] of text.matchAll(/\S+/g)) {
    run = word.startsWith('&') || word.startsWith('!') ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The most brackets that are open at once, those in quoted text counted too. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

class Reader {
  readonly #anchored = new Map<Node, Cty>();

  constructor(
    readonly yaml: Yaml,
    readonly document: Document.Parsed,
    readonly source: string,
  ) {}

  read(node: Node | ParsedNode | null, depth: number): Cty {
    const { isAlias, isMap, isScalar, isSeq } = this.yaml;
    if (depth > DEEPEST) throw new YamlError(`it is nested deeper than ${DEEPEST} levels`);
    if (node === null) return plainScalar('') ?? string('');
    if (isAlias(node)) return this.#alias(node);
    const value = isScalar(node)
      ? this.#scalar(node)
      : isSeq(node)
        ? this.#sequence(node.items as Node[], node.tag, depth)
        : isMap(node)
          ? this.#mapping(node.items as Pair<Node, Node>[], node.tag, depth)
          : string('');
    this.#anchored.set(node, value);
    return value;
  }

  /** What an anchor stands for is read once, so that aliases of aliases do not grow. */
  #alias(node: Alias): Cty {
    const target = node.resolve(this.document);
    const value = target && this.#anchored.get(target);
    if (value === undefined) throw new YamlError(`the anchor ${node.source} is not defined before it is used`);
    return value;
  }

  #sequence(items: readonly Node[], tag: string | undefined, depth: number): Cty {
    if (tag !== undefined && tag !== `${CORE}seq`) throw new YamlError(`the tag ${tag} is not supported`);
    return tuple(items.map((item) => this.read(item, depth + 1)));
  }

  #mapping(items: readonly Pair<Node, Node>[], tag: string | undefined, depth: number): Cty {
    if (tag !== undefined && tag !== `${CORE}map`) throw new YamlError(`the tag ${tag} is not supported`);
    const entries = new Map<string, Cty>();
    for (const { key, value } of items) {
      const item = this.read(value, depth + 1);
      if (isMerge(this.yaml, key)) for (const [name, inner] of mergedEntries(item)) entries.set(name, inner);
      else entries.set(this.#key(key, depth), item);
    }
    return object(entries);
  }

  #key(node: Node, depth: number): string {
    const key = this.read(node, depth + 1);
    if (key.kind === 'string') return key.value;
    if (key.kind === 'bool') return String(key.value);
    if (key.kind === 'number' && this.yaml.isScalar(node)) return String(node.source ?? '');
    throw new YamlError('a key is neither a string, a number nor a bool');
  }

  /** A block at the very end of a text that does not end in a line break has none either. */
  #text(node: Scalar): string {
    if (node.tag !== undefined) return node.source ?? String(node.value ?? '');
    const value = String(node.value ?? '');
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const isLast = isBlock && !this.source.endsWith('\n') && node.range?.[2] === this.source.length;
    return isLast ? value.replace(/\n$/, '') : value;
  }

  #scalar(node: Scalar): Cty {
    if (node.type === 'QUOTE_DOUBLE' && hasHalfCharacter(this.source.slice(...(node.range ?? [0, 0]))))
      throw new YamlError('an escape stands for half of a character');
    const text = this.#text(node);
    const quoted = node.type !== 'PLAIN';
    if (node.tag === undefined || node.tag === '!') {
      const value = quoted ? string(text) : plainScalar(text);
      if (value === undefined) throw new YamlError('a number that is none (.nan) is not supported');
      return value;
    }
    return tagged(node.tag, text, quoted);
  }
}

function tagged(tag: string, text: string, quoted: boolean): Cty {
  const name = tag.startsWith(CORE) ? tag.slice(CORE.length) : undefined;
  if (name === 'str' || name === 'binary') return string(text);
  if (name === undefined || !['int', 'float', 'bool', 'null', 'timestamp'].includes(name)) {
    throw new YamlError(`the tag ${tag} is not supported`);
  }
  if (quoted) return string(text);
  const value = name === 'int' || name === 'float' ? plainNumber(text) : plainScalar(text);
  const kind = { int: 'number', float: 'number', bool: 'bool', null: 'null', timestamp: 'string' }[name];
  if (value === undefined || value.kind !== kind) throw new YamlError(`${text} cannot be read as ${name}`);
  return value;
}

/** A pair of surrogates is no character either. */
function hasHalfCharacter(quoted: string): boolean {
  return [...quoted.matchAll(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)/gsu)].some(([, short, long]) => {
    const point = Number.parseInt(short ?? long ?? '0', 16);
    return (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff;
  });
}

function isMerge(yaml: Yaml, key: Node): boolean {
  return yaml.isScalar(key) && key.value === '<<';
}

/** What `<<` brings in: whatever comes last wins, and a list of maps is refused. */
function mergedEntries(value: Cty): ReadonlyMap<string, Cty> {
  if ('entries' in value) return value.entries;
  throw new YamlError('<< takes a map');
}
