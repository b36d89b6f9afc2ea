/**
 * YAML as data and nothing else: no alias, tag, merge key, second document or key that is not text, so that a settings file
 * means one thing to every reader and its size bounds the work. Every value keeps its place.
 */
import { createRequire } from 'node:module';
import type { LineCounter, Node, Pair, Scalar, YAMLError, YAMLMap } from 'yaml';
import { StopError } from '../diagnostics/index.ts';
import type { Json, Location, Path, Text } from '../model/index.ts';
import { say, words } from '../model/index.ts';

/** Loads `yaml` when a file is there to be read: it costs a fifth of a small run's start. */
const require = createRequire(import.meta.url);

export interface YamlDocument {
  readonly value: Json;
  /** Place of the value at a path, or of the nearest enclosing one that is written. */
  readonly placeOf: (path: Path) => Location;
  /** Place of the key that a path ends in. */
  readonly keyPlaceOf: (path: Path) => Location;
}

/** Longest text that is read. A settings file has some kilobytes. */
const maximumCharacters = 1_000_000;
const maximumDepth = 64;

/** @throws StopError, with the place, for anything that is not one plain YAML document. */
export function readDocument(text: string, file: string): YamlDocument {
  const refuse = (what: Text, location: Location): never => {
    throw new StopError('settings/not-yaml', what, 'write it as one plain YAML document', location);
  };
  if (text.length > maximumCharacters) {
    refuse(say`the file has ${text.length} characters; at most ${maximumCharacters} are read`, { file });
  }
  const deep = tooDeepLine(text);
  if (deep !== undefined)
    refuse(say`the text nests deeper than ${maximumDepth} levels`, { file, line: deep, column: 1 });

  const yaml = require('yaml') as typeof import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    resolveKnownTags: false,
    // Duplicates are looked for below: the library compares each key with all others.
    uniqueKeys: false,
  });
  const [trouble] = [...document.errors, ...document.warnings];
  if (trouble !== undefined) refuse(troubleText(trouble), place(lines, file, trouble.pos[0], trouble.pos[1]));
  const value = convert(document.contents, { yaml, locate: (node) => placeOfNode(lines, file, node), refuse });
  const find = (path: Path) => findNode(yaml, document.contents, path);
  return {
    value,
    placeOf: (path) => placeOfNode(lines, file, find(path).value),
    keyPlaceOf: (path) => placeOfNode(lines, file, find(path).key ?? find(path).value),
  };
}

/**
 * The first line that opens more levels than are read; `undefined` where none does. Counted on the text, because the parser
 * itself goes out of memory on some thousand nested block sequences.
 */
function tooDeepLine(text: string): number | undefined {
  let flow = 0;
  let line = 0;
  for (const content of text.split('\n')) {
    line += 1;
    const lead = /^[\s\-?:]*/.exec(content)?.[0].length ?? 0;
    if (lead > 4 * maximumDepth) return line;
    for (const character of content) {
      if (character === '[' || character === '{') flow += 1;
      else if ((character === ']' || character === '}') && flow > 0) flow -= 1;
    }
    if (flow > maximumDepth) return line;
  }
  return undefined;
}

interface Conversion {
  readonly yaml: typeof import('yaml');
  readonly locate: (node: unknown) => Location;
  readonly refuse: (what: Text, location: Location) => never;
}

function convert(node: unknown, at: Conversion): Json {
  const { yaml, locate, refuse } = at;
  if (node === null || node === undefined) return null;
  if (yaml.isAlias(node)) refuse(say`${`*${node.source}`} is an alias; write the value out`, locate(node));
  if (yaml.isNode(node) && node.tag !== undefined) {
    refuse(say`${node.tag} is a tag; only plain values are read`, locate(node));
  }
  if (yaml.isSeq(node)) return node.items.map((item) => convert(item, at));
  if (yaml.isMap(node)) {
    const seen = new Set<string>();
    const members = node.items.map((pair): [string, Json] => {
      const key = keyText(pair.key, at);
      if (seen.has(key)) refuse(say`${key} is given twice`, locate(pair.key));
      seen.add(key);
      return [key, convert(pair.value, at)];
    });
    return Object.fromEntries(members);
  }
  return scalar(node as Scalar);
}

function keyText(key: unknown, { yaml, locate, refuse }: Conversion): string {
  const text: unknown = yaml.isScalar(key) && key.tag === undefined ? key.value : undefined;
  if (typeof text === 'string') return text;
  return refuse(words('a key is not text; put it in quotes'), locate(key));
}

function scalar(node: Scalar): Json {
  const value: unknown = node.value;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError(`YAML's core schema has no ${typeof value}`);
}

/** The node at a path and the key it stands under; where the path leaves what is written, the last that was there. */
function findNode(
  yaml: typeof import('yaml'),
  root: unknown,
  path: Path,
): { readonly key?: unknown; readonly value: unknown } {
  let found: { readonly key?: unknown; readonly value: unknown } = { value: root };
  for (const step of path) {
    const node = found.value;
    if (yaml.isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (item === undefined) return found;
      found = { value: item };
    } else if (yaml.isMap(node)) {
      const pair = pairsOf(yaml, node).get(String(step));
      if (pair === undefined) return found;
      // A key without a value has no node: the key's own place stands for it.
      found = { key: pair.key, value: hasRange(pair.value) ? pair.value : pair.key };
    } else return found;
  }
  return found;
}

/** Pairs by key, kept: a file of nothing but faults is asked for a place once for each. */
const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

function pairsOf(yaml: typeof import('yaml'), node: YAMLMap): Map<string, Pair> {
  const known = pairs.get(node);
  if (known !== undefined) return known;
  const found = new Map(node.items.map((pair) => [yaml.isScalar(pair.key) ? String(pair.key.value) : '', pair]));
  pairs.set(node, found);
  return found;
}

function hasRange(node: unknown): node is Node & { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function placeOfNode(lines: LineCounter, file: string, node: unknown): Location {
  return hasRange(node) ? place(lines, file, node.range[0], node.range[1]) : { file, line: 1, column: 1 };
}

function place(lines: LineCounter, file: string, first: number, end: number): Location {
  const from = lines.linePos(first);
  const to = lines.linePos(end);
  if (from.line === 0) return { file, line: 1, column: 1 };
  return { file, line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
}

function troubleText(trouble: YAMLError): Text {
  const first = trouble.message.split('\n')[0] ?? '';
  return ['not valid YAML: ', { data: first.charAt(0).toLowerCase() + first.slice(1) }];
}
