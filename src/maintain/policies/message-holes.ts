/** Every `{hole}` of a policy's sentences is filled by the `data` of every remark that the sentence is said of. */
import type { PolicyEntry } from '../../shapes/catalogue.ts';
import type { Problem } from './problem.ts';
import {
  isTerm,
  type Module,
  nodesOf,
  objectMembers,
  type Rule,
  refSteps,
  ruleName,
  type Term,
} from './syntax-tree.ts';

const remarkFields = ['data', 'evidence', 'subject'];

/** `{subject}` is filled by the reporter. */
export function holesOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '').filter((name) => name !== 'subject');
}

export function* findHoleProblems(module: Module, entry: PolicyEntry): Generator<Problem> {
  for (const field of ['message', 'undecided'] as const) {
    if (!entry[field].includes('{subject}')) {
      yield { file: module.file, line: 1, rule: 'message', what: `\`${field}\` does not name its {subject}` };
    }
  }
  yield* findUnfilled(module, 'violations', holesOf(entry.message), 'message');
  yield* findUnfilled(module, 'undecided', holesOf(entry.undecided), 'undecided');
}

function* findUnfilled(module: Module, rule: string, holes: readonly string[], field: string): Generator<Problem> {
  const remarks = remarksOf(module, rule);
  if (remarks.length === 0) {
    const what = `cannot see what \`${rule}\` returns; write {"subject": ..., "data": {...}, "evidence": [...]} in this file`;
    yield { file: module.file, line: 1, rule: 'remark', what };
  }
  for (const remark of remarks) {
    const members = objectMembers(remark) ?? new Map<string, Term>();
    const line = remark.location === undefined ? {} : { line: remark.location.row };
    if ([...members.keys()].sort().join() !== remarkFields.join()) {
      const what = `a remark has ${remarkFields.join(', ')}; this one has ${[...members.keys()].join(', ')}`;
      yield { file: module.file, ...line, rule: 'remark', what };
    }
    const data = objectMembers(members.get('data'));
    const missing = holes.filter((hole) => data !== undefined && !data.has(hole));
    if (data === undefined)
      yield { file: module.file, ...line, rule: 'remark', what: '`data` is not written as an object' };
    for (const hole of missing) {
      yield {
        file: module.file,
        ...line,
        rule: 'message',
        what: `\`${field}\` has the hole {${hole}}, which this \`data\` does not fill`,
      };
    }
  }
}

/** Object literals with a `subject`, in the rules of that name and in those of this file that they reach. */
function remarksOf(module: Module, name: string): Term[] {
  const seen = new Set<Rule>();
  const reach = (wanted: string): void => {
    for (const rule of module.rules) {
      if (ruleName(rule) !== wanted || seen.has(rule)) continue;
      seen.add(rule);
      for (const node of nodesOf(rule)) {
        const [first] = refSteps(node) ?? [];
        if (first?.startsWith('_')) reach(first);
        if (isTerm(node) && node.type === 'var' && String(node.value).startsWith('_')) reach(String(node.value));
      }
    }
  };
  reach(name);
  return [...seen].flatMap((rule) =>
    [...nodesOf(rule)].filter((node): node is Term => isTerm(node) && objectMembers(node)?.has('subject') === true),
  );
}
