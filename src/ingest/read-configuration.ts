import { locate, type SourceFile } from '../syntax/index.ts';
import { cdktfStacks, isThere, type StackFile } from './cdktf-output.ts';
import type { Configuration, SourceStack, Stack } from './configuration.ts';
import { noInputs, noSuchPath, nothingRead, otherFolders, unreadInput } from './diagnostics.ts';
import { evaluatedStack } from './evaluated/evaluated-stack.ts';
import type { PendingPlan } from './evaluated/pending-plan.ts';
import { isLog, jsonKind, refusal } from './file-kind.ts';
import { checkCommandLine, commandLineVariables, type VariableOptions } from './given-variables.ts';
import { isModuleFile } from './module-files.ts';
import { pairPlans } from './pairing/pair-plans.ts';
import { folderOf, joinPath, nameOf } from './paths.ts';
import { Reading } from './reading.ts';
import { foldersBelow, foldersRead, rootsAmong } from './root-modules.ts';
import type { Files } from './source.ts';
import { cdktfStack, fileStack, folderStack, type StackContext } from './source-stack.ts';
import { distinctNames } from './stack-names.ts';

export interface ReadOptions extends VariableOptions {
  /** `terraform.workspace`; not known without it. */
  readonly workspace?: string;
}

/**
 * Reads everything that was named: folders and files of Terraform and OpenTofu, `cdktf.out` folders, plans and states, told apart by
 * their content. What cannot be read becomes a diagnostic and the rest goes on.
 *
 * @throws StopError when a path does not exist, when nothing at all could be read, or when a variable on the command line is
 *   not declared anywhere
 */
export function readConfiguration(inputs: readonly string[], files: Files, options: ReadOptions = {}): Configuration {
  if (inputs.length === 0) throw noInputs();
  const context = { ...contextOf(files, options), roots: rootsBelow(inputs, files) };
  const distinct = [...new Map(inputs.map((input) => [joinPath('.', input), trimmed(input)]))];
  const read = onceEach(
    distinct.flatMap(([path, input]) => readInput(context, path, input).map((root): Root => ({ input, root }))),
  );
  tellOtherFolders(context, inputs, read);
  return finish(context, namedStacks(context, read, distinct.length));
}

/** What an input holds; a plan waits until it is known of what it was made. */
interface Root {
  readonly input: string;
  readonly root: SourceStack | PendingPlan;
}

/** What was named twice, or named and found below another input, is one root. */
function onceEach(roots: readonly Root[]): readonly Root[] {
  const byPath = new Map<string, Root>();
  for (const read of roots) {
    const path = read.root.kind === 'source' ? read.root.path : read.root.file.path;
    if (!byPath.has(path)) byPath.set(path, read);
  }
  return [...byPath.values()];
}

/** A plan and the source that it was made of are one stack. What is alone needs no name, unless CDKTF gave it one. */
function namedStacks({ reading }: StackContext, roots: readonly Root[], inputs: number): readonly Stack[] {
  const plans = roots.flatMap(({ root }) => (root.kind === 'pending' ? [root] : []));
  const sources = roots.flatMap(({ root }) => (root.kind === 'source' ? [root] : []));
  const pairs = pairPlans(reading, plans, sources);
  const paired = new Set(pairs.values());
  const names = distinctNames(sources);
  const only = inputs - paired.size === 1 && roots.length - paired.size === 1;
  const nameOf = (stack: SourceStack): string =>
    only && stack.cdktfName === undefined ? '' : (names.get(stack) ?? stack.name);
  return roots.flatMap(({ input, root }): Stack | readonly Stack[] => {
    if (root.kind === 'source') return paired.has(root) ? [] : { ...root, name: nameOf(root) };
    const source = pairs.get(root);
    if (source === undefined) return root.build(only ? '' : input);
    // Several plans of one source, as of its workspaces, are told apart by their files.
    const plansOfIt = [...pairs.values()].filter((other) => other === source).length;
    return root.build(plansOfIt > 1 ? input : nameOf(source), source);
  });
}

/**
 * Reads stacks of CDKTF or CDKTN by the files that synth has just written, before there is a manifest.
 *
 * @throws StopError when there is no stack, or none of them could be read
 */
export function readStacks(stacks: readonly StackFile[], files: Files, options: ReadOptions = {}): Configuration {
  const context = contextOf(files, options);
  const found = stacks.filter((stack) => isThere(context.reading, stack));
  return finish(
    context,
    found.map((stack) => cdktfStack(context, stack)),
  );
}

interface InputContext extends StackContext {
  /** Folders that no other folder calls, among those named and, of those without Terraform files, the ones below. */
  readonly roots: () => ReadonlySet<string>;
}

function rootsBelow(inputs: readonly string[], files: Files): () => ReadonlySet<string> {
  let roots: ReadonlySet<string> | undefined;
  return () => {
    const folders = inputs.map((input) => joinPath('.', input));
    roots ??= new Set(rootsAmong(files, [...new Set(folders.flatMap((folder) => modulesOf(files, folder)))]));
    return roots;
  };
}

function modulesOf(files: Files, folder: string): readonly string[] {
  const isModule = (files.list(folder) ?? []).some(isModuleFile);
  return isModule ? [folder] : foldersBelow(files, folder).modules;
}

function contextOf(files: Files, options: ReadOptions): StackContext {
  const reading = new Reading(files);
  return { reading, options, commandLine: commandLineVariables(reading, options) };
}

function finish({ reading, options, commandLine }: StackContext, stacks: readonly Stack[]): Configuration {
  const [first] = reading.diagnostics;
  if (stacks.length === 0) throw first === undefined ? noInputs() : nothingRead(first);
  checkCommandLine(reading, stacks.flatMap(sourceOf), options, commandLine);
  return { stacks, diagnostics: reading.diagnostics, letGo: () => reading.letGo() };
}

function sourceOf(stack: Stack): readonly SourceStack[] {
  if (stack.kind === 'source') return [stack];
  return stack.source === undefined ? [] : [stack.source];
}

function readInput(context: InputContext, path: string, name: string): readonly Root['root'][] {
  if (context.reading.files.list(path) !== undefined) return readFolder(context, path, name);
  const file = context.reading.source(path);
  if (file === 'missing') throw noSuchPath(path);
  return file === 'refused' ? [] : readFile(context, file, name);
}

function readFolder(context: InputContext, folder: string, name: string): readonly SourceStack[] {
  const { reading } = context;
  const entries = reading.files.list(folder) ?? [];
  if (entries.some(isModuleFile)) return [folderStack(context, folder, name)];
  const stacks = cdktfStacks(reading, folder);
  if (stacks !== undefined) return readOutput(context, folder, stacks);
  return readBelow(context, folder);
}

/** A folder without Terraform files of its own: every root module below it, and every output of CDKTF. */
function readBelow(context: InputContext, folder: string): readonly SourceStack[] {
  const { reading } = context;
  const below = foldersBelow(reading.files, folder);
  const refuse = (why: string): readonly never[] => {
    reading.report(unreadInput({ location: { file: folder } }, folder, why));
    return [];
  };
  if (!below.complete) return refuse('it has too many folders to look for root modules in; name them');
  const roots = below.modules.filter((module) => context.roots().has(module));
  const stacks = [
    ...roots.map((root) => folderStack(context, root, root)),
    ...below.outputs.flatMap((output) => readOutput(context, output, cdktfStacks(reading, output) ?? [])),
  ];
  if (below.modules.length + below.outputs.length > 0) return stacks;
  const isEmpty = (reading.files.list(folder) ?? []).length === 0;
  return refuse(
    isEmpty ? 'the folder is empty' : 'there are no Terraform files in it or below, and no stacks of CDKTF',
  );
}

/** Folders below a root module that it does not call are not judged with it, which must not go unsaid. */
function tellOtherFolders({ reading }: StackContext, inputs: readonly string[], roots: readonly Root[]): void {
  const read = foldersRead(roots.flatMap(({ root }) => (root.kind === 'source' ? [root.module] : [])));
  for (const input of inputs) {
    const folder = joinPath('.', input);
    if (!(reading.files.list(folder) ?? []).some(isModuleFile)) continue;
    const others = foldersBelow(reading.files, folder).modules.filter((other) => !read.has(other));
    const [first] = others;
    if (first === undefined) continue;
    const file = joinPath(first, reading.files.list(first)?.find(isModuleFile) ?? '');
    reading.report(otherFolders({ location: { file, line: 1, column: 1 } }, folder, others));
  }
}

function readOutput(context: StackContext, folder: string, stacks: readonly StackFile[]): readonly SourceStack[] {
  if (stacks.length === 0) {
    context.reading.report(unreadInput({ location: { file: folder } }, folder, 'the app that wrote it has no stacks'));
  }
  return stacks.filter((stack) => isThere(context.reading, stack)).map((stack) => cdktfStack(context, stack));
}

function readFile(context: InputContext, file: SourceFile, name: string): readonly Root['root'][] {
  const { reading } = context;
  const { path } = file;
  const refuse = (why: string): readonly never[] => {
    reading.report(unreadInput({ location: locate(file, { start: 0, end: 0 }) }, path, why));
    return [];
  };
  if (isModuleFile(nameOf(path)) && !path.endsWith('.json')) return [fileStack(context, path, name)];
  if (isLog(file.text) || (!path.endsWith('.json') && !/^\s*[[{]/.test(file.text)))
    return refuse(refusal(path, file.text));
  const value = reading.json(file, /\.(?:tf|tofu)\.json$/.test(path));
  if (value === undefined) return [];
  if (isModuleFile(nameOf(path))) return [fileStack(context, path, name)];
  if (/\.tfvars\.json$/.test(path)) return refuse(refusal(path, file.text));
  const kind = jsonKind(value);
  if (typeof kind === 'object') return refuse(kind.why);
  if (kind === 'configuration') return [fileStack(context, path, name)];
  if (kind === 'manifest') return readFolder(context, folderOf(path), name);
  return evaluatedStack(reading, file, value, kind);
}

/** Without the slashes at its end. */
function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
}
