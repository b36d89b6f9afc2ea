import { ConversionError, convert } from '../cty/convert.ts';
import { compareText } from '../cty/text-order.ts';
import { STRING } from '../cty/type.ts';
import type { Cty, UnknownValue } from '../cty/value.ts';
import { EvaluationError } from '../evaluate/context.ts';
import type { Holes } from '../json-text/holes.ts';
import { blockText, inSetOrder, listText, setText } from './set-order.ts';
import type { PolicyCondition, PolicyPrincipal, PolicyStatement, PolicyStatements, Strings } from './statement.ts';

/** Reads the `statement` blocks of the data source. */
export class StatementReader {
  /** @param version of the document: policy variables came with 2012-10-17. */
  constructor(
    readonly holes: Holes,
    readonly version: string,
  ) {}

  statements(written: Cty | undefined): PolicyStatements {
    return blocks(written).map((block) => (isOpen(block) ? this.holes.bare(block) : this.#statement(block)));
  }

  #text(value: Cty | undefined, fallback: string): string {
    return textOr(value, fallback, this.holes);
  }

  #statement(block: Cty): PolicyStatement {
    const at = (name: string): Cty | undefined => attribute(block, name);
    return {
      sid: this.#text(at('sid'), ''),
      effect: this.#text(at('effect'), 'Allow'),
      ...given('actions', this.#strings(at('actions'))),
      ...given('notActions', this.#strings(at('not_actions'))),
      ...given('resources', this.#withVariables(this.#strings(at('resources')))),
      ...given('notResources', this.#withVariables(this.#strings(at('not_resources')))),
      ...given('principals', this.#principals(at('principals'))),
      ...given('notPrincipals', this.#principals(at('not_principals'))),
      ...given('conditions', this.#conditions(at('condition'))),
    };
  }

  /** A set of strings: each once; one alone stands without brackets, several are sorted backwards, as the provider does. */
  #strings(value: Cty | undefined): Strings | undefined {
    return asSet(this.#list(value));
  }

  #list(value: Cty | undefined): readonly string[] | string {
    if (value === undefined || value.kind === 'null') return [];
    if (value.kind === 'unknown') return this.holes.bare(value);
    if (!('items' in value)) throw new ConversionError('a list of strings is required');
    return value.items.flatMap((item) => (item.kind === 'null' ? [] : [this.holes.text(asString(item))]));
  }

  #principals(value: Cty | undefined): readonly PolicyPrincipal[] | string | undefined {
    if (value?.kind === 'unknown') return this.holes.bare(value);
    const all = blocks(value);
    if (all.length === 0) return undefined;
    const open = all.find(isOpen);
    if (open !== undefined) return this.holes.bare(open);
    const read = all.map((block) => ({
      type: this.#text(attribute(block, 'type'), ''),
      identifiers: this.#list(attribute(block, 'identifiers')),
    }));
    const ordered = inSetOrder(read, ({ type, identifiers }) =>
      typeof identifiers === 'string' ? undefined : this.#known({ identifiers: setText(identifiers), type }),
    );
    return ordered.map(({ type, identifiers }) => ({
      type,
      identifiers: this.#withVariables(asSet(identifiers)) ?? [],
    }));
  }

  /** The order of values is kept; they may repeat. */
  #conditions(value: Cty | undefined): readonly PolicyCondition[] | string | undefined {
    if (value?.kind === 'unknown') return this.holes.bare(value);
    const all = blocks(value);
    if (all.length === 0) return undefined;
    const open = all.find(isOpen);
    if (open !== undefined) return this.holes.bare(open);
    const read = all.map((block) => ({
      test: this.#text(attribute(block, 'test'), ''),
      variable: this.#text(attribute(block, 'variable'), ''),
      values: this.#list(attribute(block, 'values')),
    }));
    const ordered = inSetOrder(read, ({ test, variable, values }) =>
      typeof values === 'string' ? undefined : this.#known({ test, values: listText(values), variable }),
    );
    return ordered.map(({ test, variable, values }) => ({
      test,
      variable,
      values: (typeof values === 'string' ? [values] : values).map((text) => this.#withVariable(text)),
    }));
  }

  /** The text of a nested block, where all of it is known. */
  #known(argumentsByName: Readonly<Record<string, string>>): string | undefined {
    const text = blockText(argumentsByName);
    return this.holes.hasHole(text) ? undefined : text;
  }

  #withVariables(strings: Strings | undefined): Strings | undefined {
    if (strings === undefined) return undefined;
    return typeof strings === 'string' ? this.#withVariable(strings) : strings.map((text) => this.#withVariable(text));
  }

  /** `&{aws:username}` stands for IAM's own `${aws:username}`, which Terraform would take for an interpolation. */
  #withVariable(text: string): string {
    if (!text.includes('&{')) return text;
    if (this.version === OLD_VERSION) {
      throw new EvaluationError(`&{ stands in a document of version ${OLD_VERSION}, which has no policy variables`);
    }
    return text.replaceAll('&{', '${');
  }
}

const OLD_VERSION = '2008-10-17';

/** A string attribute, its unknown pieces marked; the fallback where it is null or left out. */
export function textOr(value: Cty | undefined, fallback: string, holes: Holes): string {
  return value === undefined || value.kind === 'null' ? fallback : holes.text(asString(value));
}

function asSet(items: readonly string[] | string): Strings | undefined {
  if (typeof items === 'string') return items;
  const unique = [...new Set(items)];
  const [only] = unique;
  if (only === undefined) return undefined;
  return unique.length === 1 ? only : unique.sort((left, right) => compareText(right, left));
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: Value });
}

/** Nested blocks of one kind: in JSON a lone one may stand without a list. */
function blocks(value: Cty | undefined): readonly Cty[] {
  if (value === undefined || value.kind === 'null') return [];
  return 'items' in value ? value.items : [value];
}

function isOpen(block: Cty): block is UnknownValue {
  return block.kind === 'unknown';
}

function attribute(block: Cty, name: string): Cty | undefined {
  return 'entries' in block ? block.entries.get(name) : undefined;
}

/** A string, or what is unknown of it. Throws `ConversionError`. */
function asString(value: Cty): Cty {
  return convert(value, STRING);
}
