import { type BodyBlock, type Expression, locate } from '../../syntax/index.ts';
import { nameArgument, nameText } from '../body/nested.ts';
import { wrongStatement } from '../diagnostics.ts';
import type { ModuleScope } from '../graph/module-scope.ts';

/** An address in a `moved`, `removed` or `import` block. */
interface Address {
  readonly text: string;
  readonly isModule: boolean;
  readonly expression: Expression;
}

/**
 * Reports what Terraform refuses in the blocks of a module that say what became of resources. They change nothing of what is
 * deployed, so that no value rests on them.
 */
export function checkStatements(scope: ModuleScope): void {
  const seen = new Map<string, string>();
  for (const block of scope.module.others) {
    if (block.type === 'moved') checkMoved(scope, block, seen);
    if (block.type === 'removed') checkRemoved(scope, block);
    if (block.type === 'import') checkImport(scope, block, seen);
  }
}

function checkMoved(scope: ModuleScope, block: BodyBlock, seen: Map<string, string>): void {
  const from = addressOf(scope, block, 'from');
  const to = addressOf(scope, block, 'to');
  if (from === undefined || to === undefined) return;
  const wrong = (message: string) => report(scope, block, to.expression, message);
  if (from.isModule !== to.isModule) wrong('one of its addresses is a module, and the other is not');
  else if (from.text === to.text) wrong(`${from.text} is moved to itself`);
  else if (isDeclared(scope, from) && !to.text.startsWith(`${from.text}[`)) wrong(`${from.text} is still declared`);
  else if (isTaken(seen, `moved from ${from.text}`, to.text)) wrong(`${from.text} is moved to several places`);
  else if (isTaken(seen, `moved to ${to.text}`, from.text)) wrong(`several are moved to ${to.text}`);
}

function checkRemoved(scope: ModuleScope, block: BodyBlock): void {
  const from = addressOf(scope, block, 'from');
  if (from === undefined) return;
  const wrong = (message: string) => report(scope, block, from.expression, message);
  if (from.text.endsWith(']')) wrong(`${from.text} is one instance, and all of them are removed or none`);
  else if (/(?:^|\.)data\./.test(from.text)) wrong(`${from.text} is a data source, which is never destroyed`);
  else if (isDeclared(scope, from)) wrong(`${from.text} is still declared`);
}

function checkImport(scope: ModuleScope, block: BodyBlock, seen: Map<string, string>): void {
  const written = block.body.attributes.get('to')?.value;
  if (written === undefined) return;
  if (scope.caller !== undefined) {
    report(scope, block, written, 'it stands in a module that is called, and only the root module imports');
    return;
  }
  const to = nameText(nameArgument(written));
  if (to === undefined || block.body.attributes.has('for_each')) return;
  if (isTaken(seen, `import ${to}`, '')) report(scope, block, written, `${to} is imported twice`);
}

/** True where something was noted under this name before, other than the same again. */
function isTaken(seen: Map<string, string>, name: string, value: string): boolean {
  const before = seen.get(name);
  seen.set(name, value);
  return before !== undefined && (before !== value || value === '');
}

function addressOf(scope: ModuleScope, block: BodyBlock, name: string): Address | undefined {
  const written = block.body.attributes.get(name)?.value;
  if (written === undefined) return undefined;
  const isQuoted = written.kind === 'literal' || written.kind === 'template';
  const text = isQuoted ? undefined : nameText(nameArgument(written));
  if (text === undefined || !ADDRESS.test(text)) {
    report(scope, block, written, `\`${name}\` is no address of a resource or a module`);
    return undefined;
  }
  return { text, isModule: MODULE.test(text), expression: written };
}

const KEY = '(?:\\[[^\\]]*\\])?';
const MODULE = new RegExp(`^module\\.[^.[\\]]+${KEY}(?:\\.module\\.[^.[\\]]+${KEY})*$`);
const ADDRESS = new RegExp(`^(?:module\\.[^.[\\]]+${KEY}(?:\\.|$))*(?:(?:data\\.)?[^.[\\]]+\\.[^.[\\]]+${KEY})?$`);

/** Of the module itself; what is in modules that it calls is not looked up. */
function isDeclared(scope: ModuleScope, { text }: Address): boolean {
  if (scope.index.resources.has(text)) return true;
  const call = /^module\.([^.[\]]+)$/.exec(text)?.[1];
  return call !== undefined && scope.index.calls.has(call);
}

function report(scope: ModuleScope, block: BodyBlock, at: Expression, message: string): void {
  const place = { location: locate(block.body.file, at.span) };
  scope.stack.run.report(wrongStatement(place, block.type, message));
}
