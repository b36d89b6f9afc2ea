import type { Json } from '../../model/index.ts';
import { isJsonObject, listIn, memberOf } from '../json-access.ts';

/** In characters: addresses have at most some hundred. */
const LONGEST_REFERENCE = 2_000;

/** All references of an expression or of the blocks and expressions in it, as the plan lists them. */
export function allReferences(expression: Json | undefined): readonly string[] {
  const found = new Set<string>();
  collect(expression, found);
  return [...found];
}

function collect(expression: Json | undefined, found: Set<string>): void {
  if (typeof expression !== 'object' || expression === null) return;
  if (Array.isArray(expression)) {
    for (const item of expression as readonly Json[]) collect(item, found);
    return;
  }
  for (const [key, member] of Object.entries(expression)) {
    if (key === 'references' && Array.isArray(member)) {
      for (const reference of member as readonly Json[]) if (typeof reference === 'string') found.add(reference);
    } else if (key !== 'constant_value') collect(member, found);
  }
}

/** A plan lists `a.b.c`, then `a.b`: those that no other one goes on from. */
export function longestReferences(expression: Json | undefined): readonly string[] {
  const all = listIn(expression, 'references').filter((reference) => typeof reference === 'string');
  const prefixes = new Set(all.flatMap(prefixesOf));
  return [...new Set(all)].filter((reference) => !prefixes.has(reference));
}

function prefixesOf(reference: string): readonly string[] {
  const prefixes: string[] = [];
  if (reference.length > LONGEST_REFERENCE) return prefixes;
  for (let at = reference.length - 1; at > 0; at -= 1) {
    if (reference[at] === '.' || reference[at] === '[') prefixes.push(reference.slice(0, at));
  }
  return prefixes;
}

/** What references name, without keys and attributes, each thing once: `var.x`, `local.z`, `aws_kms_key.k`, `data.aws_vpc.v`, `module.m.out`. */
export function staticNames(references: readonly string[]): readonly string[] {
  return [...new Set(longest(references).flatMap((reference) => staticName(reference) ?? []))];
}

/** `module.m` is listed beside `module.m.out`, and says less. */
function longest(references: readonly string[]): readonly string[] {
  const outputs = references.filter((reference) => OUTPUT.test(reference)).map((reference) => staticName(reference));
  const calls = new Set(outputs.map((output) => output?.slice(0, output.lastIndexOf('.'))));
  return references.filter((reference) => OUTPUT.test(reference) || !calls.has(staticName(reference)));
}

const KEY = String.raw`(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?`;
const NAME = String.raw`[\p{ID_Start}_][\p{ID_Continue}-]*`;
const OUTPUT = new RegExp(String.raw`^module\.${NAME}${KEY}\.${NAME}`, 'u');
const NAMED = new RegExp(
  String.raw`^(?:(?<module>module\.${NAME})${KEY}(?<output>\.${NAME})?|(?<data>(?:data|ephemeral)\.${NAME}\.${NAME})|(?<value>(?:var|local)\.${NAME})|(?<resource>${NAME}\.${NAME}))`,
  'u',
);
const NOT_RESOURCES = new Set(['each', 'count', 'path', 'terraform', 'self', 'var', 'local', 'data', 'module']);

function staticName(reference: string): string | undefined {
  if (reference.length > LONGEST_REFERENCE) return undefined;
  const { module, output = '', data, value, resource } = NAMED.exec(reference)?.groups ?? {};
  if (module !== undefined) return module + output;
  if (data !== undefined || value !== undefined) return data ?? value;
  return resource === undefined || NOT_RESOURCES.has(resource.slice(0, resource.indexOf('.'))) ? undefined : resource;
}

/** True where all of it is constant: an expression, or blocks of such. */
export function isConstant(expression: Json | undefined): boolean {
  if (Array.isArray(expression)) return (expression as readonly Json[]).every(isConstantBlock);
  if (!isJsonObject(expression)) return false;
  if (memberOf(expression, 'constant_value') !== undefined) return true;
  return Object.keys(expression).length > 0 && !Array.isArray(expression['references']) && isConstantBlock(expression);
}

function isConstantBlock(block: Json): boolean {
  return isJsonObject(block) && Object.values(block).every(isConstant);
}
