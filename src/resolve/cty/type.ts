/**
 * Terraform's type system (the `cty` types of the HCL specification, "Information Model"). `dynamic` is the type of what may
 * still turn out to be of any type.
 */
export type Type = PrimitiveType | DynamicType | CollectionType | TupleType | ObjectType;

export interface PrimitiveType {
  readonly kind: 'string' | 'number' | 'bool';
}

export interface DynamicType {
  readonly kind: 'dynamic';
}

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: Type;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}

export interface ObjectType {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, Type>;
  /** Attributes that a value may leave out, in a type constraint: they are null then. */
  readonly optional?: ReadonlySet<string>;
}

export const STRING: PrimitiveType = { kind: 'string' };
export const NUMBER: PrimitiveType = { kind: 'number' };
export const BOOL: PrimitiveType = { kind: 'bool' };
export const DYNAMIC: DynamicType = { kind: 'dynamic' };

export function listOf(element: Type): CollectionType {
  return { kind: 'list', element };
}

export function setOf(element: Type): CollectionType {
  return { kind: 'set', element };
}

export function mapOf(element: Type): CollectionType {
  return { kind: 'map', element };
}

export function isPrimitive(type: Type): type is PrimitiveType {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

export function isCollection(type: Type): type is CollectionType {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'map';
}

export function sameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind) return false;
  if (isCollection(left)) return isCollection(right) && sameType(left.element, right.element);
  if (left.kind === 'tuple') return right.kind === 'tuple' && sameTypes(left.elements, right.elements);
  if (left.kind === 'object') return right.kind === 'object' && sameAttributes(left, right);
  return true;
}

function sameTypes(left: readonly Type[], right: readonly Type[]): boolean {
  return left.length === right.length && left.every((type, index) => sameType(type, right[index] ?? DYNAMIC));
}

function sameAttributes(left: ObjectType, right: ObjectType): boolean {
  if (left.attributes.size !== right.attributes.size) return false;
  for (const [name, type] of left.attributes) {
    const other = right.attributes.get(name);
    if (other === undefined || !sameType(type, other)) return false;
  }
  return true;
}

/** True if a value of the type may be one of the other; `dynamic` stands for any type in either. */
export function conforms(type: Type, to: Type): boolean {
  if (to.kind === 'dynamic' || type.kind === 'dynamic') return true;
  if (type.kind !== to.kind) return false;
  if (isCollection(type)) return isCollection(to) && conforms(type.element, to.element);
  if (type.kind === 'tuple')
    return (
      to.kind === 'tuple' &&
      type.elements.length === to.elements.length &&
      type.elements.every((element, index) => conforms(element, to.elements[index] ?? DYNAMIC))
    );
  if (type.kind !== 'object' || to.kind !== 'object') return true;
  if (type.attributes.size !== to.attributes.size) return false;
  return [...type.attributes].every(([name, inner]) => {
    const wanted = to.attributes.get(name);
    return wanted !== undefined && conforms(inner, wanted);
  });
}

/** True if `dynamic` stands anywhere in it. */
export function hasDynamic(type: Type): boolean {
  if (type.kind === 'dynamic') return true;
  if (isCollection(type)) return hasDynamic(type.element);
  if (type.kind === 'tuple') return type.elements.some(hasDynamic);
  if (type.kind === 'object') return [...type.attributes.values()].some(hasDynamic);
  return false;
}

/** For messages, in Terraform's words: "list of string", "object". */
export function nameOf(type: Type): string {
  if (type.kind === 'dynamic') return 'dynamic';
  if (isCollection(type)) return `${type.kind} of ${nameOf(type.element)}`;
  return type.kind;
}
