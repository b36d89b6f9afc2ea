import type { Module } from './syntax-tree.ts';

/** Something wrong with a policy, worded like the tool's other messages: lower case, the value given and the values allowed. */
export interface Problem {
  /** Relative to the root of the repository or of `policies/`. */
  readonly file: string;
  readonly line?: number;
  /** Name of the rule that found it; `opa` for OPA's own findings. */
  readonly rule: string;
  readonly what: string;
  readonly help?: string;
}

export function renderProblem(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  const help = problem.help === undefined ? '' : `\n  help: ${problem.help}`;
  return `${place}: ${problem.what} [${problem.rule}]${help}`;
}

export function at(module: Module, place: { readonly row: number } | undefined, rule: string, what: string): Problem {
  return { file: module.file, ...(place === undefined ? {} : { line: place.row }), rule, what };
}
