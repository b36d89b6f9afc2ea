/** What `ingest` has to say, and nowhere else. */
import { type Diagnostic, diagnostic, StopError } from '../diagnostics/index.ts';
import { say, type Text, words } from '../model/index.ts';

const UNREAD = 'what stands there is not judged, so nothing can be said of it';
const REFUSED = 'Terraform refuses the configuration, so what would be deployed is not certain';
const UNKNOWN_MODULE = 'what the module declares is not judged, and everything that comes out of it is unknown';

export const syntaxError = diagnostic('ingest/syntax', {
  severity: 'error',
  what: (message: string) => say`syntax error: ${message}`,
  why: UNREAD,
  help: 'correct the syntax; `terraform validate` shows the same place',
});

export const malformedJson = diagnostic('ingest/malformed-json', {
  severity: 'error',
  what: (path: string, message: string) => say`${path} is not valid JSON: ${message}`,
  why: UNREAD,
  help: 'write the file again with the tool that made it',
});

export const repeatedKey = diagnostic('ingest/repeated-key', {
  severity: 'error',
  what: (message: string) => say`${message}`,
  why: 'readers of JSON differ in which of the values they take',
  help: 'keep one of them',
});

export const joinedKey = diagnostic('ingest/joined-key', {
  severity: 'warning',
  what: (message: string) => say`${message}; the values are taken as one list`,
  why: 'Terraform joins repeated blocks of its JSON syntax, and refuses a repeated argument',
  help: 'put the values under one key',
});

export const unreadableFile = diagnostic('ingest/unreadable-file', {
  severity: 'error',
  what: (path: string, why: string) => say`${path} cannot be read: ${why}`,
  why: UNREAD,
  help: 'write the file as UTF-8',
});

/** A file that is there and cannot be opened, in the words of whoever tried. */
export function unopenedFile({ code, what, help, location }: StopError, file: string): Diagnostic {
  return { id: code, severity: 'error', what, why: UNREAD, help, location: location ?? { file } };
}

export const vanishedFile = diagnostic('ingest/vanished-file', {
  severity: 'error',
  what: (path: string) => say`${path} is listed in its folder and cannot be opened`,
  why: UNREAD,
  help: 'check that the file is readable and no broken link',
});

export const shadowedFile = diagnostic('ingest/shadowed-file', {
  severity: 'warning',
  what: (name: string, by: string) => say`${name} was not read: OpenTofu reads ${by} in its place`,
  why: 'Terraform reads the other way round, and what it would deploy is not judged',
  help: 'where Terraform is used, judge the folder without files that end in .tofu',
});

export const outsideFolders = diagnostic('ingest/outside', {
  severity: 'error',
  what: (path: string) => say`${path} lies outside the folders that were given, and was not read`,
  why: UNREAD,
  help: 'name the folder above it on the command line, too',
});

export const unknownBlock = diagnostic('ingest/unknown-block', {
  severity: 'error',
  what: (type: string, nearest: string) =>
    nearest === ''
      ? say`there is no block ${type} in Terraform's language`
      : say`there is no block ${type}; did you mean ${nearest}?`,
  why: REFUSED,
  help: 'correct the name of the block',
});

export const unknownArgument = diagnostic('ingest/unknown-argument', {
  severity: 'error',
  what: (name: string) => say`the argument ${name} stands outside of any block`,
  why: REFUSED,
  help: 'move it into the block that it belongs to; a value of your own belongs into `locals`',
});

export const wrongLabels = diagnostic('ingest/wrong-labels', {
  severity: 'error',
  what: (type: string, found: number, wanted: number) =>
    say`a block ${type} has ${wanted} labels, and this one has ${found}`,
  why: UNREAD,
  help: 'write for example: resource "aws_s3_bucket" "logs" { ... }',
});

export const notABlock = diagnostic('ingest/not-a-block', {
  severity: 'error',
  what: (what: string, found: string) => say`${what} must be an object or an array of objects, not ${found}`,
  why: UNREAD,
  help: 'see "JSON Configuration Syntax" in the documentation of Terraform',
});

export const badName = diagnostic('ingest/bad-name', {
  severity: 'error',
  what: (name: string) => say`${name} is no name: a name has letters, digits, - and _, and starts with a letter or _`,
  why: REFUSED,
  help: 'rename it',
});

export const unexpectedInBlock = diagnostic('ingest/unexpected-in-block', {
  severity: 'error',
  what: (kind: 'argument' | 'block', name: string, type: string, meant: string) => {
    const what = kind === 'argument' ? say`${type} has no argument ${name}` : say`${type} has no block ${name}`;
    return meant === '' ? what : [...what, '; did you mean ', { data: meant }, '?'];
  },
  why: REFUSED,
  help: 'correct the name, or remove it',
});

export const incompleteBlock = diagnostic('ingest/incomplete-block', {
  severity: 'error',
  what: (type: string, name: string) => say`${type} lacks ${name}`,
  why: REFUSED,
  help: 'add it',
});

export const writtenTwice = diagnostic('ingest/written-twice', {
  severity: 'error',
  what: (inner: string, type: string) => say`${type} has more than one ${inner}`,
  why: REFUSED,
  help: 'keep one of them',
});

export const mixedRepetition = diagnostic('ingest/mixed-repetition', {
  severity: 'error',
  what: () => words('`count` and `for_each` stand in one block'),
  why: REFUSED,
  help: 'keep one of them',
});

export const onlyConstants = diagnostic('ingest/only-constants', {
  severity: 'error',
  what: (name: string, found: 'name' | 'call') =>
    found === 'name' ? say`${name} may not refer to anything` : say`${name} may not call a function`,
  why: REFUSED,
  help: 'write the value itself, or compute it in `locals`',
});

export const noList = diagnostic('ingest/no-list', {
  severity: 'error',
  what: (name: string) => say`${name} must be written as a list`,
  why: 'Terraform reads it before anything is evaluated, and refuses what is computed',
  help: 'write the addresses between [ and ]',
});

export const reservedName = diagnostic('ingest/reserved-name', {
  severity: 'error',
  what: (name: string) => say`no variable can be called ${name}, which has a meaning of its own in a module block`,
  why: REFUSED,
  help: 'rename it',
});

export const notOverridable = diagnostic('ingest/not-overridable', {
  severity: 'error',
  what: (what: string) => say`an override file may not contain ${what}`,
  why: REFUSED,
  help: 'write it in a file that is no override file',
});

export const declaredAgain = diagnostic('ingest/declared-again', {
  severity: 'error',
  what: (what: string, later: string) => say`${what} is declared a second time at ${later}`,
  why: 'Terraform refuses the configuration; only this declaration is judged',
  help: 'rename or remove one of them',
});

export const declaredTwice = diagnostic('ingest/declared-twice', {
  severity: 'error',
  what: (what: string, earlier: string) => say`${what} is declared twice; the first declaration is at ${earlier}`,
  why: 'Terraform refuses the configuration; the second declaration is not judged',
  help: 'rename or remove one of them',
});

export const nothingToOverride = diagnostic('ingest/nothing-to-override', {
  severity: 'error',
  what: (what: string) => say`this override file declares ${what}, which no other file declares`,
  why: REFUSED,
  help: 'declare it in a file that is no override file',
});

export const moduleCycle = diagnostic('ingest/module-cycle', {
  severity: 'error',
  what: (name: string, why: string) => say`module ${name} was not read: ${why}`,
  why: UNKNOWN_MODULE,
  help: 'break the ring',
});

export const moduleNotRead = diagnostic('ingest/module-not-read', {
  severity: 'warning',
  what: (name: string, why: string) => say`module ${name} was not read: ${why}`,
  why: UNKNOWN_MODULE,
  help: 'run `terraform init` or `terraform get` in the folder of the stack, or judge the plan',
});

export const moduleMissing = diagnostic('ingest/module-missing', {
  severity: 'error',
  what: (name: string, why: string) => say`module ${name} was not read: ${why}`,
  why: UNKNOWN_MODULE,
  help: 'correct its `source`',
});

export const localVersion = diagnostic('ingest/local-version', {
  severity: 'error',
  what: (name: string) => say`module ${name} has a version, and its source is a folder`,
  why: REFUSED,
  help: 'remove the version: only modules of a registry have one',
});

export const unexpectedInCall = diagnostic('ingest/unexpected-in-call', {
  severity: 'error',
  what: (call: string, name: string, meant: string) => {
    const what = say`module ${call} is given ${name}, for which it has no variable`;
    return meant === '' ? what : [...what, '; did you mean ', { data: meant }, '?'];
  },
  why: REFUSED,
  help: 'correct the name, or declare the variable in the module',
});

export const moduleOutside = diagnostic('ingest/module-outside', {
  severity: 'error',
  what: (name: string, why: string) => say`module ${name} was not read: ${why}`,
  why: UNKNOWN_MODULE,
  help: 'name the folder of the module as well, as in `sallyport check examples/complete .`, or judge a folder that holds both',
});

export const badModuleManifest = diagnostic('ingest/module-manifest', {
  severity: 'warning',
  what: (path: string) => say`${path} does not list modules in the form that Terraform writes`,
  why: 'modules from a registry or from git cannot be found without it',
  help: 'run `terraform init` again',
});

export const blockInVariableFile = diagnostic('ingest/block-in-variable-file', {
  severity: 'error',
  what: (path: string) => say`${path} gives values to variables and may not contain blocks`,
  why: 'Terraform refuses the file',
  help: 'write name = value, one on a line',
});

export const undeclaredVariable = diagnostic('ingest/undeclared-variable', {
  severity: 'warning',
  what: (name: string, from: string) => say`${from} gives a value to the variable ${name}, which is not declared`,
  why: 'the value has no effect',
  help: 'correct the name, or declare the variable',
});

export const stackFileMissing = diagnostic('ingest/stack-file-missing', {
  severity: 'error',
  what: (name: string, path: string) =>
    say`the manifest names ${path} for the stack ${name}, and there is no such file`,
  why: 'the stack is not judged',
  help: 'synthesize the app again',
});

export const unreadInput = diagnostic('ingest/unread-input', {
  severity: 'error',
  what: (path: string, why: string) => say`${path} was not read: ${why}`,
  why: 'it is not judged',
  help: 'give a folder with Terraform files, a cdktf.out folder, or a plan written by `terraform show -json`',
});

const MOST_NAMED = 5;

export const otherFolders = diagnostic('ingest/other-folders', {
  severity: 'note',
  what: (folder: string, others: readonly string[]) => {
    const named = others.slice(0, MOST_NAMED).join(', ');
    const more = others.length - MOST_NAMED;
    return more > 0
      ? say`${folder} does not call the Terraform files in ${named} and ${more} more`
      : say`${folder} does not call the Terraform files in ${named}`;
  },
  why: 'Terraform reads one folder and the modules that it calls; what lies in the others was not judged',
  help: 'name them too where they are root modules',
});

export const noVersion = diagnostic('ingest/no-format-version', {
  severity: 'warning',
  what: (path: string) => say`${path} does not say in which format it is written`,
  why: 'it is read as format 1; a file that something else has written or cut may lack what counts',
  help: 'give what `terraform show -json` prints, unchanged',
});

export const failedPlan = diagnostic('ingest/failed-plan', {
  severity: 'error',
  what: (path: string) => say`${path} is a plan that failed part-way`,
  why: 'it does not show everything that would be deployed',
  help: 'correct what failed and plan again',
});

export const incompletePlan = diagnostic('ingest/incomplete-plan', {
  severity: 'warning',
  what: (path: string) => say`${path} is a plan that leaves some changes for later`,
  why: 'what is deferred, or was not a target, is not judged',
  help: 'judge the plan that follows it, too',
});

export const unmarkedPlan = diagnostic('ingest/unmarked-plan', {
  severity: 'warning',
  what: (path: string, addresses: readonly string[]) =>
    say`${path} does not tell what it does not know of ${someOf(addresses)}`,
  why: 'neither changes nor configuration are listed: what is left out may be unset, or known only after apply, and counts as unset',
  help: 'give what `terraform show -json` prints of the plan, unchanged',
});

export const failedCheck = diagnostic('ingest/failed-check', {
  severity: 'warning',
  what: (name: string, status: string) =>
    status === 'fail'
      ? say`the conditions of ${name} do not hold in this plan`
      : say`the conditions of ${name} could not be evaluated`,
  why: "they are the configuration's own, and no policy looks at them",
  help: 'correct what they are about',
});

export const unjudgedAction = diagnostic('ingest/unjudged-action', {
  severity: 'warning',
  what: (address: string) => say`${address} is an action of a provider: what it does is not judged`,
  why: 'an action changes things beside the configuration, and no policy looks at it',
  help: 'look at it yourself, and at what may trigger it',
});

export const stalePlan = diagnostic('ingest/stale-plan', {
  severity: 'warning',
  what: (plan: string, address: string, attributes: readonly string[]) =>
    say`${address} has another ${attributes.join(', ')} than ${plan} was made of`,
  why: 'it is judged as it was planned, which is what would be deployed by the plan and not by what is written',
  help: 'plan again',
});

export const unsourcedPlan = diagnostic('ingest/unsourced-plan', {
  severity: 'warning',
  what: (plan: string, folder: string, addresses: readonly string[]) =>
    say`${plan} plans ${someOf(addresses)}, which ${folder} does not declare`,
  why: 'the two are not of the same moment; it is judged as planned, and its places are those of the plan',
  help: 'plan again',
});

export const unplannedSource = diagnostic('ingest/unplanned-source', {
  severity: 'warning',
  what: (plan: string, folder: string, addresses: readonly string[]) =>
    say`${folder} declares ${someOf(addresses)}, which ${plan} does not have`,
  why: 'the two are not of the same moment; it is judged as written',
  help: 'plan again',
});

export const unlikePlan = diagnostic('ingest/unlike-plan', {
  severity: 'note',
  what: (plan: string, folder: string, shared: number) =>
    say`${plan} and ${folder} have the addresses of ${shared} resources in common and differ in more`,
  why: 'they are judged as two stacks',
  help: 'if the plan was made of that folder, plan again',
});

export const ambiguousPlan = diagnostic('ingest/ambiguous-plan', {
  severity: 'warning',
  what: (plan: string, folders: readonly [string, string]) =>
    say`${plan} may have been made of ${folders[0]} and of ${folders[1]}: both declare the same`,
  why: 'the plan is judged as a stack of its own, and so is each folder',
  help: 'judge the plan with its own folder only',
});

export const misshapenPlan = diagnostic('ingest/misshapen-plan', {
  severity: 'error',
  what: (path: string, wanted: string) => say`${path} must be ${wanted}`,
  why: UNREAD,
  help: 'give what `terraform show -json` prints, unchanged',
});

export const unlistedResource = diagnostic('ingest/unlisted-resource', {
  severity: 'error',
  what: (missing: string) => say`a resource is listed without its ${missing}`,
  why: UNREAD,
  help: 'give what `terraform show -json` prints, unchanged',
});

/** Addresses that a sentence names; more are counted. */
function someOf(addresses: readonly string[]): string {
  const more = addresses.length > 3 ? ` and ${addresses.length - 3} more` : '';
  return `${addresses.slice(0, 3).join(', ')}${more}`;
}

export function noSuchPath(path: string): StopError {
  return stop('ingest/no-such-path', say`${path} does not exist`, 'check the spelling, and the folder that you are in');
}

export function noInputs(): StopError {
  return stop('ingest/no-inputs', words('nothing was given to judge'), 'name a folder, a file or a plan');
}

export function noSuchVariableFile(path: string): StopError {
  return stop(
    'ingest/no-such-variable-file',
    say`the variable file ${path} does not exist`,
    'check the path after --var-file',
  );
}

/** The text is not repeated: it may be the value alone, and that a secret. */
export function badVariable(): StopError {
  return stop(
    'ingest/bad-variable',
    words('what stands after --var gives no variable a value'),
    'write --var name=value',
  );
}

export function undeclaredOnCommandLine(name: string, nearest: string): StopError {
  const what = say`a value was given to the variable ${name}, which no stack declares`;
  return stop(
    'ingest/undeclared-variable',
    what,
    nearest === '' ? 'correct the name after --var' : `did you mean ${nearest}?`,
  );
}

export function changedFile(path: string): StopError {
  return stop(
    'ingest/changed-file',
    say`${path} was changed while it was judged`,
    'judge it again when nobody writes it any more',
  );
}

/** Nothing at all could be read: the first reason stops the run. */
export function nothingRead(first: Diagnostic): StopError {
  return new StopError(first.id, first.what, first.help, first.location);
}

function stop(code: string, what: Text, help: string): StopError {
  return new StopError(code, what, help);
}
