import type { Json, JsonObject, Path } from '../../model/index.ts';
import { type Expression, isTemplate, type JsonTree, parseTemplate, type SourceFile } from '../../syntax/index.ts';
import { dynamicBlocks, isDynamicMember, joinBlocks } from '../body/json-dynamic.ts';
import { fromDouble, parseDecimal } from '../cty/decimal.ts';
import { bool, type Cty, DYNAMIC, nullOf, number, object, string, tuple } from '../cty/value.ts';
import { ObjectBuilder } from './constructors.ts';
import type { Context } from './context.ts';
import { evaluate } from './evaluate.ts';

/** A value in Terraform's JSON syntax: plain, but for the strings in it that are templates. */
export function evaluateJsonTree(tree: JsonTree, context: Context): Cty {
  return tree.templates ? evaluateJson(tree, tree.value, [], context) : plainJson(tree.value);
}

/** A part of a tree, at a path below it. */
export function evaluateJson(tree: JsonTree, json: Json, path: Path, context: Context): Cty {
  if (typeof json === 'string') return evaluateText(tree, json, path, context);
  if (typeof json !== 'object' || json === null) return plainJson(json);
  context.world.spend(1);
  if (Array.isArray(json))
    return tuple(json.map((item: Json, index) => evaluateJson(tree, item, [...path, index], context)));
  const builder = new ObjectBuilder();
  const dynamic: Map<string, Cty> = new Map();
  for (const [key, member] of Object.entries(json as JsonObject)) {
    const inner = [...path, key];
    if (key === 'dynamic' && isDynamicMember(member)) {
      for (const [type, blocks] of dynamicBlocks(tree, member, inner, context)) dynamic.set(type, blocks);
    } else builder.add(evaluateText(tree, key, path, context), evaluateJson(tree, member, inner, context));
  }
  for (const [type, blocks] of dynamic) builder.join(type, (written) => joinBlocks(written, blocks), blocks);
  return builder.finish();
}

function evaluateText(tree: JsonTree, text: string, path: Path, context: Context): Cty {
  if (!isTemplate(text)) return string(text);
  const { expression, file } = templateAt(tree, path, text);
  return evaluate(expression, { ...context, file });
}

/** JSON with no template in it. */
export function plainJson(json: Json): Cty {
  if (json === null) return nullOf(DYNAMIC);
  if (typeof json === 'string') return string(json);
  if (typeof json === 'boolean') return bool(json);
  if (typeof json === 'number') return number(parseDecimal(String(json)) ?? fromDouble(json));
  if (Array.isArray(json)) return tuple(json.map(plainJson));
  return object(new Map(Object.entries(json).map(([key, member]) => [key, plainJson(member)])));
}

/** True if some string or key in it is a template. */
export function hasTemplate(json: Json): boolean {
  if (typeof json === 'string') return isTemplate(json);
  if (typeof json !== 'object' || json === null) return false;
  if (Array.isArray(json)) return json.some(hasTemplate);
  const members = json as JsonObject;
  for (const key in members) {
    const member = members[key];
    if (isTemplate(key) || (member !== undefined && hasTemplate(member))) return true;
  }
  return false;
}

/** A template inside a JSON file, with the text that its spans count in. */
export interface JsonTemplate {
  readonly expression: Expression;
  readonly file: SourceFile;
}

const parsed = new WeakMap<JsonTree, Map<string, JsonTemplate>>();

/** Parses each string of a tree once, however many instances evaluate it. */
export function templateAt(tree: JsonTree, path: Path, text: string): JsonTemplate {
  let known = parsed.get(tree);
  if (known === undefined) {
    known = new Map();
    parsed.set(tree, known);
  }
  const key = path.length === 0 ? text : `${path.join('/')} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const file = new StringInJson(tree, path, text);
  const template = { file, expression: loneReference(text) ?? parseTemplate(file).expression };
  known.set(key, template);
  return template;
}

/** One string of a JSON file; where it stands is worked out when somebody asks. */
class StringInJson implements SourceFile {
  constructor(
    readonly tree: JsonTree,
    readonly inner: Path,
    readonly text: string,
  ) {}

  get path(): string {
    return this.tree.file.path;
  }

  get within(): NonNullable<SourceFile['within']> {
    return { file: this.tree.file, path: [...this.tree.path, ...this.inner] };
  }
}

const LONE_REFERENCE = /^\$\{[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+\}$/;

/** `"${a.b.c}"`, which is most of what CDKTF writes, without a parser. */
function loneReference(text: string): Expression | undefined {
  if (!LONE_REFERENCE.test(text)) return undefined;
  const start = 2;
  let end = text.indexOf('.');
  let expression: Expression = { kind: 'name', name: text.slice(start, end), span: { start, end } };
  while (end < text.length - 1) {
    const from = end + 1;
    const dot = text.indexOf('.', from);
    end = dot < 0 ? text.length - 1 : dot;
    expression = { kind: 'attribute', of: expression, name: text.slice(from, end), span: { start, end } };
  }
  return expression;
}
