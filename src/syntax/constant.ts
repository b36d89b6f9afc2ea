import type { Expression, For, TemplatePart } from './expression.ts';

/** What makes an expression more than a constant: a name from around it, or the call of a function. */
export interface NotConstant {
  readonly expression: Expression;
  readonly kind: 'name' | 'call';
}

type Names = ReadonlySet<string>;

const NO_NAMES: Names = new Set();

/** No name: says that calls are looked into. */
const CALL = '()';
const IN_CALLS: Names = new Set([CALL]);

/**
 * The first part of an expression that cannot be evaluated without names and functions, which Terraform allows neither in a
 * variable file nor in a default; `undefined` for a constant. A `for` has names of its own. JSON is what its reader says that it is.
 */
export function notConstant(expression: Expression): NotConstant | undefined {
  return search(expression, NO_NAMES);
}

/** True for an expression that is the same whatever the configuration is; false for JSON, which may be a template. */
export function refersToNothing(expression: Expression): boolean {
  if (expression.kind === 'json') return false;
  return search(expression, IN_CALLS) === undefined;
}

function search(expression: Expression, own: Names): NotConstant | undefined {
  switch (expression.kind) {
    case 'name':
      return own.has(expression.name) ? undefined : { expression, kind: 'name' };
    case 'call':
      return own.has(CALL) ? first(expression.arguments, own) : { expression, kind: 'call' };
    case 'for':
      return inFor(expression, own);
    case 'splat':
      return search(expression.of, own) ?? search(expression.each, withNames(own, '', undefined));
    case 'template':
      return inTemplate(expression.parts, own);
    default:
      return first(partsOf(expression), own);
  }
}

function first(parts: readonly (Expression | undefined)[], own: Names): NotConstant | undefined {
  for (const part of parts) {
    const found = part === undefined ? undefined : search(part, own);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'attribute':
      return [expression.of];
    case 'index':
      return [expression.of, expression.key];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.then, expression.else];
    case 'tuple':
      return expression.items;
    case 'object':
      // A bare word before the sign is a key, not a name.
      return expression.items.flatMap(({ key, value }) => (key.kind === 'name' ? [value] : [key, value]));
    case 'parenthesis':
      return [expression.inner];
    default:
      return [];
  }
}

function inFor({ key, item, collection, resultKey, result, condition }: For, own: Names): NotConstant | undefined {
  return search(collection, own) ?? first([resultKey, result, condition], withNames(own, item, key));
}

function inTemplate(parts: readonly TemplatePart[], own: Names): NotConstant | undefined {
  for (const part of parts) {
    const found = inPart(part, own);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inPart(part: TemplatePart, own: Names): NotConstant | undefined {
  if (part.kind === 'text') return undefined;
  if (part.kind === 'interpolation') return search(part.value, own);
  if (part.kind === 'if')
    return search(part.condition, own) ?? inTemplate(part.then, own) ?? inTemplate(part.else, own);
  return search(part.collection, own) ?? inTemplate(part.body, withNames(own, part.item, part.key));
}

function withNames(own: Names, item: string, key: string | undefined): Names {
  return new Set([...own, item, ...(key === undefined ? [] : [key])]);
}
