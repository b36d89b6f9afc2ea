import { diagnostic, StopError } from '../diagnostics/index.ts';
import { type Location, say } from '../model/index.ts';

const unknownFromThere = 'the value is unknown, and so is every verdict that rests on it';

/** A warning: the value is unknown, so what rests on it is undecided, and Terraform itself refuses to plan. */
export const cannotEvaluate = diagnostic('resolve/cannot-evaluate', {
  severity: 'warning',
  what: (message: string) => say`the expression cannot be evaluated: ${message}`,
  why: unknownFromThere,
  help: 'correct the expression; `terraform validate` shows the same place',
});

export const malformedTemplate = diagnostic('resolve/syntax', {
  severity: 'error',
  what: (message: string) => say`syntax error in a string: ${message}`,
  why: unknownFromThere,
  help: 'correct the syntax; `terraform validate` shows the same place',
});

export const referenceCycle = diagnostic('resolve/reference-cycle', {
  severity: 'error',
  what: (ring: string) => say`these refer to each other in a ring: ${ring}`,
  why: `Terraform refuses to plan a cycle; ${unknownFromThere}`,
  help: 'break the ring: let one of them not refer to the others',
});

export const invalidVariable = diagnostic('resolve/invalid-variable', {
  severity: 'error',
  what: (name: string, message: string) => say`the value of variable ${name} is not valid: ${message}`,
  why: 'Terraform refuses to plan with it',
  help: 'give a value that the type and the validation rules of the variable allow',
});

export const missingArgument = diagnostic('resolve/missing-argument', {
  severity: 'error',
  what: (call: string, variable: string) => say`${call} does not set ${variable}, which has no default`,
  why: `Terraform refuses to plan without it; ${unknownFromThere}`,
  help: 'set it in the module block, or give the variable a default',
});

export const invalidType = diagnostic('resolve/invalid-type', {
  severity: 'error',
  what: (name: string, message: string) => say`the type of variable ${name} cannot be read: ${message}`,
  why: 'Terraform refuses it; the value is taken as it is given, without conversion',
  help: 'write a type of Terraform, such as `list(string)` or `object({ name = string })`',
});

export const sensitiveOutput = diagnostic('resolve/sensitive-output', {
  severity: 'error',
  what: (name: string) => say`output ${name} has a sensitive value and does not say so`,
  why: 'Terraform refuses to plan an output of a root module that would show it',
  help: 'set `sensitive = true` in the output, or give it a value that is not sensitive',
});

export const ephemeralOutput = diagnostic('resolve/ephemeral-output', {
  severity: 'error',
  what: (name: string) => say`output ${name} has an ephemeral value`,
  why: 'Terraform refuses to keep it: outputs of a root module are written into the state, and those of others must be `ephemeral`',
  help: 'set `ephemeral = true` in the output of a module, or leave the value out',
});

export const brokenCondition = diagnostic('resolve/broken-condition', {
  severity: 'error',
  what: (address: string, message: string) => say`a condition of ${address} does not hold: ${message}`,
  why: 'Terraform refuses to plan',
  help: 'correct what the condition is about, or the condition',
});

export const failedCheck = diagnostic('resolve/failed-check', {
  severity: 'warning',
  what: (address: string, message: string) => say`an assertion of ${address} does not hold: ${message}`,
  why: 'Terraform warns of it, and deploys all the same',
  help: 'correct what the assertion is about, or the assertion',
});

export const wrongProviders = diagnostic('resolve/wrong-providers', {
  severity: 'error',
  what: (call: string, message: string) =>
    say`the providers of module ${call} are not complete or not right: ${message}`,
  why: 'Terraform refuses to plan: with which account and region the module works is not certain',
  help: 'pass every provider that the module asks for, by the name that it has here',
});

export const ephemeralArgument = diagnostic('resolve/ephemeral-argument', {
  severity: 'error',
  what: (address: string, name: string) => say`${name} of ${address} has an ephemeral value`,
  why: 'Terraform refuses to plan: only arguments that are not kept in the state may have one',
  help: 'use the write-only argument, such as `password_wo`, or a value that is not ephemeral',
});

export const wrongStatement = diagnostic('resolve/wrong-statement', {
  severity: 'error',
  what: (type: string, message: string) => say`a block ${type} is not valid: ${message}`,
  why: 'Terraform refuses to plan',
  help: 'correct or remove the block',
});

export const undeclared = diagnostic('resolve/undeclared', {
  severity: 'warning',
  what: (address: string) => say`${address} is referred to and not declared`,
  why: 'what rests on it holds only if it is declared somewhere else; Terraform refuses it',
  help: 'judge the whole folder, or declare it',
});

export const fileOutside = diagnostic('resolve/file-outside', {
  severity: 'warning',
  what: (path: string) => say`the file ${path} lies outside of the folders that this run may read`,
  why: unknownFromThere,
  help: 'name its folder on the command line as well',
});

export const fileMissing = diagnostic('resolve/file-missing', {
  severity: 'warning',
  what: (message: string) => say`a file cannot be read: ${message}`,
  why: `${unknownFromThere}; Terraform fails without the file`,
  help: 'build what makes the file before the check, or correct the path',
});

export const tooManyProblems = diagnostic('resolve/too-many-problems', {
  severity: 'error',
  what: (count: number) => say`${count} more problems were found in expressions`,
  why: 'they are not listed one by one',
  help: 'correct the ones that are listed first',
});

/** Modules that call each other twice, thirty levels deep, have a thousand million instances. */
export function tooManyInstances(most: number, location: Location): StopError {
  return new StopError(
    'resolve/too-many-instances',
    say`the configuration has more than ${most} instances of resources and modules`,
    'look at `count` and `for_each` here and in the modules around it, or judge its parts one by one',
    location,
  );
}
