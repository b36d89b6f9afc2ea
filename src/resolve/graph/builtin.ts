import type { Reference } from '../../model/index.ts';
import { writtenValue } from '../body/written-value.ts';
import { STRING } from '../cty/type.ts';
import { type Cty, DYNAMIC, nullOf, object, typeOf, unknown } from '../cty/value.ts';
import { afterApply } from '../evaluate/context.ts';
import { attributeReference } from '../evaluate/index-value.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** `terraform_data`, whose schema is Terraform's own: `id` and `output` are known after apply, the rest is as written or null. */
export function terraformData(instance: ResourceInstance): Cty {
  return object(
    new Map(
      ['id', 'input', 'output', 'triggers_replace'].map((name) => [
        name,
        terraformDataAttribute(instance, name) ?? nullOf(DYNAMIC),
      ]),
    ),
  );
}

export function terraformDataAttribute(instance: ResourceInstance, name: string): Cty | undefined {
  const reference: Reference = { $ref: instance.id, $attribute: name };
  if (name === 'id') return { ...unknown(STRING, afterApply(reference), { notNull: true }), reference };
  if (name === 'input' || name === 'triggers_replace') return writtenOrNull(instance, name);
  if (name !== 'output') return undefined;
  const input = writtenOrNull(instance, 'input');
  return input.kind === 'null' ? nullOf(DYNAMIC) : attributeReference(reference, typeOf(input));
}

function writtenOrNull(instance: ResourceInstance, name: string): Cty {
  const written = instance.written.get(name);
  return written === undefined ? nullOf(DYNAMIC) : writtenValue(written);
}
