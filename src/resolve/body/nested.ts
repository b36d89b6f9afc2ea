import { type Expression, parseExpression } from '../../syntax/index.ts';

/** An argument that is no value but a name, such as a type or a reference: JSON writes these as strings. */
export function nameArgument(expression: Expression): Expression {
  if (expression.kind !== 'json' || typeof expression.value !== 'string') return expression;
  return parseExpression({ path: expression.file.path, text: expression.value }).expression;
}

/** A list of names: `[aws_vpc.v, data.x.y]`, or an array of strings in JSON. */
export function nameList(expression: Expression | undefined): readonly Expression[] {
  if (expression === undefined) return [];
  if (expression.kind === 'tuple') return expression.items;
  if (expression.kind !== 'json') return [expression];
  const names = Array.isArray(expression.value) ? expression.value : [expression.value];
  return names.flatMap((name) =>
    typeof name === 'string' ? [parseExpression({ path: expression.file.path, text: name }).expression] : [],
  );
}

/** A name as it is written: `aws.west`, `tags["Name"]`; `undefined` for what is no name. */
export function nameText(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'literal' && typeof expression.value === 'string') return expression.value;
  if (expression.kind === 'template') {
    const [part] = expression.parts;
    return part?.kind === 'text' && expression.parts.length === 1 ? part.text : undefined;
  }
  if (expression.kind !== 'attribute' && expression.kind !== 'index') return undefined;
  const of = nameText(expression.of);
  if (of === undefined) return undefined;
  return expression.kind === 'attribute' ? `${of}.${expression.name}` : `${of}[${keyText(expression.key)}]`;
}

function keyText(key: Expression): string {
  if (key.kind === 'literal') {
    if (typeof key.value === 'string') return JSON.stringify(key.value);
    return typeof key.value === 'object' && key.value !== null ? key.value.number : String(key.value);
  }
  return JSON.stringify(nameText(key) ?? '');
}
