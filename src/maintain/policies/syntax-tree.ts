/** OPA's syntax tree (`opa parse --format json`), as far as the house rules and the mutation look at it. */
import { type Opa, runOpa } from './find-opa.ts';

export interface Place {
  readonly row: number;
  readonly col: number;
  /** The text of the node. */
  readonly text: string;
}

export interface Term {
  readonly type: string;
  readonly value: unknown;
  readonly location?: Place;
}

export interface BodyExpression {
  /** A call is a list whose first term is the operator; `some` and `every` are objects. */
  readonly terms: unknown;
  readonly negated?: boolean;
  readonly generated?: boolean;
  readonly location?: Place;
}

interface Head {
  readonly name?: string;
  readonly ref: readonly Term[];
  readonly args?: readonly Term[];
  readonly key?: Term;
  readonly value?: Term;
  readonly location?: Place;
}

export interface Rule {
  readonly head: Head;
  readonly body: readonly BodyExpression[];
  readonly default?: boolean;
  readonly else?: Rule;
  readonly location?: Place;
}

export interface Annotations {
  readonly scope: string;
  readonly [field: string]: unknown;
}

export interface Module {
  readonly file: string;
  /** `["policies", "network", "no-x"]`. */
  readonly package: readonly string[];
  readonly packagePlace: Place;
  readonly imports: readonly { readonly path: readonly string[]; readonly alias: string }[];
  readonly rules: readonly Rule[];
  readonly annotations: readonly Annotations[];
}

interface ParsedModule {
  readonly package: { readonly path: readonly Term[]; readonly location: RawPlace };
  readonly imports?: readonly { readonly path: Term; readonly alias?: string }[];
  readonly rules?: readonly Rule[];
  readonly annotations?: readonly Annotations[];
}

interface RawPlace {
  readonly row: number;
  readonly col: number;
  readonly text?: string;
}

/** @returns the module, or OPA's own words where the file does not parse. */
export function parseModule(opa: Opa, root: string, file: string): Module | { readonly trouble: string } {
  const run = runOpa(opa, root, ['parse', '--format', 'json', '--json-include', 'locations,-comments', file]);
  if (!run.ok) return { trouble: (run.stderr || run.stdout).trim() };
  const parsed = JSON.parse(run.stdout, decodePlace) as ParsedModule;
  return {
    file,
    package: parsed.package.path.slice(1).map(({ value }) => String(value)),
    packagePlace: parsed.package.location as Place,
    imports: (parsed.imports ?? []).map(({ path, alias }) => {
      const steps = refSteps(path) ?? [];
      return { path: steps, alias: alias ?? steps.at(-1) ?? '' };
    }),
    rules: parsed.rules ?? [],
    annotations: parsed.annotations ?? [],
  };
}

function decodePlace(key: string, value: unknown): unknown {
  if (key !== 'location') return value;
  const { row, col, text } = value as RawPlace;
  return { row, col, text: Buffer.from(text ?? '', 'base64').toString('utf8') };
}

/** `["input", "network", "rules"]` of a reference; a step that is not a constant is `*`. `undefined` for another term. */
export function refSteps(term: unknown): readonly string[] | undefined {
  if (!isTerm(term) || term.type !== 'ref' || !Array.isArray(term.value)) return undefined;
  return (term.value as Term[]).map((step, index) => {
    if (index === 0 || step.type === 'string') return String(step.value);
    return '*';
  });
}

export function isTerm(node: unknown): node is Term {
  return typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string';
}

export interface Call {
  /** `["lib", "attribute", "equals"]` as written: `["attribute", "equals"]`. */
  readonly operator: readonly string[];
  readonly args: readonly unknown[];
  readonly place?: Place;
}

/** A call wherever it stands: an expression of a body, or a term inside another. */
export function asCall(node: unknown): Call | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const list: unknown = isTerm(node) ? (node.type === 'call' ? node.value : undefined) : (node as BodyExpression).terms;
  if (!Array.isArray(list)) return undefined;
  const [first, ...args] = list as unknown[];
  const operator = refSteps(first);
  if (operator === undefined) return undefined;
  const place = (node as { location?: Place }).location;
  return { operator, args, ...(place === undefined ? {} : { place }) };
}

/** Every node below and including `node`, parents first. */
export function* nodesOf(node: unknown): Generator<object> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

/** The name under which a rule is known in its package. */
export function ruleName(rule: Rule): string {
  return rule.head.name ?? String(rule.head.ref[0]?.value ?? '');
}

/** Members of an object literal with constant keys. */
export function objectMembers(term: unknown): ReadonlyMap<string, Term> | undefined {
  if (!isTerm(term) || term.type !== 'object' || !Array.isArray(term.value)) return undefined;
  return new Map((term.value as [Term, Term][]).map(([key, value]) => [String(key.value), value]));
}
