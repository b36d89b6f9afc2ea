/** Plans several generated configurations in one go, and holds every instance and output of ours against Terraform's. */
import type { Diagnostic } from '../../src/diagnostics/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { writtenValue } from '../../src/resolve/body/written-value.ts';
import { type Cty, DYNAMIC, nullOf, object } from '../../src/resolve/cty/value.ts';
import { LIMITS, World } from '../../src/resolve/evaluate/world.ts';
import { checkNames } from '../../src/resolve/graph/check-names.ts';
import type { ModuleScope } from '../../src/resolve/graph/module-scope.ts';
import { Run } from '../../src/resolve/graph/run.ts';
import { StackRun } from '../../src/resolve/graph/stack-run.ts';
import { JsonReader } from '../../src/resolve/json-text/decode.ts';
import { memoryFiles } from '../resolve/read.ts';
import { canonical, compareResult, presumedOf, type Verdict } from './compare.ts';
import { stillHolds } from './judge.ts';
import { at } from './outputs.ts';
import { type Folder, inFolder, init, plan, writeFolder } from './terraform.ts';

interface Difference {
  /** What it is called in the plan. */
  readonly name: string;
  /** With the trouble that we have found. */
  readonly address: string;
  readonly verdict: Verdict | 'missing' | 'surplus';
  readonly ours: Cty | undefined;
  readonly theirs: Cty | undefined;
  /** What of ours Terraform does not know. */
  readonly presumed?: Cty;
}

export interface JudgedCase {
  readonly folder: Folder;
  readonly error?: string;
  /** Terraform crashed on it, so that nothing was compared. */
  readonly crash?: string;
  /** Values compared. */
  readonly count: number;
  readonly differences: readonly Difference[];
}

/** Cases that Terraform refuses must be ones that we report trouble for, or where something is unknown. */
export function judgeCases(folders: readonly Folder[]): readonly JudgedCase[] {
  const judged = inFolder(rootOf(folders, new Set()), (root) => judgeTogether(root, folders));
  if ('judged' in judged) return judged.judged;
  // What is wrong has no place that tells the case, or Terraform has crashed on one of them.
  if (folders.length > 1) {
    const middle = folders.length >> 1;
    return [...judgeCases(folders.slice(0, middle)), ...judgeCases(folders.slice(middle))];
  }
  if ('crash' in judged) return folders.map((folder) => ({ folder, crash: judged.crash, count: 0, differences: [] }));
  return folders.map((folder) => judge(folder, 0, object(new Map()), judged.refused));
}

type Together = { readonly judged: readonly JudgedCase[] } | { readonly refused: string } | { readonly crash: string };

function judgeTogether(root: string, folders: readonly Folder[]): Together {
  const refused = init(root);
  if (refused !== undefined) return { refused };
  const errors = new Map<number, string>();
  for (let round = 0; round < folders.length + 2; round++) {
    writeFolder(root, rootOf(folders, new Set(errors.keys())));
    const planned = plan(root);
    if (planned.crash !== undefined) return { crash: planned.crash };
    if (planned.json !== undefined) {
      const theirs = new JsonReader(planned.json).read() ?? object(new Map());
      return { judged: folders.map((folder, index) => judge(folder, index, theirs, errors.get(index))) };
    }
    for (const error of planned.errors) {
      const index = caseOf(error);
      if (index === undefined) return { refused: error.message };
      errors.set(index, error.message);
    }
  }
  return { crash: 'new errors in every round' };
}

function caseOf(error: { readonly file: string; readonly message: string }): number | undefined {
  const match = /(?:^|\W)case(\d+)\b/.exec(error.file) ?? /case(\d+)/.exec(error.message);
  return match === null ? undefined : Number(match[1]);
}

function rootOf(folders: readonly Folder[], without: ReadonlySet<number>): Folder {
  const files: Record<string, string> = {};
  let main = PROVIDERS;
  for (const [index, folder] of folders.entries()) {
    for (const [name, text] of Object.entries(folder)) files[`case${index}/${name}`] = text;
    if (without.has(index)) continue;
    main += callOf(folder, index);
  }
  return { ...files, 'main.tf': main };
}

const PROVIDERS = `terraform {
  required_providers {
    terraform = { source = "terraform.io/builtin/terraform" }
  }
}
provider "terraform" {}
provider "terraform" {
  alias = "other"
}
`;

/** Cases that ask for a second provider are given one. */
function callOf(folder: Folder, index: number): string {
  const asks = Object.values(folder).some((text) => text.includes('configuration_aliases'));
  const providers = asks ? '  providers = { terraform = terraform, terraform.other = terraform.other }\n' : '';
  return (
    `module "case${index}" {\n  source = "./case${index}"\n${providers}}\n` +
    `output "case${index}" {\n  sensitive = true\n  value = module.case${index}\n}\n`
  );
}

function judge(folder: Folder, index: number, theirs: Cty, error: string | undefined): JudgedCase {
  const run = new Run();
  const { stack, problems } = read(folder, index, run);
  const ours = evaluate(stack);
  if (error !== undefined) {
    // A limit of plan files, no rule of the language.
    const unwritable = /cannot serialize infinity/.test(error);
    const noticed = problems !== '' || run.diagnostics().length > 0 || ours.open || unwritable;
    const differences: Difference[] = noticed
      ? []
      : [{ name: '', address: error, verdict: 'accepted', ours: undefined, theirs: undefined }];
    return { folder, error, count: 0, differences };
  }
  const expected = expectedValues(theirs, index);
  if (problems !== '') {
    const refused: Difference = { name: '', address: problems, verdict: 'refused', ours: undefined, theirs: undefined };
    return { folder, count: expected.size, differences: [refused] };
  }
  // Where we do not know how many instances there are, none of them is where Terraform has it.
  const differences = [...differencesOf(ours.values, expected, run)].map((one) =>
    ours.open && isAbsence(one.verdict) ? { ...one, verdict: 'lost' as const } : one,
  );
  return { folder, count: expected.size, differences: proveKnown(folder, index, differences) };
}

function isAbsence(verdict: Difference['verdict']): boolean {
  return verdict === 'missing' || verdict === 'surplus';
}

/** What ids may turn out to be. */
const LEARNT = ['a-1', '10', 'é'];

/** Known here and unknown there is no contradiction where it is the same whatever the ids turn out to be. */
function proveKnown(folder: Folder, index: number, differences: readonly Difference[]): readonly Difference[] {
  if (!differences.some(({ verdict }) => verdict === 'presumed')) return differences;
  const learnt = LEARNT.map((id) => {
    const rewritten = Object.entries(folder).map(([name, text]) => [
      name,
      text.replaceAll('terraform_data.first.id', name.endsWith('.json') ? `\\"${id}\\"` : `"${id}"`),
    ]);
    return evaluate(read(Object.fromEntries(rewritten), index, new Run()).stack).values;
  });
  return differences.filter(({ name, verdict, presumed }) => {
    if (verdict !== 'presumed' || presumed === undefined) return true;
    return !learnt.every((values) => {
      const later = values.get(name);
      return later === undefined || stillHolds(presumed, { value: later, troubles: [] });
    });
  });
}

/** The stack, and what is wrong with its text. */
function read(folder: Folder, index: number, run: Run): { readonly stack: StackRun; readonly problems: string } {
  const named = Object.fromEntries(Object.entries(folder).map(([name, text]) => [`root/case${index}/${name}`, text]));
  const files = memoryFiles({ ...named, 'root/main.tf': PROVIDERS + callOf(folder, index) });
  const configuration = readConfiguration(['root'], files, { workspace: 'default' });
  const [stack] = configuration.stacks;
  if (stack?.kind !== 'source') throw new Error('no stack was read');
  const source = new StackRun(run, stack, new World(files, 'root', LIMITS));
  run.stacks.push(source);
  return { stack: source, problems: textsOf(configuration.diagnostics).join(' | ') };
}

interface Evaluated {
  readonly values: ReadonlyMap<string, Cty>;
  /** It is not known which instances there are. */
  readonly open: boolean;
}

function evaluate(stack: StackRun): Evaluated {
  const values = new Map<string, Cty>();
  let open = false;
  const visit = (scope: ModuleScope): void => {
    checkNames(scope);
    for (const block of scope.index.resources.values()) {
      const node = scope.resource(block.mode, block.type, block.name);
      if (node === undefined || block.type !== 'terraform_data') continue;
      stack.run.settle(node);
      open ||= node.expansion?.unknownBecause !== undefined;
      for (const instance of node.instances) {
        for (const name of ['input', 'triggers_replace']) {
          const written = instance.written.get(name);
          values.set(`${instance.address} ${name}`, written === undefined ? nullOf(DYNAMIC) : writtenValue(written));
        }
      }
    }
    for (const name of scope.index.calls.keys()) {
      const node = scope.call(name);
      if (node === undefined) continue;
      stack.run.settle(node);
      for (const child of node.children) {
        open ||= child.exists === 'unknown';
        visit(child);
      }
    }
    for (const name of scope.index.outputs.keys()) {
      const node = scope.output(name);
      if (node === undefined) continue;
      stack.run.settle(node);
      if (scope.address === '') values.set(`output ${name}`, node.value);
    }
  };
  visit(stack.root);
  return { values, open };
}

/** A list of all files has those of this oracle among them, which our side does not have. */
function listsOurFiles(after: Cty | undefined): boolean {
  return after !== undefined && canonical(after).includes('"it.plan"');
}

type Expected = ReadonlyMap<string, { readonly after: Cty | undefined; readonly unknown: Cty | undefined }>;

function expectedValues(json: Cty, index: number): Expected {
  const expected = new Map<string, { after: Cty | undefined; unknown: Cty | undefined }>();
  const changes = at(json, 'resource_changes');
  for (const change of changes !== undefined && 'items' in changes ? changes.items : []) {
    const address = at(change, 'address');
    if (address?.kind !== 'string' || !new RegExp(`^module\\.case${index}\\b`).test(address.value)) continue;
    for (const name of ['input', 'triggers_replace']) {
      expected.set(`${address.value} ${name}`, {
        after: at(change, 'change', 'after', name),
        unknown: at(change, 'change', 'after_unknown', name),
      });
    }
  }
  const output = at(json, 'output_changes', `case${index}`);
  expected.set(`output case${index}`, { after: at(output, 'after'), unknown: at(output, 'after_unknown') });
  return expected;
}

function textsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ what }) => what.map((part) => (typeof part === 'string' ? part : part.data)).join(''));
}

function* differencesOf(ours: ReadonlyMap<string, Cty>, theirs: Expected, run: Run): Generator<Difference> {
  const troubles = textsOf(run.diagnostics());
  for (const [address, { after, unknown }] of theirs) {
    const value = ours.get(address);
    if (value === undefined) yield { name: address, address, verdict: 'missing', ours: undefined, theirs: after };
    else {
      const compared = compareResult({ value, troubles: [] }, { kind: 'value', after, unknown, type: undefined });
      const verdict = compared === 'differs' && listsOurFiles(after) ? 'withheld' : compared;
      if (verdict !== 'same')
        yield {
          name: address,
          address: `${address} ${troubles.join(' | ')}`,
          verdict,
          ours: value,
          theirs: after,
          presumed: presumedOf(value, after, unknown),
        };
    }
  }
  for (const [address, value] of ours)
    if (!theirs.has(address)) yield { name: address, address, verdict: 'surplus', ours: value, theirs: undefined };
}
