import type { Diagnostic } from '../diagnostics/index.ts';
import { nearest } from '../diagnostics/index.ts';
import { isReference, type Path, type Reference, type Unresolved } from '../model/index.ts';
import type { Instance, Resolved } from '../resolve/index.ts';
import { unknownReference } from './diagnostics.ts';
import type { EstateResource } from './estate.ts';
import { type AttributeType, providerVersion, type Shape, shapeOf } from './provider-schema.ts';

interface Noted {
  readonly instance: Instance;
  readonly path: Path;
  readonly reference: Reference;
}

/** References to attributes that the type of what they refer to does not have: noted while values are read, judged when all are there. */
export class ReferenceCheck {
  /** By resource and attribute, the first place: thousands may refer to one. */
  readonly #noted = new Map<string, Noted>();

  /** @param path is only lent */
  note(instance: Instance, path: Path, value: Unresolved): void {
    if (isReference(value)) this.#add(instance, path, value);
    else for (const part of value.$parts ?? []) if (isReference(part)) this.#add(instance, path, part);
  }

  #add(instance: Instance, path: Path, reference: Reference): void {
    const key = `${reference.$ref} ${reference.$attribute}`;
    if (!this.#noted.has(key)) this.#noted.set(key, { instance, path: [...path], reference });
  }

  /** Each block and attribute is told once, however many instances there are. Plans and states come from a provider that knows its schema. */
  findings(resources: ReadonlyMap<string, EstateResource>, stacks: Resolved['stacks']): Diagnostic[] {
    const written = new Set(stacks.filter(({ from }) => from !== 'plan' && from !== 'state').map(({ name }) => name));
    const told = new Map<string, Diagnostic>();
    for (const { instance, path, reference } of this.#noted.values()) {
      const referent = written.has(instance.stack) ? resources.get(reference.$ref) : undefined;
      const shape = referent && shapeOf(referent.fact.type, referent.mode);
      const wrong = shape && firstUnknown(shape, reference.$attribute);
      if (referent === undefined || wrong === undefined) continue;
      const { type, stack, module, name } = referent.fact;
      const key = JSON.stringify([stack, module.replaceAll(/\[[^\]]*\]/g, ''), type, name, wrong.name]);
      if (told.has(key)) continue;
      const place = { location: instance.locate(path), address: instance.address };
      const near = nearest(wrong.name, wrong.allowed.keys()) ?? '';
      const whole = `${referent.fact.address}.${reference.$attribute}`;
      told.set(key, unknownReference(place, whole, type, providerVersion, near));
    }
    return [...told.values()];
  }
}

/** The first name in a path, in Terraform's notation, that the schema does not have. What a map or a dynamic attribute holds is free. */
function firstUnknown(shape: Shape, attribute: string): { readonly name: string; readonly allowed: Shape } | undefined {
  let allowed: Shape | undefined = shape;
  for (const [, name] of attribute.matchAll(/(?:^|\.)([A-Za-z_][\w-]*)/g)) {
    if (allowed === undefined || name === undefined) return undefined;
    const type = allowed.get(name);
    if (type === undefined) return { name, allowed };
    allowed = shapeWithin(type);
  }
  return undefined;
}

function shapeWithin(type: AttributeType): Shape | undefined {
  if (typeof type === 'string' || type.nesting === 'map') return undefined;
  return typeof type.of === 'string' ? undefined : type.of;
}
