/** What Terraform makes of many expressions, each as an output of one configuration. */
import { type Cty, object } from '../../src/resolve/cty/value.ts';
import { JsonReader } from '../../src/resolve/json-text/decode.ts';
import { type Folder, inFolder, init, plan, writeFolder } from './terraform.ts';

/** `after` as Terraform gives it, null or left out where `unknown` says true; `type` is there for what is known wholly. */
export type OracleResult =
  | {
      readonly kind: 'value';
      readonly after: Cty | undefined;
      readonly unknown: Cty | undefined;
      readonly type: Cty | undefined;
    }
  | { readonly kind: 'error'; readonly message: string }
  /** Terraform itself came to an end: nothing is known of what it makes of the expression. */
  | { readonly kind: 'crash'; readonly message: string };

/** Expressions in one file and one output: Terraform reads the whole file again for each error that it shows. */
const TOGETHER = 8;
const ROUNDS = 20;

/**
 * Evaluates expressions beside the files of a prelude, several as attributes of one output. Those with errors are left out and the
 * others planned again. Those that give infinity, which cannot be written into a plan, had better come by themselves.
 */
export function oracle(
  prelude: Folder,
  expressions: readonly string[],
  infinite: ReadonlySet<number> = new Set(),
): readonly OracleResult[] {
  return inFolder(prelude, (root) => {
    const refused = init(root);
    if (refused !== undefined) throw new Error(`the prelude is refused: ${refused.slice(0, 2000)}`);
    const results = new Map<number, OracleResult>();
    const indexes = expressions.map((_, index) => index);
    settle(
      root,
      expressions,
      indexes.filter((index) => !infinite.has(index)),
      results,
    );
    settle(root, expressions, [...infinite], results);
    return expressions.map((_, index) => results.get(index) ?? { kind: 'crash', message: 'it was not planned' });
  });
}

function settle(
  root: string,
  expressions: readonly string[],
  indexes: readonly number[],
  results: Map<number, OracleResult>,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    const left = indexes.filter((index) => !results.has(index));
    if (left.length === 0) return;
    const lines = writeOutputs(root, expressions, left);
    const planned = plan(root);
    if (planned.crash !== undefined) {
      halve(root, expressions, left, results, { kind: 'crash', message: planned.crash });
      return;
    }
    if (planned.json !== undefined) {
      readResults(planned.json, left, results);
      return;
    }
    for (const error of planned.errors) {
      const index = lines.get(error.file)?.[error.line - 1];
      if (index !== undefined && index >= 0) results.set(index, { kind: 'error', message: error.message });
      else {
        halve(root, expressions, left, results, { kind: 'error', message: error.message });
        return;
      }
    }
  }
  const left = indexes.filter((index) => !results.has(index));
  halve(root, expressions, left, results, { kind: 'crash', message: 'new errors in every round' });
}

/** A crash, or an error without a place, such as infinity, which cannot be written into a plan, is of one of them. */
function halve(
  root: string,
  expressions: readonly string[],
  indexes: readonly number[],
  results: Map<number, OracleResult>,
  outcome: OracleResult & { readonly kind: 'error' | 'crash' },
): void {
  const [only] = indexes;
  if (only === undefined) throw new Error(`the prelude has an error: ${outcome.message}`);
  if (indexes.length === 1) {
    results.set(only, outcome);
    return;
  }
  const middle = indexes.length >> 1;
  settle(root, expressions, indexes.slice(0, middle), results);
  settle(root, expressions, indexes.slice(middle), results);
}

/** The index of the expression that stands on each line of each file. */
function writeOutputs(
  root: string,
  expressions: readonly string[],
  indexes: readonly number[],
): ReadonlyMap<string, readonly number[]> {
  const files: Record<string, string> = {};
  const lines = new Map<string, number[]>();
  const count = Math.ceil(expressions.length / TOGETHER);
  for (let group = 0; group < count; group++) {
    const text = [`output "g${group}" {\n`, '  sensitive = true\n', '  value = {\n'];
    const here = text.map(() => -1);
    for (const index of indexes.filter((one) => groupOf(one) === group)) {
      const one = `    o${index} = ${expressions[index]}\n`;
      text.push(one);
      for (let line = 0; line < one.split('\n').length - 1; line++) here.push(index);
    }
    files[`outputs-${group}.tf`] = `${text.join('')}  }\n}\n`;
    lines.set(`outputs-${group}.tf`, here);
  }
  writeFolder(root, files);
  return lines;
}

function groupOf(index: number): number {
  return Math.floor(index / TOGETHER);
}

/** A type is written only for an output that is known wholly, so it is there for expressions that stand among known ones. */
function readResults(json: string, indexes: readonly number[], results: Map<number, OracleResult>): void {
  const read = readJson(json);
  for (const index of indexes) {
    const [group, name] = [`g${groupOf(index)}`, `o${index}`];
    const part = (which: 'after' | 'after_unknown') => at(read, 'output_changes', group, which, name);
    const types = at(read, 'planned_values', 'outputs', group, 'type');
    const type = types !== undefined && 'items' in types ? at(types.items[1], name) : undefined;
    results.set(index, { kind: 'value', after: part('after'), unknown: part('after_unknown'), type });
  }
}

function readJson(json: string): Cty {
  return new JsonReader(json).read() ?? object(new Map());
}

/** A mask without a true in it. */
export function isPlain(mask: Cty | undefined): boolean {
  if (mask === undefined) return true;
  if ('items' in mask) return mask.items.every(isPlain);
  return 'entries' in mask ? [...mask.entries.values()].every(isPlain) : mask.kind !== 'bool' || !mask.value;
}

/** The same as an output of its own, for our side. */
export function outputBlock(index: number, expression: string): string {
  return `output "o${index}" {\n  sensitive = true\n  value = ${expression}\n}\n`;
}

export function at(value: Cty | undefined, ...path: readonly string[]): Cty | undefined {
  let here = value;
  for (const step of path) here = here !== undefined && 'entries' in here ? here.entries.get(step) : undefined;
  return here;
}
