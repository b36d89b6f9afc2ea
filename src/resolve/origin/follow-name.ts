import { type InstanceKey, keyText, SINGLE } from '../graph/repetition.ts';
import { follow, followElement, type Steps } from './follow.ts';
import { followBody } from './follow-body.ts';
import { memberOf } from './member-of.ts';
import type { Place } from './surroundings.ts';
import { type Bound, evaluated, type Surroundings, surroundingsIn, surroundingsOf } from './surroundings.ts';

/** Far more than any configuration hands a value on. */
const MOST_HOPS = 200;

/** `var.x`, `local.x`, `each.value`, `module.m.x`, `aws_vpc.v.x`, the variable of a loop: on to what it stands for. */
export function followName(root: string, steps: Steps, around: Surroundings): Place | undefined {
  const hops = around.hops + 1;
  if (hops > MOST_HOPS) return undefined;
  const bound = around.bound?.get(root);
  if (bound !== undefined) return followBound(bound, steps);
  const [name, ...rest] = steps;
  if (typeof name !== 'string') return undefined;
  const { scope } = around;
  switch (root) {
    case 'var':
      return followVariable(name, rest, { scope, hops });
    case 'local': {
      const local = scope.index.locals.get(name);
      return local && follow({ expression: local.value, around: plain({ scope, hops }, local.file) }, rest);
    }
    case 'each':
      return followEach(name, rest, around);
    case 'module':
      return followOutput(name, rest, { scope, hops });
    case 'data':
      return followResource('data', name, rest, { scope, hops });
    default:
      return followResource('managed', root, steps, { scope, hops });
  }
}

/** A module instance, and how many names led into it. */
type Reached = Pick<Surroundings, 'scope' | 'hops'>;

function plain({ scope, hops }: Reached, file: Surroundings['file']): Surroundings {
  return { scope, file, hops, repetition: SINGLE };
}

function followBound(bound: Bound, [first, ...rest]: Steps): Place | undefined {
  if (bound.as === 'value') return followElement(bound, first === undefined ? [] : [first, ...rest]);
  return bound.as === 'iterator' && first === 'value' ? followElement(bound, rest) : undefined;
}

function followEach(name: string, rest: Steps, { forEach, repetition }: Surroundings): Place | undefined {
  const { each } = repetition;
  if (forEach === undefined || each === undefined) return undefined;
  if (name === 'value') return followElement({ collection: forEach, ...each }, rest);
  return evaluated(forEach)?.kind === 'set' ? memberOf(forEach, each.key) : undefined;
}

/** What the caller gives, or the user; else the default. A null given to what cannot be null counts as nothing. */
function followVariable(name: string, steps: Steps, reached: Reached): Place | undefined {
  const node = reached.scope.variable(name);
  if (node === undefined) return undefined;
  const given = givenTo(name, reached);
  if (given === 'as text') return undefined;
  const isNothing = given === undefined || (!node.declaration.nullable && evaluated(given)?.kind === 'null');
  if (!isNothing) return follow(given, steps);
  const { default: fallback } = node.declaration;
  return fallback && follow({ expression: fallback, around: plain(reached, node.block.body.file) }, steps);
}

function givenTo(name: string, reached: Reached): Place | 'as text' | undefined {
  const { caller, stack } = reached.scope;
  if (caller !== undefined) {
    const argument = caller.call.body.attributes.get(name);
    if (argument === undefined) return undefined;
    const around = surroundingsOf(caller, reached.hops);
    return { expression: argument.value, around: { ...around, file: argument.file ?? around.file } };
  }
  const given = stack.source.variables.get(name)?.value;
  if (given === undefined) return undefined;
  return 'text' in given ? 'as text' : { expression: given.expression, around: plain(reached, given.file) };
}

function followOutput(name: string, steps: Steps, { scope, hops }: Reached): Place | undefined {
  const call = scope.call(name);
  if (call === undefined) return undefined;
  const { key, rest } = keyOf(steps, call.call.body.attributes);
  const child = call.children.find(({ caller }) => keyText(caller?.repetition.key) === key);
  const [output, ...further] = rest;
  const block = typeof output === 'string' ? child?.index.outputs.get(output) : undefined;
  const value = block?.body.attributes.get('value');
  if (child === undefined || block === undefined || value === undefined) return undefined;
  return follow(
    { expression: value.value, around: plain({ scope: child, hops }, value.file ?? block.body.file) },
    further,
  );
}

function followResource(
  mode: 'managed' | 'data',
  type: string,
  steps: Steps,
  { scope, hops }: Reached,
): Place | undefined {
  const [name, ...afterName] = steps;
  const node = typeof name === 'string' ? scope.resource(mode, type, name) : undefined;
  if (node === undefined) return undefined;
  const { body } = node.block;
  const { key, rest } = keyOf(afterName, body.attributes);
  const instance = node.instances.find(({ repetition }) => keyText(repetition.key) === key);
  return instance && followBody(body, rest, surroundingsIn(body, scope, instance.repetition, hops));
}

/** The first step is a key where the block has `count` or `for_each`. */
function keyOf(steps: Steps, attributes: ReadonlyMap<string, unknown>): { readonly key: string; readonly rest: Steps } {
  if (!attributes.has('count') && !attributes.has('for_each')) return { key: '', rest: steps };
  const [step, ...rest] = steps;
  const key: InstanceKey =
    typeof step === 'number' ? { kind: 'index', index: step } : { kind: 'name', name: String(step) };
  return { key: keyText(key), rest };
}
