import { isSecretName } from '../../model/index.ts';
import type { Cty } from '../cty/value.ts';

/** Tells whether an attribute of a type of resource is a secret whether or not anything marks it. */
export type IsSecret = (type: string, attribute: string) => boolean;

/** Texts that the configuration calls sensitive, wherever they go from there. */
export class SecretTexts {
  readonly texts = new Set<string>();
  /** Values may be shared any number of times: each is looked at once. */
  readonly #seen = new WeakSet<Cty>();

  constructor(readonly isAttribute: IsSecret = (_type, name) => isSecretName(name)) {}

  /** Notes every text inside a value; of an unknown one, the known pieces. */
  add(value: Cty): void {
    if (value.kind === 'string') {
      this.texts.add(value.value);
      return;
    }
    if (this.#seen.has(value)) return;
    this.#seen.add(value);
    if ('items' in value) for (const item of value.items) this.add(item);
    else if ('entries' in value) for (const item of value.entries.values()) this.add(item);
    else if (value.kind === 'unknown') this.#addParts(value.json ?? value.parts ?? []);
  }

  #addParts(parts: readonly (string | Cty)[]): void {
    for (const part of parts) if (typeof part === 'string') this.texts.add(part);
  }
}
