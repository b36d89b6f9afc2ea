import type { Diagnostic } from '../diagnostics/index.ts';
import { nearest } from '../diagnostics/index.ts';
import type { Path, Value, ValueObject } from '../model/index.ts';
import { attributeOf, decodeKey, literalOf } from '../model/index.ts';
import type { Instance, Resolved } from '../resolve/index.ts';
import type { Resource } from '../shapes/index.ts';
import type { ReferenceCheck } from './check-references.ts';
import { hiddenBlocks, unknownAttribute, unknownType, wrongType } from './diagnostics.ts';
import type { EstateResource } from './estate.ts';
import { modelledTypes } from './modelled-types.ts';
import { type Misfits, normalise, pathAsWritten } from './normalise.ts';
import { fillDefaults } from './provider-defaults.ts';
import { homeReader } from './provider-home.ts';
import { providerFinder } from './provider-of.ts';
import { type AttributeType, providerVersion, type Shape, shapeOf, typeNames } from './provider-schema.ts';
import { tagReader } from './provider-tags.ts';
import { secretPointers } from './secret-attributes.ts';

/** Brings one instance into the form that policies see; its zone is for later, when every resource is there. */
export function resourceReader(
  resolved: Resolved,
  diagnostics: Diagnostic[],
  references: ReferenceCheck,
): (instance: Instance) => EstateResource {
  const providerOf = providerFinder(resolved.stacks);
  const readTags = tagReader(resolved.stacks, providerOf);
  const readHome = homeReader(providerOf);
  const evaluated = new Set(
    resolved.stacks.filter(({ from }) => from === 'plan' || from === 'state').map(({ name }) => name),
  );
  const complain = complaints(diagnostics, evaluated);
  return (instance) => {
    const shape = shapeOf(instance.type, instance.mode);
    if (shape === undefined) complain.type(instance);
    else if (instance.unset !== undefined && modelledTypes.has(instance.type)) complain.hidden(instance, shape);
    let moved = false;
    const misfits: Misfits = {
      ...complain.misfits(instance),
      unresolved: (path, value) => references.note(instance, path, value),
      moved: () => (moved = true),
    };
    const values = shape === undefined ? withoutNulls(instance.values) : normalise(instance.values, shape, misfits);
    const defaulted = instance.mode === 'managed' ? fillDefaults(instance.type, values) : [];
    const { tags, known } = readTags(instance, values, shape);
    const fact: Resource = {
      id: instance.id,
      address: instance.address,
      stack: instance.stack,
      module: instance.module,
      type: instance.type,
      name: instance.name,
      exists: instance.exists,
      tags,
      tags_known: known,
      zone: '',
      data_class: '',
      ...readHome(instance),
      values,
      defaulted,
      literal: instance.literal as string[],
      references: instance.references as Record<string, string[]>,
      lifecycle: instance.lifecycle,
    };
    const sensitive = [...instance.sensitive, ...secretPointers(instance.type)];
    return { fact, sensitive, mode: instance.mode, instance: moved ? relocated(instance, shape) : instance };
  };
}

/** Places are worked out when somebody asks: a plain copy would ask for them. */
function relocated(instance: Instance, shape: Shape | undefined): Instance {
  return {
    ...instance,
    locate: (path) => instance.locate(pathAsWritten(instance.values, shape, path)),
    writtenAt: (path) => instance.writtenAt?.(pathAsWritten(instance.values, shape, path)),
    get location() {
      return instance.location;
    },
  };
}

function withoutNulls(values: ValueObject): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

interface Complaints {
  readonly type: (instance: Instance) => void;
  /** Of a planned resource: what may be written as blocks, is not known and is not seen to be set. */
  readonly hidden: (instance: Instance, shape: Shape) => void;
  readonly misfits: (instance: Instance) => Pick<Misfits, 'attribute' | 'value'>;
}

/** Each block is complained of once, however many instances it has. Plans and states come from a provider that knows its schema. */
function complaints(diagnostics: Diagnostic[], evaluated: ReadonlySet<string>): Complaints {
  const said = new Set<string>();
  const once = (instance: Instance, about: string, make: () => Diagnostic): void => {
    const { stack, module, mode, type, name } = instance;
    const key = JSON.stringify([stack, module.replaceAll(/\[[^\]]*\]/g, ''), mode, type, name, about]);
    if (said.has(key)) return;
    said.add(key);
    diagnostics.push(make());
  };
  return {
    type: (instance) => {
      const { type, mode, address } = instance;
      if (!type.startsWith('aws_')) return;
      once(instance, '', () => {
        const place = { location: instance.location, address };
        return unknownType(place, type, providerVersion, nearest(type, typeNames(mode)) ?? '');
      });
    },
    hidden: (instance, shape) => {
      const blocks = (instance.unset ?? []).filter((name) => isBlock(shape.get(decodeKey(name))));
      const key = JSON.stringify([instance.stack, instance.type, 'hidden']);
      if (blocks.length === 0 || said.has(key)) return;
      said.add(key);
      diagnostics.push(hiddenBlocks({ location: instance.location, address: instance.address }, instance.type, blocks));
    },
    misfits: (instance) => ({
      attribute: (path, allowed) => {
        if (evaluated.has(instance.stack)) return;
        const attribute = attributeOf(path);
        once(instance, attribute.replaceAll(/\[\d+\]/g, ''), () => {
          const near = nearest(decodeKey(String(path.at(-1) ?? '')), allowed.keys()) ?? '';
          return unknownAttribute(placeOf(instance, path), attribute, instance.type, providerVersion, near);
        });
      },
      value: (path, value, wanted) => {
        const attribute = attributeOf(path);
        once(instance, attribute.replaceAll(/\[\d+\]/g, ''), () =>
          wrongType(placeOf(instance, path), attribute, kindOf(value), kindWanted(wanted)),
        );
      },
    }),
  };
}

function placeOf(instance: Instance, path: Path) {
  return { location: instance.locate(path), address: instance.address };
}

/** Long values, and those that may be secrets, are not repeated. */
function kindOf(value: Value): string {
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean' || typeof value === 'number') return literalOf(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

function kindWanted(wanted: AttributeType): string {
  if (typeof wanted === 'string') return wanted === 'any' ? 'anything' : `a ${wanted}`;
  if (wanted.nesting === 'map') return 'a map';
  return isShape(wanted.of) ? 'a block' : `a list of ${wanted.of}s`;
}

function isBlock(type: AttributeType | undefined): boolean {
  return typeof type === 'object' && isShape(type.of);
}

function isShape(of: string | Shape): of is Shape {
  return typeof of !== 'string';
}
