import type { ResourceBlock } from '../../ingest/index.ts';
import { decodeKey, type Location, type Path } from '../../model/index.ts';
import {
  type Body,
  type BodyBlock,
  type Expression,
  type JsonTree,
  jsonTree,
  locate,
  locateJson,
  type SourceFile,
  type Span,
} from '../../syntax/index.ts';

/** Where the value at a path of a resource was written: the nearest enclosing place there is. */
export function locateIn(block: ResourceBlock, path: Path): Location {
  const place = block.body.json
    ? inJsonBody(block.body, path)
    : inBody(block.body, path, { file: block.body.file, span: block.span });
  return 'tree' in place ? locateJson(place.tree.file, place.tree.path) : locate(place.file, place.span);
}

type Place = { readonly file: SourceFile; readonly span: Span } | { readonly tree: JsonTree };

function inJsonBody(body: Body, [first, ...rest]: Path): Place {
  const attribute = typeof first === 'string' ? body.attributes.get(decodeKey(first)) : undefined;
  if (attribute?.value.kind === 'json') return inJson(attribute.value, rest);
  return { file: body.file, span: body.span };
}

/** The places of a JSON value count steps that are really there: a lone block may be written as an object or in an array. */
function inJson(tree: JsonTree, path: Path): Place {
  let { value } = tree;
  const there: (string | number)[] = [];
  for (const raw of path) {
    const step = typeof raw === 'string' ? decodeKey(raw) : raw;
    if (typeof value !== 'object' || value === null) break;
    if (typeof step === 'number' && !Array.isArray(value)) continue;
    const inner = (value as Readonly<Record<string | number, typeof value>>)[step];
    if (inner === undefined || !Object.hasOwn(value, step)) break;
    there.push(step);
    value = inner;
  }
  return { tree: jsonTree(tree.file, value, [...tree.path, ...there], tree.templates) };
}

function inBody(body: Body, path: Path, here: Place): Place {
  const [first, ...rest] = path;
  if (typeof first !== 'string') return here;
  const name = decodeKey(first);
  const attribute = body.attributes.get(name);
  if (attribute !== undefined) return inExpression(attribute.value, rest, body.file);
  const [index, ...inner] = typeof rest[0] === 'number' ? rest : [0, ...rest];
  const blocks = body.blocks.filter((block) => block.type === name || isDynamic(block, name));
  const block = typeof index === 'number' ? blockAt(blocks, index) : undefined;
  if (block === undefined) return here;
  const contents = isDynamic(block, name) ? contentOf(block) : block.body;
  return inBody(contents, inner, { file: body.file, span: block.span });
}

function isDynamic(block: BodyBlock, name: string): boolean {
  return block.type === 'dynamic' && block.labels[0] === name;
}

/** A dynamic block stands for any number of blocks: all that come at or after it may be its. */
function blockAt(blocks: readonly BodyBlock[], index: number): BodyBlock | undefined {
  const dynamic = blocks.findIndex((block) => block.type === 'dynamic');
  return dynamic >= 0 && index >= dynamic ? blocks[dynamic] : blocks[index];
}

function contentOf(block: BodyBlock): Body {
  return block.body.blocks.find((inner) => inner.type === 'content')?.body ?? block.body;
}

function inExpression(expression: Expression, path: Path, file: SourceFile): Place {
  const [step, ...rest] = path;
  const inner = step === undefined ? undefined : childAt(expression, step);
  return inner === undefined ? { file, span: expression.span } : inExpression(inner, rest, file);
}

function childAt(expression: Expression, step: string | number): Expression | undefined {
  if (expression.kind === 'parenthesis') return childAt(expression.inner, step);
  if (expression.kind === 'tuple') return typeof step === 'number' ? expression.items[step] : undefined;
  if (expression.kind !== 'object' || typeof step !== 'string') return undefined;
  const name = decodeKey(step);
  return expression.items.findLast(({ key }) => (key.kind === 'literal' && key.value === name) || isQuoted(key, name))
    ?.value;
}

function isQuoted(key: Expression, name: string): boolean {
  if (key.kind !== 'template') return false;
  const [part] = key.parts;
  return key.parts.length === 1 && part?.kind === 'text' && part.text === name;
}
