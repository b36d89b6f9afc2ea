import { type Shape, shapeOf } from '../../src/aws/provider-schema.ts';
import type { Json, JsonObject } from '../../src/model/index.ts';

/** Terraform's own arguments of every resource and data source, and CDKTF's comment. */
const meta = new Set(['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner', 'timeouts']);

/** Paths in a `cdk.tf.json` that the AWS provider's schema does not have; types that it does not have, too. */
export function unknownAttributes(stack: JsonObject): string[] {
  return [...blocksOf(stack, 'resource', 'managed'), ...blocksOf(stack, 'data', 'data')];
}

function blocksOf(stack: JsonObject, key: string, mode: 'managed' | 'data'): string[] {
  return entries(stack[key]).flatMap(([type, instances]) => {
    if (!type.startsWith('aws_')) return [];
    const shape = shapeOf(type, mode);
    if (shape === undefined) return [`${key}.${type}`];
    return entries(instances).flatMap(([name, body]) => {
      const own = Object.fromEntries(entries(body).filter(([attribute]) => !meta.has(attribute)));
      return faults(own, shape, `${type}.${name}`);
    });
  });
}

function faults(value: Json, shape: Shape, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => faults(item, shape, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return entries(value).flatMap(([key, inner]) => {
    const type = shape.get(key);
    if (type === undefined) return [`${path}.${key}`];
    if (typeof type === 'string' || typeof type.of === 'string') return [];
    return faults(inner, type.of, `${path}.${key}`);
  });
}

function entries(value: Json | undefined): [string, Json][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
