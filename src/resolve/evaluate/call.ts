import type { Call, Span } from '../../syntax/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { asInPlan } from '../cty/in-plan.ts';
import type { Type } from '../cty/type.ts';
import {
  type Cty,
  DYNAMIC,
  HIDDEN,
  isDynamic,
  isWhole,
  marksOfTyped,
  marksWithin,
  OPEN,
  SETTLED,
  string,
  typeOf,
  UNSEEN,
  type UnknownValue,
  unknown,
  unknownFrom,
  unmarked,
  unmarkedDeep,
  withMarks,
} from '../cty/value.ts';
import { findFunction } from '../functions/index.ts';
import { FunctionError, type Parameter, type Specification } from '../functions/specification.ts';
import { type Context, EvaluationError, FileTrouble, fail } from './context.ts';
import { evaluate } from './evaluate.ts';
import { hostOf, withPiece } from './host-of.ts';
import { specialForms } from './special-forms.ts';
import type { World } from './world.ts';

export function evaluateCall(node: Call, context: Context): Cty {
  const name = node.name.replace(/^core::/, '');
  const special = specialForms.get(name);
  if (special !== undefined) return special(node, context);
  const value = evaluateFunction(node, name, context);
  noticeFiles(node, context);
  return value;
}

/** Says of files that may not be read where they are asked for. */
export function noticeFiles(node: Call, context: Context): void {
  for (const path of context.world.takeNotices()) {
    context.notices.push({ message: path, file: context.file, span: node.span, isFile: true });
  }
}

function evaluateFunction(node: Call, name: string, context: Context): Cty {
  const found = findFunction(name);
  if (found === undefined) return unknownFunction(name);
  const before = context.troubles.length;
  const values = evaluateArguments(node, context);
  // With an argument in trouble the function is not called at all: its complaint would only confuse.
  if (context.troubles.length > before) return unknown(DYNAMIC, 'an argument cannot be evaluated');
  if ('open' in values) return values.open;
  const value = callOrFail(name, found, values.known, { context, span: node.span });
  return value.kind === 'unknown' ? withHost(value, name, found, values.known, context.world) : value;
}

interface Place {
  readonly context: Context;
  readonly span: Span;
}

/**
 * Terraform's plan does not call a function of what it does not know, so that its result may be of no known type there; and where a
 * call fails for that alone, it has a type there all the same.
 */
function callOrFail(name: string, found: Specification, given: readonly Cty[], { context, span }: Place): Cty {
  const isSettled = given.some((value) => (marksWithin(value) & SETTLED) !== 0);
  if (!isSettled) return callFunction(name, found, given, context.world);
  const inPlan = callInPlan(found, given, context.world);
  try {
    const value = callFunction(name, found, given, context.world);
    if (inPlan === undefined || (value.marks & SETTLED) === 0) return value;
    return isDynamic(inPlan) ? withMarks(value, OPEN) : { ...value, marks: marksOfTyped(value.marks) };
  } catch (error) {
    if (!(error instanceof EvaluationError) || error instanceof FileTrouble || inPlan === undefined) throw error;
    fail(context, span, error.message);
    return unknown(typeOf(inPlan), `it cannot be evaluated: ${error.message}`);
  }
}

function callInPlan(found: Specification, given: readonly Cty[], world: World): Cty | undefined {
  try {
    return apply(found, given.map(asInPlan), world);
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof FunctionError || error instanceof ConversionError)
      return undefined;
    throw error;
  }
}

/** What a call that was given an attribute keeps of it: see `hostOf`. */
function withHost(value: UnknownValue, name: string, found: Specification, given: readonly Cty[], world: World): Cty {
  const [first, second] = given;
  if (name === 'split' && first?.kind === 'string' && second?.kind === 'unknown' && second.reference !== undefined)
    return { ...value, cut: { of: second.reference, by: first.value } };
  if (name === 'element' && first?.kind === 'unknown' && second?.kind === 'number')
    return withPiece(value, first, second);
  if (name !== 'trimprefix' && name !== 'replace') return value;
  if (first?.kind !== 'unknown' || first.reference === undefined) return value;
  const host = hostOf(first.reference, (text) => {
    const result = callInPlan(found, [string(text), ...given.slice(1)], world);
    return result?.kind === 'string' ? result.value : undefined;
  });
  return host === undefined ? value : { ...value, host };
}

function unknownFunction(name: string): Cty {
  if (!name.startsWith('provider::')) throw new EvaluationError(`there is no function ${name}`);
  return unknownFrom(DYNAMIC, [providerFunction(name)]);
}

function providerFunction(name: string): UnknownValue {
  return { kind: 'unknown', type: DYNAMIC, marks: 0, reason: `the function ${name} runs in the provider` };
}

/** `open` when the number of arguments is not known. */
type Arguments = { readonly known: readonly Cty[] } | { readonly open: Cty };

function evaluateArguments(node: Call, context: Context): Arguments {
  const values = node.arguments.map((argument) => evaluate(argument, context));
  if (!node.expandFinal) return { known: values };
  const final = values.pop();
  if (final === undefined || final.kind === 'null') throw new EvaluationError('the expanded final argument is null');
  if (final.kind === 'unknown') return { open: withMarks(unknownFrom(DYNAMIC, [final]), final.marks) };
  if (!('items' in final)) throw new EvaluationError('the expanded final argument is no list, set or tuple');
  const items = final.marks === 0 ? final.items : final.items.map((item) => withMarks(item, final.marks));
  return { known: [...values, ...items] };
}

/** Applies a function to arguments, with Terraform's rules for nulls, unknowns and marks. Throws `EvaluationError`. */
function callFunction(name: string, found: Specification, given: readonly Cty[], world: World): Cty {
  try {
    return apply(found, given, world);
  } catch (error) {
    if (error instanceof EvaluationError && given.some(isHidden)) throw withoutValues(name, error);
    if (error instanceof FunctionError || error instanceof ConversionError) {
      if (given.some(isHidden)) throw new EvaluationError(hiddenTrouble(name));
      throw new EvaluationError(`${name}: ${error.message}`);
    }
    throw error;
  }
}

function isHidden(value: Cty): boolean {
  return (marksWithin(value) & HIDDEN) !== 0;
}

function withoutValues(name: string, error: EvaluationError): EvaluationError {
  return error instanceof FileTrouble ? new FileTrouble(hiddenTrouble(name)) : new EvaluationError(hiddenTrouble(name));
}

/** What is wrong may quote the argument. */
function hiddenTrouble(name: string): string {
  return `${name} fails, and an argument is sensitive, so that no more can be told`;
}

function apply(found: Specification, given: readonly Cty[], world: World): Cty {
  checkCount(found, given.length);
  if (!found.shallow) {
    world.walk(...given);
    world.read(...given);
  }
  const parameters = given.map((_, index) => found.parameters[index] ?? found.rest ?? { type: DYNAMIC });
  const values = given.map((raw, index) => converted(raw, parameters[index], index));
  const marks = values.reduce((all, value, index) => all | marksOfResult(value, parameters[index]), 0);
  const plain = values.map((value, index) => seen(value, parameters[index]));
  const untyped = hasUntyped(plain, parameters);
  const type = untyped ? DYNAMIC : typeof found.type === 'function' ? found.type(plain) : found.type;
  const open = plain.some((value, index) => value.kind === 'unknown' && !parameters[index]?.unknown);
  if (!open && !untyped) {
    return withMarks(called(found.call(plain, type, world), plain), marks);
  }
  // What is inside a result that is not known has no place but the result.
  return withMarks(
    unresolved(found, plain, type),
    plain.reduce((all, value) => all | marksWithin(value), marks),
  );
}

/** What is known whatever an argument turns out to be is not always known to Terraform. */
function called(result: Cty, values: readonly Cty[]): Cty {
  return isWhole(result) && values.some(({ kind }) => kind === 'unknown') ? withMarks(result, SETTLED) : result;
}

function marksOfResult(value: Cty, parameter: Parameter | undefined): number {
  if (parameter?.marked) return 0;
  return parameter?.inside ? value.marks : marksWithin(value);
}

function seen(value: Cty, parameter: Parameter | undefined): Cty {
  if (parameter?.marked) return value;
  return parameter?.inside ? unmarked(value) : unmarkedDeep(value);
}

/** Arguments are looked at in order: one of unknown type hides what is wrong with those after it. */
function hasUntyped(values: readonly Cty[], parameters: readonly Parameter[]): boolean {
  for (const [index, value] of values.entries()) {
    const parameter = parameters[index];
    if (value.kind === 'null' && !parameter?.null) throw new FunctionError(`argument ${index + 1} is null`);
    if (isDynamic(value) && !parameter?.dynamic && !(parameter?.unseen && typeOf(value) === UNSEEN)) return true;
  }
  return false;
}

function unresolved(found: Specification, values: readonly Cty[], type: Type): Cty {
  const notNull = found.nullable || type.kind === 'dynamic' ? {} : { notNull: true as const };
  return unknownFrom(type, values, notNull);
}

function converted(raw: Cty, parameter: Parameter | undefined, index: number): Cty {
  try {
    return convert(raw, parameter?.type ?? DYNAMIC);
  } catch (error) {
    if (error instanceof ConversionError) throw new FunctionError(`argument ${index + 1}: ${error.message}`);
    throw error;
  }
}

function checkCount(found: Specification, count: number): void {
  const least = found.parameters.length;
  const wanted = `${least} ${least === 1 ? 'argument' : 'arguments'}`;
  if (count < least) throw new FunctionError(`takes ${found.rest ? 'at least ' : ''}${wanted}, not ${count}`);
  if (found.rest === undefined && count > least) throw new FunctionError(`takes ${wanted}, not ${count}`);
}
