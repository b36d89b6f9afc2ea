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

/** Evaluates expressions beside the files of a prelude. Those with errors are left out and the others planned again. */
export function oracle(prelude: Folder, expressions: readonly string[]): readonly OracleResult[] {
  return inFolder(prelude, (root) => {
    init(root);
    const errors = new Map<number, string>();
    for (let round = 0; round < 20; round++) {
      const { text, lines } = outputs(expressions, errors);
      writeFolder(root, { 'outputs.tf': text });
      const planned = plan(root);
      if (planned.json !== undefined) return results(planned.json, expressions.length, errors);
      for (const error of planned.errors) {
        // Infinity is a value that cannot be written into a plan.
        const named = /output value "o(\d+)"/.exec(error.message);
        const index =
          named !== null ? Number(named[1]) : error.file === 'outputs.tf' ? (lines[error.line - 1] ?? -1) : -1;
        if (index < 0) throw new Error(`the prelude has an error: ${JSON.stringify(error)}`);
        errors.set(index, error.message);
      }
    }
    throw new Error('terraform finds new errors in every round');
  });
}

function outputs(expressions: readonly string[], errors: ReadonlyMap<number, string>) {
  const text: string[] = [];
  const lines: number[] = [];
  for (const [index, expression] of expressions.entries()) {
    if (errors.has(index)) continue;
    const block = outputBlock(index, expression);
    text.push(block);
    for (let line = 0; line < block.split('\n').length - 1; line++) lines.push(index);
  }
  return { text: text.join(''), lines };
}

export function outputBlock(index: number, expression: string): string {
  return `output "o${index}" {\n  sensitive = true\n  value = ${expression}\n}\n`;
}

function results(json: string, count: number, errors: ReadonlyMap<number, string>): readonly OracleResult[] {
  const read = new JsonReader(json).read() ?? object(new Map());
  return Array.from({ length: count }, (_, index): OracleResult => {
    const message = errors.get(index);
    if (message !== undefined) return { kind: 'error', message };
    const change = at(read, 'output_changes', `o${index}`);
    return {
      kind: 'value',
      after: at(change, 'after'),
      unknown: at(change, 'after_unknown'),
      type: at(read, 'planned_values', 'outputs', `o${index}`, 'type'),
    };
  });
}

export function at(value: Cty | undefined, ...path: readonly string[]): Cty | undefined {
  let here = value;
  for (const step of path) here = here !== undefined && 'entries' in here ? here.entries.get(step) : undefined;
  return here;
}
