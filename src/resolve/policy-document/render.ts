import { writtenValue } from '../body/written-value.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { STRING } from '../cty/type.ts';
import { type Cty, marksWithin, type UnknownValue, unknown, unmarkedDeep, withMarks } from '../cty/value.ts';
import { type Context, EvaluationError, fail } from '../evaluate/context.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import type { ResourceInstance } from '../graph/resource-instance.ts';
import type { Symbols } from '../graph/symbols.ts';
import { Holes } from '../json-text/holes.ts';
import { readSourceDocument, SourceDocumentError } from './read-source.ts';
import { StatementReader, textOr } from './read-statement.ts';
import { EMPTY_DOCUMENT, mergeDocuments, type PolicyDocument } from './statement.ts';
import { writeDocument } from './write.ts';

/** What the provider writes where no version is given. */
const VERSION = '2012-10-17';

/**
 * `json` and `minified_json` of an `aws_iam_policy_document`, text for text what the AWS provider (6.25) computes. Pieces that are
 * not known are holes in the text: see `encodeJson` for what a hole stands for.
 */
export function renderPolicyDocument(instance: ResourceInstance, scope: ModuleScope): Symbols {
  let rendered: Rendered | undefined;
  return (name) => {
    if (name !== 'json' && name !== 'minified_json') return undefined;
    rendered ??= renderOnce(instance, scope);
    return rendered[name];
  };
}

export type Rendered = Readonly<Record<'json' | 'minified_json', Cty>>;

function renderOnce(instance: ResourceInstance, scope: ModuleScope): Rendered {
  const context = scope.context(instance.block.body.file, instance.repetition);
  const rendered = render(instance, context);
  scope.finish(context);
  return rendered;
}

function render(instance: ResourceInstance, context: Context): Rendered {
  const { limits } = context.world;
  let marks = 0;
  const at = (name: string): Cty | undefined => {
    const written = instance.written.get(name);
    if (written === undefined) return undefined;
    const value = writtenValue(written);
    marks |= marksWithin(value);
    return unmarkedDeep(value);
  };
  try {
    const { json, minified_json } = renderArguments(at, limits.stringLength);
    return { json: withMarks(json, marks), minified_json: withMarks(minified_json, marks) };
  } catch (error) {
    return unrendered(error, instance, context);
  }
}

/** The texts of a data source with these arguments. Throws `OpenDocument` where nothing can be told, and what `isTrouble` knows. */
export function renderArguments(at: (name: string) => Cty | undefined, longest: number): Rendered {
  const holes = new Holes();
  const document = new Composer(holes, at).compose();
  const text = (indent: number): Cty => holes.fill(writeDocument(document, indent), longest);
  return { json: text(2), minified_json: text(0) };
}

/** What the provider refuses in the arguments. */
export function isTrouble(error: unknown): error is Error {
  return error instanceof EvaluationError || error instanceof ConversionError || error instanceof SourceDocumentError;
}

function unrendered(error: unknown, instance: ResourceInstance, context: Context): Rendered {
  if (error instanceof OpenDocument) return both(unknown(STRING, error.message));
  if (!isTrouble(error)) throw error;
  fail(context, instance.block.span, `the policy document cannot be rendered: ${error.message}`);
  return both(unknown(STRING, `the policy document cannot be rendered: ${error.message}`));
}

function both(value: Cty): Rendered {
  return { json: value, minified_json: value };
}

/** Nothing of the document can be told; the message says why. */
export class OpenDocument extends Error {}

class Composer {
  constructor(
    readonly holes: Holes,
    readonly at: (name: string) => Cty | undefined,
  ) {}

  compose(): PolicyDocument {
    const sources = [...this.#documents('source_json'), ...this.#documents('source_policy_documents')];
    checkSids(sources);
    const version = textOr(this.at('version'), VERSION, this.holes);
    const own: PolicyDocument = {
      version,
      id: textOr(this.at('policy_id'), '', this.holes),
      statements: new StatementReader(this.holes, version).statements(this.at('statement')),
    };
    checkSids([own]);
    const overrides = [...this.#documents('override_policy_documents'), ...this.#documents('override_json')];
    const all = [...sources, own, ...overrides];
    if (all.length > 1) this.#checkKnownSids(all);
    return all.reduce(mergeDocuments, EMPTY_DOCUMENT);
  }

  /** The documents to merge: one or a list of them. */
  #documents(name: string): readonly PolicyDocument[] {
    const value = this.at(name);
    if (value === undefined || value.kind === 'null') return [];
    if (value.kind === 'unknown' && isOpen(value)) return [this.#anyDocument(value)];
    const items = 'items' in value ? value.items : [value];
    return items.flatMap((item) => {
      if (item.kind === 'null') return [];
      const text = convert(item, STRING);
      if (text.kind === 'unknown' && isOpen(text)) return [this.#anyDocument(text)];
      const json = this.holes.quoted(this.holes.text(text));
      return json === '' ? [] : [readSourceDocument(json, (mark) => this.holes.isBare(mark))];
    });
  }

  /** A document, or several, of which nothing is known: any statements. Those of the data source itself stay known beside them. */
  #anyDocument(value: UnknownValue): PolicyDocument {
    return { ...EMPTY_DOCUMENT, statements: [this.holes.bare(value)] };
  }

  /** Which statement replaces which cannot be told by a Sid that is not known. */
  #checkKnownSids(documents: readonly PolicyDocument[]): void {
    for (const { statements } of documents) {
      const open = statements.some((one) => typeof one !== 'string' && this.holes.hasHole(one.sid));
      if (open) throw new OpenDocument('the Sid of a statement to merge is not known');
    }
  }
}

/** Not one piece of the text is known. */
function isOpen({ parts, json }: UnknownValue): boolean {
  return parts === undefined && json === undefined;
}

function checkSids(documents: readonly PolicyDocument[]): void {
  const seen = new Set<string>();
  for (const { statements } of documents) {
    for (const statement of statements) {
      if (typeof statement === 'string' || statement.sid === '') continue;
      if (seen.has(statement.sid)) throw new EvaluationError(`the Sid ${statement.sid} is there twice`);
      seen.add(statement.sid);
    }
  }
}
