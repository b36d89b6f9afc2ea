import type { Splat } from '../../syntax/index.ts';
import { listOf, type Type } from '../cty/type.ts';
import {
  type Cty,
  DYNAMIC,
  EMPTY_TUPLE,
  list,
  tuple,
  typeOf,
  UNSEEN,
  type UnknownValue,
  unknown,
  withMarks,
} from '../cty/value.ts';
import { bind, type Context, EvaluationError } from './context.ts';
import { evaluate } from './evaluate.ts';

/** The name under which the expression after `[*]` sees the element. */
const ELEMENT = '';

/** `of[*].a.b`: over the elements of a sequence; what is no sequence counts as one of one element, or of none where it is null. */
export function evaluateSplat(node: Splat, context: Context): Cty {
  const before = context.troubles.length;
  const source = evaluate(node.of, context);
  const isTroubled = context.troubles.length > before;
  const splat = overEach(node, source, context);
  return isTroubled ? unknown(DYNAMIC, 'what is before the splat cannot be evaluated') : splat;
}

function overEach(node: Splat, source: Cty, context: Context): Cty {
  const type = typeOf(source);
  const each = (item: Cty) => evaluate(node.each, bind(context, ELEMENT, item));
  const sequence = type.kind === 'tuple' || type.kind === 'list' || type.kind === 'set';
  if (source.kind === 'null') {
    if (sequence) throw new EvaluationError('a null sequence has no elements');
    return withMarks(EMPTY_TUPLE, source.marks);
  }
  if (source.kind === 'unknown') {
    // A single resource counts as a sequence of itself.
    const splat =
      source.instance === undefined || source.instance.many ? unknownSplat(source, type, each) : tuple([each(source)]);
    return withMarks(splat, source.marks);
  }
  const before = context.troubles.length;
  const given = sequence && 'items' in source ? source.items : [source];
  const items = given.map(each);
  if (context.troubles.length > before) return troubled(source, context, each);
  if (source.kind !== 'list' && source.kind !== 'set') return tuple(items, source.marks);
  return list(elementType(items, source.element, each), items, source.marks);
}

/** With one element in trouble only the type is left: that of what each element gives where nothing of it is known but its type. */
function troubled(source: Cty, context: Context, each: (item: Cty) => Cty): Cty {
  const type = typeOf(source);
  const before = context.troubles.length;
  const typeOfEach = (element: Type): Type => typeOf(each(unknown(element, 'it cannot be evaluated')));
  const result: Type =
    type.kind === 'list' || type.kind === 'set'
      ? listOf(typeOfEach(type.element))
      : { kind: 'tuple', elements: (type.kind === 'tuple' ? type.elements : [type]).map(typeOfEach) };
  context.troubles.splice(before);
  return withMarks(unknown(result, 'an element cannot be evaluated'), source.marks);
}

function elementType(items: readonly Cty[], element: Type, each: (item: Cty) => Cty): Type {
  const [first] = items;
  return typeOf(first ?? each(unknown(element, 'the sequence is empty')));
}

function unknownSplat(source: UnknownValue, type: Type, each: (item: Cty) => Cty): Cty {
  const { reason } = source;
  if (type === UNSEEN) return unknown(UNSEEN, reason);
  if (type.kind === 'dynamic') return unknown(DYNAMIC, reason);
  if (type.kind !== 'list' && type.kind !== 'set' && type.kind !== 'tuple') {
    const one = tuple([each(source)]);
    // One that may be null may be a sequence of none.
    return source.notNull ? one : unknown(DYNAMIC, reason);
  }
  if (type.kind === 'tuple') {
    return tuple(type.elements.map((element) => each(unknown(element, reason))));
  }
  const inner = typeOf(each(unknown(type.element, reason)));
  return unknown(listOf(inner), reason, {
    notNull: true,
    ...(source.leastLength === undefined ? {} : { leastLength: source.leastLength }),
    ...(source.mostLength === undefined ? {} : { mostLength: source.mostLength }),
  });
}
