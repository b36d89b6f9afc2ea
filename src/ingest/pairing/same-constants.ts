import type { Json } from '../../model/index.ts';
import type { Expression } from '../../syntax/index.ts';
import type { ResourceBlock } from '../configuration.ts';
import { memberOf, objectIn } from '../json-access.ts';
import type { PlannedBlock } from './declared-resources.ts';

/**
 * The attributes of a block whose text is another than the one that the plan was made of: constants differ, or stand in one of them
 * alone. Only plain texts, numbers and booleans are compared, so that none says little.
 */
export function changedConstants(block: ResourceBlock, planned: PlannedBlock): readonly string[] {
  const expressions = objectIn(planned, 'expressions');
  if (expressions === undefined) return [];
  return [...block.body.attributes.values()].flatMap(({ name, value }) => {
    const written = constantOf(value);
    if (written === undefined || META.has(name)) return [];
    const expression = memberOf(expressions, name);
    const constant = memberOf(expression, 'constant_value');
    return expression !== undefined && constant !== undefined && isPrimitive(constant) && String(constant) === written
      ? []
      : [name];
  });
}

const META = new Set(['count', 'for_each', 'provider', 'depends_on']);

function isPrimitive(json: Json): boolean {
  return typeof json !== 'object' || json === null;
}

/** The value of an expression that is a plain text, number or boolean, as text. */
function constantOf(expression: Expression): string | undefined {
  if (expression.kind === 'json') {
    const { value } = expression;
    const isTemplate = typeof value === 'string' && /[$%]\{/.test(value);
    return value === null || typeof value === 'object' || isTemplate ? undefined : String(value);
  }
  if (expression.kind === 'template') {
    const texts = expression.parts.map((part) => (part.kind === 'text' ? part.text : undefined));
    return texts.includes(undefined) ? undefined : texts.join('');
  }
  if (expression.kind !== 'literal' || expression.value === null) return undefined;
  return typeof expression.value === 'object' ? String(Number(expression.value.number)) : String(expression.value);
}
