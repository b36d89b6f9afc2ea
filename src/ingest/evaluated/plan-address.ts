/** `module.a["x"].module.b`: names of the calls, and each call with its key. */
export interface ModuleStep {
  readonly name: string;
  /** As written in the address, with brackets; empty for none. */
  readonly key: string;
}

const STEP = /module\.([^.[\]"]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.|$)/y;

/** The calls that lead to a module instance, outermost first; empty for the root module. */
export function moduleSteps(address: string): readonly ModuleStep[] {
  const steps: ModuleStep[] = [];
  STEP.lastIndex = 0;
  for (let found = STEP.exec(address); found !== null; found = STEP.exec(address)) {
    steps.push({ name: found[1] ?? '', key: found[2] ?? '' });
  }
  return steps;
}

export function moduleAddress(steps: readonly ModuleStep[]): string {
  return steps.map(({ name, key }) => `module.${name}${key}`).join('.');
}

/** An address inside a module. */
export function within(module: string, address: string): string {
  return module === '' ? address : `${module}.${address}`;
}

/** What a reference of a plan's configuration names. */
export type ReferenceTarget =
  | { readonly kind: 'resource'; readonly address: string; readonly attribute: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'output'; readonly call: ModuleStep; readonly name: string };

const RESOURCE = /^((?:data\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)\.(.+)$/;
const OUTPUT = /^module\.([A-Za-z_][\w-]*)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.([A-Za-z_][\w-]*)$/;
const VARIABLE = /^var\.([A-Za-z_][\w-]*)$/;
const OTHER = new Set(['var', 'local', 'module', 'each', 'count', 'path', 'terraform', 'self', 'ephemeral']);

/** Reads a reference such as `aws_kms_key.k.arn`; `undefined` for one that names no attribute, variable or output. */
export function referenceTarget(reference: string): ReferenceTarget | undefined {
  const [, variable] = VARIABLE.exec(reference) ?? [];
  if (variable !== undefined) return { kind: 'variable', name: variable };
  const [, call, key = '', output] = OUTPUT.exec(reference) ?? [];
  if (call !== undefined && output !== undefined) return { kind: 'output', call: { name: call, key }, name: output };
  const [, address, attribute] = RESOURCE.exec(reference) ?? [];
  if (address === undefined || attribute === undefined || OTHER.has(reference.split('.')[0] ?? '')) return undefined;
  return { kind: 'resource', address, attribute };
}
