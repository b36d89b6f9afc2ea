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
  | { readonly kind: 'error'; readonly message: string };

/** Expressions in one file and one output: Terraform reads the whole file again for each error that it shows. */
const TOGETHER = 8;
const ROUNDS = 20;

/**
 * Evaluates expressions beside the files of a prelude, several as attributes of one output. Those with errors are left out and the
 * others planned again.
 */
export function oracle(prelude: Folder, expressions: readonly string[]): readonly OracleResult[] {
  return inFolder(prelude, (root) => {
    init(root);
    const results = new Map<number, OracleResult>();
    const indexes = expressions.map((_, index) => index);
    settle(root, expressions, indexes, results);
    return expressions.map((_, index) => results.get(index) ?? { kind: 'error', message: 'it was not planned' });
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
    if (planned.json !== undefined) {
      readResults(root, planned.json, expressions, left, results);
      return;
    }
    for (const error of planned.errors) {
      const index = lines.get(error.file)?.[error.line - 1];
      if (index !== undefined && index >= 0) results.set(index, { kind: 'error', message: error.message });
      else {
        halve(root, expressions, left, results, error.message);
        return;
      }
    }
  }
  throw new Error('terraform finds new errors in every round');
}

/** An error without a place, such as infinity, which cannot be written into a plan, is of one of them. */
function halve(
  root: string,
  expressions: readonly string[],
  indexes: readonly number[],
  results: Map<number, OracleResult>,
  message: string,
): void {
  const [only] = indexes;
  if (only === undefined) throw new Error(`the prelude has an error: ${message}`);
  if (indexes.length === 1) {
    results.set(only, { kind: 'error', message });
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

/** Types are written only for an output that is known wholly, so they are asked for in a plan of their own. */
function readResults(
  root: string,
  json: string,
  expressions: readonly string[],
  indexes: readonly number[],
  results: Map<number, OracleResult>,
): void {
  const read = readJson(json);
  const part = (name: 'after' | 'after_unknown', index: number) =>
    at(read, 'output_changes', `g${groupOf(index)}`, name, `o${index}`);
  const whole = indexes.filter((index) => isPlain(part('after_unknown', index)));
  writeOutputs(root, expressions, whole);
  const typed = readJson(plan(root).json ?? '{}');
  for (const index of indexes) {
    const types = at(typed, 'planned_values', 'outputs', `g${groupOf(index)}`, 'type');
    const type = types !== undefined && 'items' in types ? at(types.items[1], `o${index}`) : undefined;
    results.set(index, { kind: 'value', after: part('after', index), unknown: part('after_unknown', index), type });
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
