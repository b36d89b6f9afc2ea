import type { Body, Expression, TemplatePart } from '../../src/syntax/index.ts';

/** An expression as one line: operators in prefix form, so that grouping can be read. */
export function render(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'object' && expression.value !== null
        ? expression.value.number
        : JSON.stringify(expression.value);
    case 'template':
      return `(template ${renderParts(expression.parts)})`;
    case 'name':
      return expression.name === '' ? '@' : expression.name;
    case 'attribute':
      return `${render(expression.of)}.${expression.name}`;
    case 'index':
      return `${render(expression.of)}[${render(expression.key)}]`;
    case 'splat':
      return `(each ${render(expression.of)} ${render(expression.each)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(render).join(', ')}${expression.expandFinal ? '...' : ''})`;
    case 'unary':
      return `(${expression.operator} ${render(expression.operand)})`;
    case 'binary':
      return `(${expression.operator} ${render(expression.left)} ${render(expression.right)})`;
    case 'conditional':
      return `(if ${[expression.condition, expression.then, expression.else].map(render).join(' ')})`;
    case 'tuple':
      return `[${expression.items.map(render).join(', ')}]`;
    case 'object':
      return `{${expression.items.map(({ key, value }) => `${render(key)}: ${render(value)}`).join(', ')}}`;
    case 'for':
      return renderFor(expression);
    case 'parenthesis':
      return `(group ${render(expression.inner)})`;
    case 'json':
      return `(json ${JSON.stringify(expression.value)})`;
    case 'malformed':
      return `(malformed ${expression.why})`;
  }
}

function renderFor(expression: Extract<Expression, { kind: 'for' }>): string {
  const names = expression.key === undefined ? expression.item : `${expression.key} ${expression.item}`;
  const key = expression.resultKey === undefined ? '' : `${render(expression.resultKey)} => `;
  const condition = expression.condition === undefined ? '' : ` if ${render(expression.condition)}`;
  return `(for ${names} in ${render(expression.collection)}: ${key}${render(expression.result)}${expression.group ? '...' : ''}${condition})`;
}

function renderParts(parts: readonly TemplatePart[]): string {
  return parts.map(renderPart).join(' ');
}

function renderPart(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return JSON.stringify(part.text);
    case 'interpolation':
      return render(part.value);
    case 'if':
      return `(if ${render(part.condition)} [${renderParts(part.then)}] [${renderParts(part.else)}])`;
    case 'for': {
      const names = part.key === undefined ? part.item : `${part.key} ${part.item}`;
      return `(for ${names} in ${render(part.collection)} [${renderParts(part.body)}])`;
    }
  }
}

/** A body as lines: `name = expression`, and `type labels { ... }` for blocks. */
export function renderBody(body: Body): string {
  const attributes = [...body.attributes.values()].map(({ name, value }) => `${name} = ${render(value)}`);
  const blocks = body.blocks.map(({ type, labels, body: inner }) => {
    const head = [type, ...labels.map((label) => JSON.stringify(label))].join(' ');
    return `${head} { ${renderBody(inner)} }`;
  });
  return [...attributes, ...blocks].join('; ');
}
