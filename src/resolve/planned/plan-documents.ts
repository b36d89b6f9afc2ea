import {
  isList,
  isObject,
  isReference,
  isUnresolved,
  type Reference,
  type Value,
  type ValueObject,
  valueAt,
} from '../../model/index.ts';
import { fromValue } from '../border/from-value.ts';
import { set, toValue } from '../border/to-value.ts';
import { LIMITS } from '../evaluate/world.ts';
import { isTrouble, OpenDocument, type Rendered, renderArguments } from '../policy-document/render.ts';
import type { Instance } from '../resolved.ts';

const TYPE = 'aws_iam_policy_document';

type Texts = Readonly<Record<keyof Rendered, Value>>;

/**
 * A plan reads a policy document late if something in it is known only after apply, and its text is then not known at all, nor the
 * trust of the role that has it. Its statements are in the plan: they are rendered here, and put in where the text is referred to.
 */
export function withDocuments(instances: readonly Instance[]): readonly Instance[] {
  const documents = new Documents(instances);
  if (documents.isEmpty) return instances;
  return instances.map((instance) => {
    const texts = documents.texts(instance.id);
    const values = members(instance.values, documents);
    if (texts === undefined) return values === instance.values ? instance : withValues(instance, values);
    const unset = instance.unset?.filter((name) => !Object.hasOwn(texts, name));
    return { ...withValues(instance, { ...values, ...texts }), ...(unset === undefined ? {} : { unset }) };
  });
}

/** A copy whose places are still worked out when somebody asks. */
function withValues(instance: Instance, values: ValueObject): Instance {
  return {
    ...instance,
    values,
    get location() {
      return instance.location;
    },
  };
}

class Documents {
  readonly #open: ReadonlyMap<string, Instance>;
  /** `undefined` while it is being worked out, and for what cannot be rendered. */
  readonly #texts = new Map<string, Texts | undefined>();

  constructor(instances: readonly Instance[]) {
    this.#open = new Map(instances.filter(isOpen).map((instance) => [instance.id, instance]));
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  texts(id: string): Texts | undefined {
    const instance = this.#open.get(id);
    if (instance === undefined || this.#texts.has(id)) return this.#texts.get(id);
    this.#texts.set(id, undefined);
    const texts = this.#render(instance);
    this.#texts.set(id, texts);
    return texts;
  }

  #render({ values }: Instance): Texts | undefined {
    try {
      const at = (name: string) => {
        const value = valueAt(values, [name]);
        return value === undefined ? undefined : fromValue(substituted(value, this));
      };
      const { json, minified_json } = renderArguments(at, LIMITS.stringLength);
      return { json: toValue(json), minified_json: toValue(minified_json) };
    } catch (error) {
      // As it was: not known.
      if (error instanceof OpenDocument || isTrouble(error)) return undefined;
      throw error;
    }
  }
}

function isOpen({ mode, type, values, unset }: Instance): boolean {
  if (mode !== 'data' || type !== TYPE) return false;
  return unset?.includes('json') === true || isUnresolved(values['json']);
}

/** The same value with the texts of documents in place of references to them. */
function substituted(value: Value, documents: Documents): Value {
  if (isReference(value)) return textOf(value, documents) ?? value;
  if (isList(value)) {
    const items = value.map((item) => substituted(item, documents));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return isObject(value) ? members(value, documents) : value;
}

function members(value: ValueObject, documents: Documents): ValueObject {
  let changed: Record<string, Value> | undefined;
  for (const [key, member] of Object.entries(value)) {
    const other = substituted(member, documents);
    if (other === member) continue;
    changed ??= { ...value };
    set(changed, key, other);
  }
  return changed ?? value;
}

function textOf({ $ref, $attribute }: Reference, documents: Documents): Value | undefined {
  if ($attribute !== 'json' && $attribute !== 'minified_json') return undefined;
  return documents.texts($ref)?.[$attribute];
}
