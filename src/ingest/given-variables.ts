import { nearest } from '../diagnostics/index.ts';
import { type Body, type BodyAttribute, jsonBody, locate, notConstant } from '../syntax/index.ts';
import type { GivenVariable, Module, SourceStack } from './configuration.ts';
import {
  badVariable,
  blockInVariableFile,
  malformedJson,
  noSuchVariableFile,
  onlyConstants,
  undeclaredOnCommandLine,
  undeclaredVariable,
} from './diagnostics.ts';
import { isJsonObject } from './json-access.ts';
import { joinPath } from './paths.ts';
import type { Reading } from './reading.ts';

/** What the command line gives to root variables, in its order: a later one wins. */
type VariableOption = { readonly assignment: string } | { readonly file: string };

export interface VariableOptions {
  /** `--var name=value` and `--var-file`. */
  readonly given?: readonly VariableOption[];
  /** From `TF_VAR_<name>`, where the user asked for it: name to text. */
  readonly environment?: ReadonlyMap<string, string>;
}

type Given = ReadonlyMap<string, GivenVariable>;

/** Reads what the command line gives, once for all stacks. */
export function commandLineVariables(reading: Reading, options: VariableOptions): Given {
  const given = new Map<string, GivenVariable>();
  for (const option of options.given ?? []) {
    if ('file' in option) {
      const body = variableFile(reading, option.file);
      if (body === 'missing') throw noSuchVariableFile(option.file);
      if (body !== undefined) addAll(given, body, option.file);
    } else {
      const [name, text] = split(option.assignment);
      given.set(name, { value: { text }, from: `--var ${name}` });
    }
  }
  return given;
}

/**
 * The values of a root module's variables, in Terraform's order of precedence, the last one winning: environment,
 * `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` by name, then the command line.
 */
export function rootVariables(
  reading: Reading,
  module: Module,
  files: readonly string[],
  commandLine: Given,
  options: VariableOptions,
): Given {
  const declared = new Set(module.variables.map(({ name }) => name));
  const given = new Map<string, GivenVariable>();
  for (const [name, text] of options.environment ?? []) {
    if (declared.has(name)) given.set(name, { value: { text }, from: `TF_VAR_${name}` });
  }
  for (const name of automaticFiles(files)) {
    const path = joinPath(module.folder, name);
    const body = variableFile(reading, path);
    if (body === undefined || body === 'missing') continue;
    for (const attribute of body.attributes.values()) {
      if (declared.has(attribute.name)) continue;
      const location = locate(body.file, attribute.nameSpan);
      reading.report(undeclaredVariable({ location }, attribute.name, path));
    }
    addAll(given, body, path);
  }
  for (const [name, value] of commandLine) if (declared.has(name)) given.set(name, value);
  return given;
}

/**
 * Terraform refuses `--var` for a variable that is not declared, and warns of a name in a file; with several stacks one of them must
 * declare it.
 */
export function checkCommandLine(
  reading: Reading,
  stacks: readonly SourceStack[],
  options: VariableOptions,
  commandLine: Given,
): void {
  const declared = new Set(stacks.flatMap(({ module }) => module.variables.map(({ name }) => name)));
  for (const option of options.given ?? []) {
    if ('file' in option) continue;
    const [name] = split(option.assignment);
    if (!declared.has(name)) throw undeclaredOnCommandLine(name, nearest(name, declared) ?? '');
  }
  for (const [name, { value, from }] of commandLine) {
    if (declared.has(name) || !('expression' in value)) continue;
    reading.report(undeclaredVariable({ location: locate(value.file, value.expression.span) }, name, from));
  }
}

function automaticFiles(names: readonly string[]): readonly string[] {
  const present = new Set(names);
  const fixed = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => present.has(name));
  return [...fixed, ...names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)).sort()];
}

/** The assignments of a variable file; `undefined` when it was reported as unreadable. Its strings are no templates in JSON. */
function variableFile(reading: Reading, path: string): Body | 'missing' | undefined {
  const file = reading.source(path);
  if (file === 'missing') return 'missing';
  if (file === 'refused') return undefined;
  if (path.endsWith('.json')) {
    const value = reading.json(file, false);
    if (isJsonObject(value)) return jsonBody(file, value, [], () => false);
    if (value !== undefined) {
      const location = locate(file, { start: 0, end: 0 });
      reading.report(malformedJson({ location }, path, 'a variable file is an object of names and values'));
    }
    return undefined;
  }
  const body = reading.hcl(file);
  for (const block of body.blocks) reading.report(blockInVariableFile({ location: locate(file, block.span) }, path));
  for (const { name, value } of body.attributes.values()) {
    const found = notConstant(value);
    if (found === undefined) continue;
    reading.report(onlyConstants({ location: locate(file, found.expression.span) }, name, found.kind));
  }
  return body;
}

function addAll(given: Map<string, GivenVariable>, body: Body, from: string): void {
  const asGiven = ({ value }: BodyAttribute): GivenVariable => ({
    value: { expression: value, file: body.file },
    from,
  });
  for (const attribute of body.attributes.values()) given.set(attribute.name, asGiven(attribute));
}

function split(assignment: string): readonly [string, string] {
  const at = assignment.indexOf('=');
  const name = assignment.slice(0, Math.max(at, 0));
  // As in Terraform: what the blank is meant for, the name or the value, nobody can say.
  if (name === '' || name !== name.trim()) throw badVariable();
  return [name, assignment.slice(at + 1)];
}
