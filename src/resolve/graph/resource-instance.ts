import type { ResourceBlock } from '../../ingest/index.ts';
import type { Reference } from '../../model/index.ts';
import { plainMembers } from '../body/evaluate-body.ts';
import type { BlockInspection } from '../body/inspect.ts';
import type { Written, WrittenBlock } from '../body/written.ts';
import { toDouble } from '../cty/decimal.ts';
import {
  type Cty,
  DYNAMIC,
  object,
  SECRET,
  tuple,
  UNSEEN,
  type UnknownValue,
  unknown,
  withMarks,
} from '../cty/value.ts';
import { afterApply } from '../evaluate/context.ts';
import { attributeReference, attributeType } from '../evaluate/index-value.ts';
import { plainJson } from '../evaluate/json-tree.ts';
import { takenFrom } from '../evaluate/provenance.ts';
import type { SecretTexts } from '../evaluate/secret-texts.ts';
import { isMeta } from './meta-argument.ts';
import { type InstanceKey, keyText, type Repetition } from './repetition.ts';
import type { Symbols } from './symbols.ts';

/** One instance of a resource or data source, as other expressions see it. */
export class ResourceInstance {
  #value: UnknownValue | undefined;
  #attributes: Map<string, Cty> | undefined;
  /** What a provider computes that we can compute too, such as the JSON of a policy document. */
  symbols: Symbols | undefined;
  #written: ReadonlyMap<string, Written> | undefined;
  /** Set where nothing needs to be evaluated: the members are then made only when somebody refers to them. */
  plain: BlockInspection | undefined;

  constructor(
    readonly id: string,
    readonly address: string,
    readonly block: ResourceBlock,
    readonly repetition: Repetition,
    readonly secrets: SecretTexts,
  ) {}

  /** The instance as a value: what is written in it is known, the rest only after apply. */
  get value(): UnknownValue {
    this.#value ??= instanceValue({ $ref: this.id, $attribute: '' }, (name) => this.attribute(name));
    return this.#value;
  }

  get written(): ReadonlyMap<string, Written> {
    this.#written ??= (this.plain && plainMembers(this.plain, isMeta)) ?? new Map();
    return this.#written;
  }

  set written(members: ReadonlyMap<string, Written>) {
    this.#written = members;
    this.#attributes = undefined;
  }

  attribute(name: string): Cty {
    this.#attributes ??= new Map();
    const known = this.#attributes.get(name);
    if (known !== undefined) return known;
    const found = this.symbols?.(name) ?? this.#read(name);
    const value =
      found.kind !== 'unknown' && this.secrets.isAttribute(this.block.type, name) ? withMarks(found, SECRET) : found;
    this.#attributes.set(name, value);
    return value;
  }

  #read(name: string): Cty {
    const value = memberValue(this.written.get(name), { $ref: this.id, $attribute: name }, this.block.body.json);
    return value.kind === 'unknown' && this.#isIdentity(name) ? { ...value, notNull: true } : value;
  }

  /**
   * What AWS names a thing by is never null once the thing exists, so that `var.key_arn == null` is decided where it comes from a
   * key of this configuration (Terraform plugin SDK, "Create": a resource without an id does not exist).
   */
  #isIdentity(name: string): boolean {
    return (name === 'id' || name === 'arn') && this.block.type.startsWith('aws_');
  }
}

/** A resource instance, or a nested block of one: names that are not written are attributes known after apply. */
export function instanceValue(reference: Reference, attribute: (name: string) => Cty): UnknownValue {
  return {
    kind: 'unknown',
    type: DYNAMIC,
    reason: afterApply(reference),
    marks: 0,
    notNull: true,
    reference,
    instance: { attribute },
  };
}

/** An instance of which nothing is known but its id: every attribute is known after apply, and so is every instance by key. */
export function referredInstance(id: string): UnknownValue {
  const attribute = (name: string): Cty => attributeReference({ $ref: id, $attribute: name }, attributeType(name));
  const index = (key: Cty): Cty => {
    const known = instanceKeyOf(key);
    return known === undefined
      ? unknown(UNSEEN, `the instance of ${id} is not known`)
      : referredInstance(id + keyText(known));
  };
  const whole = instanceValue({ $ref: id, $attribute: '' }, attribute);
  return { ...whole, type: UNSEEN, instance: { attribute, index } };
}

function instanceKeyOf(key: Cty): InstanceKey | undefined {
  if (key.kind === 'string') return { kind: 'name', name: key.value };
  return key.kind === 'number' ? { kind: 'index', index: toDouble(key.value) } : undefined;
}

/** An attribute that is not written, or written as null, may be computed: only the provider's schema could tell. */
function memberValue(written: Written | undefined, reference: Reference, json: boolean): Cty {
  if (written === undefined) return attributeReference(reference, attributeType(lastName(reference.$attribute)));
  if (written.kind === 'blocks') {
    // An unknown number of blocks makes all blocks of the type unknown to others, as in Terraform.
    return written.open ?? tuple(written.blocks.map((block, index) => blockValue(block, reference, index)));
  }
  const value = written.kind === 'json' ? plainJson(written.json) : (written.seen ?? written.value);
  if (value.kind === 'null') return attributeReference(reference, attributeType(lastName(reference.$attribute)));
  return takenFrom(json ? maybeBlock(value, reference) : value, reference);
}

function lastName(attribute: string): string {
  return attribute.slice(attribute.lastIndexOf('.') + 1);
}

function blockValue(block: WrittenBlock, { $ref, $attribute }: Reference, index: number): Cty {
  const here = `${$attribute}[${index}]`;
  const members = new Map<string, Cty>();
  return instanceValue({ $ref, $attribute: here }, (name) => {
    const known = members.get(name);
    if (known !== undefined) return known;
    const value = memberValue(block.members.get(name), { $ref, $attribute: `${here}.${name}` }, false);
    members.set(name, value);
    return value;
  });
}

/** JSON does not tell nested blocks from maps: an object is taken as either, until somebody asks for more than it has. */
function maybeBlock(value: Cty, reference: Reference): Cty {
  const { $ref, $attribute } = reference;
  if (value.kind === 'tuple') {
    const items = value.items.map((item, index) => maybeBlock(item, { $ref, $attribute: `${$attribute}[${index}]` }));
    return tuple(items, value.marks);
  }
  if (value.kind !== 'object') return value;
  const entries = new Map<string, Cty>();
  for (const [name, item] of value.entries) {
    entries.set(name, within(item, { $ref, $attribute: `${$attribute}.${name}` }));
  }
  const open = {
    attribute: (name: string) => attributeReference({ $ref, $attribute: `${$attribute}.${name}` }, attributeType(name)),
  };
  return { ...object(entries, value.marks), open };
}

function within(item: Cty, reference: Reference): Cty {
  return takenFrom(maybeBlock(item, reference), reference);
}
