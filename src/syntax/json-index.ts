import type { Json, Path } from '../model/index.ts';
import { OPEN_BRACE, QUOTE } from './characters.ts';
import type { SourceFile, Span } from './expression.ts';
import { CLOSE_BRACKET, COMMA, OPEN_BRACKET, skipSpace, stringEnd, valueEnd } from './json-scan.ts';

/**
 * Where the values of a JSON file stand, worked out on demand: each object and array is walked over once, when somebody asks for
 * something in it. The text must be JSON. Keys that occur twice are joined as `readJson` joins them.
 */
const roots = new WeakMap<SourceFile, JsonNode>();

interface JsonNode {
  readonly start: number;
  readonly key?: Span;
  /** Set for repeated keys: what they hold, in order. */
  readonly joined?: JsonNode[];
  end?: number;
  members?: ReadonlyMap<string | number, JsonNode>;
}

interface Member {
  readonly step: string | number;
  readonly node: JsonNode;
}

/** The span of the value at a path, or of the nearest enclosing one that is written. */
export function jsonSpan(file: SourceFile, path: Path): Span {
  const node = find(file, path);
  node.end ??= valueEnd(file.text, node.start);
  return { start: node.start, end: node.end };
}

/** The span of the key under which the value at a path stands; of the value itself where it has none. */
export function jsonKeySpan(file: SourceFile, path: Path): Span {
  return find(file, path).key ?? jsonSpan(file, path);
}

/** The value of a file with repeated keys joined. The text must be JSON and no deeper than any reader may go. */
export function joinedJson(file: SourceFile): Json {
  return build(file.text, find(file, []));
}

function build(text: string, node: JsonNode): Json {
  const opening = text.charCodeAt(node.start);
  if (!isContainer(opening)) return JSON.parse(text.slice(node.start, valueEnd(text, node.start))) as Json;
  node.members ??= membersOf(text, node);
  if (node.joined !== undefined || opening === OPEN_BRACKET) {
    return Array.from(node.members.values(), (member) => build(text, member));
  }
  const result: Record<string, Json> = {};
  for (const [key, member] of node.members) {
    const value = build(text, member);
    Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

function find(file: SourceFile, path: Path): JsonNode {
  let node = roots.get(file);
  if (node === undefined) {
    node = { start: skipSpace(file.text, 0) };
    roots.set(file, node);
  }
  for (const step of path) {
    node.members ??= membersOf(file.text, node);
    const next = node.members.get(step);
    if (next === undefined) break;
    node = next;
  }
  return node;
}

function membersOf(text: string, node: JsonNode): ReadonlyMap<string | number, JsonNode> {
  if (node.joined !== undefined) return new Map(node.joined.entries());
  const members = new Map<string | number, JsonNode>();
  const opening = text.charCodeAt(node.start);
  if (opening !== OPEN_BRACE && opening !== OPEN_BRACKET) return members;
  let at = skipSpace(text, node.start + 1);
  for (let index = 0; at < text.length && !closes(text.charCodeAt(at)); index += 1) {
    const member: Member = opening === OPEN_BRACE ? memberAt(text, at) : { step: index, node: { start: at } };
    const earlier = members.get(member.step);
    members.set(member.step, earlier === undefined ? member.node : join(text, earlier, member.node));
    member.node.end = valueEnd(text, member.node.start);
    at = skipSpace(text, member.node.end);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return members;
}

function memberAt(text: string, at: number): Member {
  const end = text.charCodeAt(at) === QUOTE ? stringEnd(text, at) : at;
  const colon = skipSpace(text, end);
  return {
    step: String(JSON.parse(text.slice(at, end))),
    node: { start: skipSpace(text, colon + 1), key: { start: at, end } },
  };
}

function join(text: string, earlier: JsonNode, later: JsonNode): JsonNode {
  if (!isContainer(text.charCodeAt(earlier.start)) || !isContainer(text.charCodeAt(later.start))) return later;
  const joined = earlier.joined ?? itemsOf(text, earlier);
  joined.push(...itemsOf(text, later));
  return { ...earlier, joined };
}

function itemsOf(text: string, node: JsonNode): JsonNode[] {
  return text.charCodeAt(node.start) === OPEN_BRACKET ? [...membersOf(text, node).values()] : [node];
}

function isContainer(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}

function closes(code: number): boolean {
  return code === CLOSE_BRACKET || code === 0x7d;
}
