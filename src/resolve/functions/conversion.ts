import { convert } from '../cty/convert.ts';
import { BOOL, isCollection, listOf, mapOf, NUMBER, STRING, setOf, type Type } from '../cty/type.ts';
import {
  bool,
  type Cty,
  DYNAMIC,
  EPHEMERAL,
  nullOf,
  SENSITIVE,
  typeOf,
  unknownFrom,
  unmarked,
  withMarks,
} from '../cty/value.ts';
import { argument, type Specification } from './specification.ts';

const raw = { type: DYNAMIC, unknown: true, dynamic: true, null: true, marked: true } as const;

function conversion(type: Type): Specification {
  return { parameters: [raw], type, nullable: true, call: (values) => converted(argument(values, 0), type) };
}

/** Of an unknown Terraform forgets what its elements are; of an attribute of a resource we keep which one it is. */
function converted(value: Cty, type: Type): Cty {
  const result = convert(value, type);
  const forgets = result.kind === 'unknown' && result.reference === undefined && isCollection(type);
  return forgets ? { ...result, type } : result;
}

export const conversionFunctions: Readonly<Record<string, Specification>> = {
  tostring: conversion(STRING),
  tonumber: conversion(NUMBER),
  tobool: conversion(BOOL),
  tolist: conversion(listOf(DYNAMIC)),
  toset: conversion(setOf(DYNAMIC)),
  tomap: conversion(mapOf(DYNAMIC)),
  sensitive: {
    ...passing((value) => value),
    call: (values, _type, world) => {
      const value = argument(values, 0);
      world.secrets.add(value);
      return withMarks(value, SENSITIVE);
    },
  },
  nonsensitive: passing((value) => withMarks(unmarked(value), value.marks & ~SENSITIVE)),
  ephemeralasnull: passing((value) => ((value.marks & EPHEMERAL) === 0 ? value : nullOf(typeOf(value)))),
  issensitive: {
    parameters: [raw],
    type: BOOL,
    shallow: true,
    call: (values) => {
      const value = argument(values, 0);
      if ((value.marks & SENSITIVE) !== 0) return bool(true);
      return value.kind === 'unknown' ? unknownFrom(BOOL, [value], { notNull: true }) : bool(false);
    },
  },
};

function passing(change: (value: Cty) => Cty): Specification {
  return {
    parameters: [raw],
    type: DYNAMIC,
    nullable: true,
    shallow: true,
    call: (values) => change(argument(values, 0)),
  };
}
