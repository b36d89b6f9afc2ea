import type { Json, JsonObject, Path } from '../../model/index.ts';
import {
  type Expression,
  hasLongNumbers,
  isTemplate,
  type JsonTree,
  jsonSpan,
  parseTemplate,
  type SourceFile,
} from '../../syntax/index.ts';
import { dynamicBlocks, isDynamicMember, joinBlocks } from '../body/json-dynamic.ts';
import { fromDouble, parseDecimal } from '../cty/decimal.ts';
import { bool, type Cty, DYNAMIC, nullOf, number, object, string, tuple } from '../cty/value.ts';
import { ObjectBuilder } from './constructors.ts';
import type { Context } from './context.ts';
import { evaluate } from './evaluate.ts';
import type { Memo } from './memo.ts';

/** A value in Terraform's JSON syntax: plain, but for the strings in it that are templates. */
export function evaluateJsonTree(tree: JsonTree, context: Context): Cty {
  return tree.templates || hasLongNumbers(tree.file)
    ? evaluateJson(tree, tree.value, undefined, context)
    : plainJson(tree.value);
}

/** Steps into a tree, last one first: they become a path only where somebody needs one. */
export interface Steps {
  readonly step: string | number;
  readonly up: Steps | undefined;
}

export function into(up: Steps | undefined, step: string | number): Steps {
  return { step, up };
}

function pathOf(steps: Steps | undefined): Path {
  const path: (string | number)[] = [];
  for (let here = steps; here !== undefined; here = here.up) path.push(here.step);
  return path.reverse();
}

/** A part of a tree, so many steps below it. */
export function evaluateJson(tree: JsonTree, json: Json, path: Steps | undefined, context: Context): Cty {
  if (typeof json === 'string') return evaluateText(tree, json, path, context);
  if (typeof json === 'number' && hasLongNumbers(tree.file)) return writtenNumber(tree, path) ?? plainJson(json);
  if (typeof json !== 'object' || json === null) return plainJson(json);
  context.world.spend(1);
  if (Array.isArray(json))
    return tuple(json.map((item: Json, index) => evaluateJson(tree, item, into(path, index), context)));
  const builder = new ObjectBuilder();
  const dynamic: Map<string, Cty> = new Map();
  for (const [key, member] of Object.entries(json as JsonObject)) {
    const inner = into(path, key);
    if (key === 'dynamic' && tree.templates && isDynamicMember(member)) {
      for (const [type, blocks] of dynamicBlocks(tree, member, inner, context)) dynamic.set(type, blocks);
    } else builder.add(evaluateText(tree, key, path, context), evaluateJson(tree, member, inner, context));
  }
  for (const [type, blocks] of dynamic) builder.join(type, (written) => joinBlocks(written, blocks), blocks);
  return builder.finish();
}

function evaluateText(tree: JsonTree, text: string, path: Steps | undefined, context: Context): Cty {
  if (!tree.templates || !isTemplate(text)) return string(text);
  const expression = templateOf(text, context.world.memo);
  return evaluate(expression, { ...context, file: new StringInJson(tree, path, text) });
}

/** With all its digits, which Terraform keeps and JavaScript does not. */
function writtenNumber(tree: JsonTree, path: Steps | undefined): Cty | undefined {
  const { start, end } = jsonSpan(tree.file, [...tree.path, ...pathOf(path)]);
  const value = parseDecimal(tree.file.text.slice(start, end));
  return value && number(value);
}

/** JavaScript writes a zero without its sign, which Terraform keeps. */
function numberText(json: number): string {
  return Object.is(json, -0) ? '-0' : String(json);
}

/** JSON with no template in it. */
export function plainJson(json: Json): Cty {
  if (json === null) return nullOf(DYNAMIC);
  if (typeof json === 'string') return string(json);
  if (typeof json === 'boolean') return bool(json);
  if (typeof json === 'number') return number(parseDecimal(numberText(json)) ?? fromDouble(json));
  if (Array.isArray(json)) return tuple(json.map(plainJson));
  return object(new Map(Object.entries(json).map(([key, member]) => [key, plainJson(member)])));
}

/** The template that a string of JSON is. Each text is parsed once in a run; its spans count in the text itself. */
export function templateOf(text: string, memo: Memo): Expression {
  const known = memo.templates.get(text);
  if (known !== undefined) return known;
  const expression = loneReference(text) ?? parsedTemplate(text);
  memo.templates.set(text, expression);
  return expression;
}

function parsedTemplate(text: string): Expression {
  const { expression, problems } = parseTemplate({ path: '', text });
  const [first] = problems;
  return first === undefined ? expression : { kind: 'malformed', span: first.span, why: first.message };
}

/** One string of a JSON file; where it stands is worked out when somebody asks. */
export class StringInJson implements SourceFile {
  constructor(
    readonly tree: JsonTree,
    readonly inner: Steps | undefined,
    readonly text: string,
  ) {}

  get path(): string {
    return this.tree.file.path;
  }

  get within(): NonNullable<SourceFile['within']> {
    return { file: this.tree.file, path: [...this.tree.path, ...pathOf(this.inner)] };
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
