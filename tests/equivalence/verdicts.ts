/** Verdicts of the shipped policies on a configuration that was resolved already. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { analyseAccess } from '../../src/analyse/access/index.ts';
import { analyseNetwork } from '../../src/analyse/network/index.ts';
import { buildEstate } from '../../src/aws/index.ts';
import { decide, loadBundle } from '../../src/decide/index.ts';
import { composeFacts } from '../../src/facts/index.ts';
import { loadSettings } from '../../src/gate/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { isList, isObject, isUnknown, type Reference, type Value, type ValueObject } from '../../src/model/index.ts';
import { type Instance, type Resolved, resolveConfiguration } from '../../src/resolve/index.ts';
import { withDocuments } from '../../src/resolve/planned/plan-documents.ts';
import type { Declarations } from '../../src/settings/index.ts';
import type { Facts } from '../../src/shapes/index.ts';
import { memoryFiles } from '../ingest/memory-files.ts';

export const root: string = resolve(import.meta.dirname, '..', '..', 'policies');

const read = (name: string) => readFileSync(join(root, 'bundle', name));
const bundle = loadBundle({
  wasm: read('policy.wasm'),
  catalogue: read('catalogue.json'),
  manifest: read('manifest.json'),
  from: 'policies/bundle',
});

/** What holds for a case: the settings that lie beside it, else those that lie beside all cases of its policy. */
export function declarationsOf(file: string): Declarations {
  const beside = [file.replace(/\.tf\.json$/, '.sallyport.yaml'), join(dirname(file), 'sallyport.yaml')];
  return loadSettings({ file: beside.map((name) => join(root, name)).find(existsSync), folder: root }).declarations;
}

/** Nothing in what is read may be wrong. */
export function resolved(contents: Readonly<Record<string, string>>, ...inputs: readonly string[]): Resolved {
  const configuration = readConfiguration(inputs, memoryFiles(contents));
  const found = resolveConfiguration(configuration);
  const errors = [...configuration.diagnostics, ...found.diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`not read: ${JSON.stringify(errors)}`);
  return found;
}

export function factsOf(from: Resolved, declarations: Declarations): Facts {
  const estate = buildEstate(from, declarations);
  return composeFacts(estate, analyseNetwork(estate, declarations), analyseAccess(estate), declarations);
}

const decided = new Map<string, readonly string[]>();

/** `policy subject outcome`, sorted, subjects without the name of their stack. The same facts are decided once, in whatever order. */
export function verdictsOn(facts: Facts): readonly string[] {
  const key = JSON.stringify(facts, (_key, value: unknown) => (isPlain(value) ? sorted(value) : value));
  const known = decided.get(key);
  if (known !== undefined) return known;
  const verdicts = decide(facts, bundle, {
    timeoutMs: 10_000,
    budgetSteps: 500_000_000,
    memoryMiB: 256,
    clock: () => 0,
  });
  const lines = verdicts.flatMap((verdict) => {
    if (verdict.kind === 'error') return [`${verdict.policy} gave no verdict: ${verdict.message}`];
    const violating = new Set(verdict.violations.map(({ subject }) => subject));
    const open = new Set(verdict.undecided.map(({ subject }) => subject));
    return verdict.subjects.map((subject) => {
      const outcome = violating.has(subject) ? 'fail' : open.has(subject) ? 'undecided' : 'pass';
      return `${verdict.policy} ${subject.replace(/^case\/?/, '')} ${outcome}`;
    });
  });
  decided.set(key, lines.sort());
  return lines;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).filter(([key]) => !UNSEEN.has(key));
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Facts that no policy reads: how a stack was given, and which values are defaults. A test holds the policies to that. */
export const UNSEEN: ReadonlySet<string> = new Set(['from', 'defaulted']);

/**
 * What a plan alone can show: of a text of which a part is not known it shows nothing, unless it is that of a policy document, whose
 * statements it shows; and it does not name the backend. Everything else must come out of a plan as it comes out of the configuration.
 */
export function asPlansShow(from: Resolved): Resolved {
  const documents = new Map<string, Reference>();
  for (const { id, mode, type, values } of from.instances) {
    if (mode !== 'data' || type !== 'aws_iam_policy_document') continue;
    for (const name of ['json', 'minified_json'])
      documents.set(JSON.stringify(values[name]), { $ref: id, $attribute: name });
  }
  const shown = from.instances.map((instance): Instance => {
    const isDocument = instance.mode === 'data' && instance.type === 'aws_iam_policy_document';
    const { json, minified_json, ...others } = instance.values;
    const texts = isDocument
      ? { json: withoutParts(json ?? null), minified_json: withoutParts(minified_json ?? null) }
      : {};
    const written = isDocument ? others : instance.values;
    return { ...instance, values: { ...(withoutParts(written, documents) as ValueObject), ...texts } };
  });
  return {
    ...from,
    instances: withDocuments(shown),
    stacks: from.stacks.map(({ backend: _backend, ...stack }) => ({ ...stack, from: 'plan' })),
  };
}

function withoutParts(value: Value, documents: ReadonlyMap<string, Reference> = new Map()): Value {
  if (isUnknown(value)) return documents.get(JSON.stringify(value)) ?? { $unknown: value.$unknown };
  if (isList(value)) return value.map((item) => withoutParts(item, documents));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutParts(member, documents)]));
}
