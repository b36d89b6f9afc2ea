import type { Body, BodyBlock, Expression, TemplatePart } from '../../src/syntax/index.ts';

/** A body in the form that HashiCorp's converter gives it: blocks by type and label, expressions as `${source text}`. */
export function asHcl2Json(body: Body): Record<string, unknown> {
  const { text } = body.file;
  const result: Record<string, unknown> = {};
  for (const block of body.blocks) addBlock(result, block);
  for (const { name, value } of body.attributes.values()) result[name] = convert(value, text);
  return result;
}

function addBlock(into: Record<string, unknown>, block: BodyBlock): void {
  let here = into;
  const path = [block.type, ...block.labels];
  const last = path.pop() ?? '';
  for (const step of path) {
    here[step] ??= {};
    here = here[step] as Record<string, unknown>;
  }
  const list = (here[last] ?? []) as unknown[];
  here[last] = [...list, asHcl2Json(block.body)];
}

function convert(expression: Expression, text: string): unknown {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      if (typeof value === 'string') return escaped(value);
      return typeof value === 'object' && value !== null ? Number(value.number) : value;
    }
    case 'template':
      return expression.parts.map((part) => convertPart(part, text)).join('');
    case 'tuple':
      return expression.items.map((item) => convert(item, text));
    case 'object':
      return Object.fromEntries(
        expression.items.map(({ key, value }) => [convertKey(key, text), convert(value, text)]),
      );
    default:
      return negated(expression) ?? `\${${source(expression, text)}}`;
  }
}

/** The converter works out `-1`. */
function negated(expression: Expression): number | undefined {
  if (expression.kind !== 'unary' || expression.operator !== '-') return undefined;
  const { operand } = expression;
  const number = operand.kind === 'literal' && typeof operand.value === 'object' ? operand.value?.number : undefined;
  return number === undefined ? undefined : -Number(number);
}

function convertKey(key: Expression, text: string): string {
  if (key.kind === 'literal' || key.kind === 'template') return String(convert(key, text));
  return `\${${source(key, text)}}`;
}

function convertPart(part: TemplatePart, text: string): string {
  const inner = (parts: readonly TemplatePart[]): string => parts.map((one) => convertPart(one, text)).join('');
  switch (part.kind) {
    case 'text':
      return escaped(part.text);
    case 'interpolation':
      return convertInterpolation(part.value, text);
    case 'if': {
      const otherwise = part.else.length === 0 ? '' : `%{else}${inner(part.else)}`;
      return `%{if ${source(part.condition, text)}}${inner(part.then)}${otherwise}%{endif}`;
    }
    case 'for': {
      const names = part.key === undefined ? part.item : `${part.key}, ${part.item}`;
      return `%{for ${names} in ${source(part.collection, text)}}${inner(part.body)}%{endfor}`;
    }
  }
}

function convertInterpolation(value: Expression, text: string): string {
  return `\${${source(value, text)}}`;
}

function source({ span }: Expression, text: string): string {
  return text.slice(span.start, span.end);
}

/** The converter keeps a text's escapes of templates. */
function escaped(text: string): string {
  return text.replaceAll(/[$%]\{/g, (opening) => opening.charAt(0) + opening);
}
