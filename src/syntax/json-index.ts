import type { Json, Path } from '../model/index.ts';
import { OPEN_BRACE, QUOTE } from './characters.ts';
import type { SourceFile, Span } from './expression.ts';
import { CLOSE_BRACKET, COMMA, JsonText, type JsonUnits, OPEN_BRACKET } from './json-scan.ts';

/**
 * Where the values of a JSON file stand, worked out on demand: each object and array is walked over once, when somebody asks for
 * something in it. The text must be JSON. Keys that occur twice are joined as `readJson` joins them.
 */
const indexes = new WeakMap<SourceFile, JsonIndex>();

interface JsonIndex {
  readonly units: JsonUnits;
  readonly root: JsonNode;
}

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
  const { units } = indexOf(file);
  const node = find(file, path);
  node.end ??= units.valueEnd(node.start);
  return { start: node.start, end: node.end };
}

/** The span of the key under which the value at a path stands; of the value itself where it has none. */
export function jsonKeySpan(file: SourceFile, path: Path): Span {
  return find(file, path).key ?? jsonSpan(file, path);
}

/** The value of a file with repeated keys joined. The text must be JSON and no deeper than any reader may go. */
export function joinedJson(file: SourceFile): Json {
  const { units, root } = indexOf(file);
  return build(units, root);
}

function build(units: JsonUnits, node: JsonNode): Json {
  const opening = units.codeAt(node.start);
  if (!isContainer(opening)) return JSON.parse(units.slice(node.start, units.valueEnd(node.start))) as Json;
  node.members ??= membersOf(units, node);
  if (node.joined !== undefined || opening === OPEN_BRACKET) {
    return Array.from(node.members.values(), (member) => build(units, member));
  }
  const result: Record<string, Json> = {};
  for (const [key, member] of node.members) {
    const value = build(units, member);
    Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

function indexOf(file: SourceFile): JsonIndex {
  return indexes.get(file) ?? index(file, new JsonText(file.text));
}

/** Says how a file is walked over, where that is not by its text. */
export function index(file: SourceFile, units: JsonUnits): JsonIndex {
  const made = { units, root: { start: units.skipSpace(0) } };
  indexes.set(file, made);
  return made;
}

function find(file: SourceFile, path: Path): JsonNode {
  const { units, root } = indexOf(file);
  let node = root;
  for (const step of path) {
    node.members ??= membersOf(units, node);
    const next = node.members.get(step);
    if (next === undefined) break;
    node = next;
  }
  return node;
}

function membersOf(units: JsonUnits, node: JsonNode): ReadonlyMap<string | number, JsonNode> {
  if (node.joined !== undefined) return new Map(node.joined.entries());
  const members = new Map<string | number, JsonNode>();
  const opening = units.codeAt(node.start);
  if (opening !== OPEN_BRACE && opening !== OPEN_BRACKET) return members;
  let at = units.skipSpace(node.start + 1);
  for (let index = 0; at < units.length && !closes(units.codeAt(at)); index += 1) {
    const member: Member = opening === OPEN_BRACE ? memberAt(units, at) : { step: index, node: { start: at } };
    const earlier = members.get(member.step);
    members.set(member.step, earlier === undefined ? member.node : join(units, earlier, member.node));
    member.node.end = units.valueEnd(member.node.start);
    at = units.skipSpace(member.node.end);
    if (units.codeAt(at) === COMMA) at = units.skipSpace(at + 1);
  }
  return members;
}

function memberAt(units: JsonUnits, at: number): Member {
  const end = units.codeAt(at) === QUOTE ? units.stringEnd(at) : at;
  const colon = units.skipSpace(end);
  return {
    step: String(JSON.parse(units.slice(at, end))),
    node: { start: units.skipSpace(colon + 1), key: { start: at, end } },
  };
}

function join(units: JsonUnits, earlier: JsonNode, later: JsonNode): JsonNode {
  if (!isContainer(units.codeAt(earlier.start)) || !isContainer(units.codeAt(later.start))) return later;
  const joined = earlier.joined ?? itemsOf(units, earlier);
  joined.push(...itemsOf(units, later));
  return { ...earlier, joined };
}

function itemsOf(units: JsonUnits, node: JsonNode): JsonNode[] {
  return units.codeAt(node.start) === OPEN_BRACKET ? [...membersOf(units, node).values()] : [node];
}

function isContainer(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}

function closes(code: number): boolean {
  return code === CLOSE_BRACKET || code === 0x7d;
}
