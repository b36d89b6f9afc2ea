/**
 * Holds the paths that a policy gives to `data.lib.attribute` and writes as evidence against the provider's schema: an attribute
 * that no resource has is never set, and a policy that looks for it fails or passes everything.
 */
import { type AttributeType, type Shape, shapeOf } from '../../aws/provider-schema.ts';
import { at, type Problem } from './problem.ts';
import { asCall, isTerm, type Module, nodesOf, objectMembers, refSteps, ruleName, type Term } from './syntax-tree.ts';

/** `*` stands for a step that is not a constant. */
type Steps = readonly (string | number | '*')[];

export function* findPathProblems(module: Module): Generator<Problem> {
  const types = typesOf(module);
  if (types.length === 0) return;
  const shapes = types.flatMap(({ type, mode }) => shapeOf(type, mode) ?? []);
  for (const path of pathsOf(module)) {
    const steps = stepsOf(path);
    if (steps === undefined || typeof steps[0] !== 'string' || steps[0] === '*') continue;
    if (shapes.some((shape) => leads(shape, steps))) continue;
    const names = types.map(({ type }) => type).join(', ');
    yield at(module, path.location, 'attribute-path', `no attribute ${steps.join('.')} in ${names}`);
  }
}

interface TypeName {
  readonly type: string;
  readonly mode: 'managed' | 'data';
}

/** The types that the policy reads itself. One that also reads analyses points at others too, so none is returned for it. */
function typesOf(module: Module): TypeName[] {
  const found = new Map<string, TypeName>();
  for (const node of nodesOf(module.rules)) {
    const [root, kind, type = '*'] = refSteps(node) ?? [];
    if (root !== 'input') continue;
    if ((kind !== 'resources' && kind !== 'data') || type === '*') return [];
    found.set(`${kind}.${type}`, { type, mode: kind === 'data' ? 'data' : 'managed' });
  }
  return [...found.values()];
}

/** Second arguments of the attribute library, and the `path` of evidence; a private rule stands for its value. */
function pathsOf(module: Module): Term[] {
  const alias = module.imports.find(({ path }) => path.join('.') === 'data.lib.attribute')?.alias;
  const found: (Term | undefined)[] = [];
  for (const node of nodesOf(module.rules)) {
    const call = asCall(node);
    if (call !== undefined && call.operator[0] === alias && isTerm(call.args[1])) found.push(call.args[1]);
    const members = objectMembers(node);
    if (members?.has('resource') === true) found.push(members.get('path'));
  }
  return found.flatMap((term) => (term === undefined ? [] : valuesOf(module, term)));
}

function valuesOf(module: Module, term: Term): Term[] {
  if (term.type !== 'var') return [term];
  const named = module.rules.filter((rule) => ruleName(rule) === term.value && rule.head.args === undefined);
  return named.flatMap(({ head }) => head.value ?? []);
}

function stepsOf(path: Term): Steps | undefined {
  if (path.type !== 'array' || !Array.isArray(path.value)) return undefined;
  return (path.value as Term[]).map(({ type, value }) => {
    if (type === 'string') return String(value);
    return type === 'number' ? Number(value) : '*';
  });
}

function leads(shape: Shape, steps: Steps): boolean {
  const [name, ...rest] = steps;
  if (name === undefined || name === '*') return true;
  const type = typeof name === 'string' ? shape.get(name) : undefined;
  return type !== undefined && leadsInto(type, rest);
}

function leadsInto(type: AttributeType, steps: Steps): boolean {
  const [step, ...rest] = steps;
  if (step === undefined || type === 'any') return true;
  if (typeof type === 'string') return false;
  if (type.nesting !== 'map' && typeof step === 'string' && step !== '*') return false;
  return typeof type.of === 'string' ? leadsInto(type.of, rest) : leads(type.of, rest);
}
