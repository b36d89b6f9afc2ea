/** A row of the table of defaults: see ../provider-defaults.ts. */
export type Fixed = boolean | number | string | readonly string[];

/** Not the same for everybody. */
export interface Dependent {
  /** Why it cannot be told: the end of "it is not known: ...". */
  readonly because: string;
  /** Of the same resource: the attributes that make it so, and what holds where none of them is set. Always so without them. */
  readonly where?: { readonly set: readonly string[]; readonly otherwise: Fixed };
}

export interface TypeDefaults {
  /** Attribute, with a dot inside a nested block -> value. */
  readonly values: Readonly<Record<string, Fixed | Dependent>>;
  /** Page of AWS that says so, for the attributes of which the provider's page does not. */
  readonly aws?: string;
}

export function depends(because: string): Dependent {
  return { because };
}

export function unless(set: readonly string[], because: string, otherwise: Fixed): Dependent {
  return { because, where: { set, otherwise } };
}

/** By type. */
export type Defaults = Readonly<Record<string, TypeDefaults>>;
