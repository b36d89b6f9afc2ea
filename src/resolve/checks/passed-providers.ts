import type { Module, ModuleCall, ResourceBlock } from '../../ingest/index.ts';
import { blocksOf, type Expression, locate } from '../../syntax/index.ts';
import { nameArgument, nameList, nameText } from '../body/nested.ts';
import { undeclared, wrongProviders } from '../diagnostics.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { localName, providerName, providerOf } from '../graph/provider-choice.ts';

interface Passed {
  /** What the module calls it. */
  readonly name: string;
  /** What the caller calls it; `undefined` where no name is written. */
  readonly from: string | undefined;
}

/** Reports configurations of providers that a call does not pass though the module needs them, or passes and does not have. */
export function checkProviders({ body, name, module }: ModuleCall, scope: ModuleScope): void {
  if (module === undefined) return;
  const written = body.attributes.get('providers');
  const passed = passedProviders(written?.value);
  if (passed === undefined) return;
  const file = written?.file ?? body.file;
  const location = written === undefined ? locate(body.file, body.span) : locate(file, written.value.span);
  const wrong = (message: string) => scope.stack.run.report(wrongProviders({ location }, name, message));
  const names = passed.map((one) => one.name);
  const [asked, own] = [declaredAliases(module), declaredAliases(scope.module)];
  const known = new Set([...asked, ...module.providers.map(localName)]);
  for (const one of asked) if (!names.includes(one)) wrong(`it does not pass ${one}, which the module needs`);
  for (const [index, one] of names.entries()) {
    if (names.indexOf(one) !== index) wrong(`it passes ${one} twice`);
    if (isAlias(one) && !known.has(one)) wrong(`the module has no provider ${one}`);
  }
  const here = new Set([...own, ...scope.module.providers.map(localName)]);
  for (const { name: one, from } of passed) {
    if (from === undefined) wrong(`${one} is given no provider`);
    else if (isAlias(from) && !here.has(from)) wrong(`there is no provider ${from} to pass on`);
  }
}

/** Tells of a provider configuration that a resource asks for and nobody writes. */
export function checkProviderOf(block: ResourceBlock, scope: ModuleScope): void {
  const chosen = block.body.attributes.get('provider');
  if (chosen === undefined) return;
  const { name, written } = providerOf(block, scope);
  if (!isAlias(name) || written !== undefined) return;
  const location = locate(chosen.file ?? block.body.file, chosen.value.span);
  scope.stack.run.report(undeclared({ location }, `provider ${name}`));
}

function isAlias(name: string): boolean {
  return name.includes('.');
}

/** `undefined` for what is no list of providers. */
function passedProviders(written: Expression | undefined): readonly Passed[] | undefined {
  if (written === undefined) return [];
  if (written.kind === 'object')
    return written.items.map(({ key, value }) => ({ name: nameText(key) ?? '', from: providerName(value) }));
  if (written.kind !== 'json') return undefined;
  const { value } = written;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).map(([name, from]) => ({
    name,
    from: typeof from === 'string' ? from.replace(/^\$\{(.*)\}$/, '$1').replace(/\[.*\]$/, '') : undefined,
  }));
}

/** `configuration_aliases` of the providers that a module requires. */
function declaredAliases(module: Module): readonly string[] {
  return module.settings.flatMap(({ body }) =>
    blocksOf(body, 'required_providers').flatMap(({ attributes }) =>
      [...attributes.values()].flatMap(({ value }) => aliasesOf(value)),
    ),
  );
}

function aliasesOf(requirement: Expression): readonly string[] {
  if (requirement.kind === 'object') {
    const item = requirement.items.find(({ key }) => nameText(key) === 'configuration_aliases');
    return nameList(item?.value).flatMap((name) => nameText(name) ?? []);
  }
  if (requirement.kind !== 'json') return [];
  const { value } = requirement;
  if (typeof value !== 'object' || value === null || !('configuration_aliases' in value)) return [];
  const { configuration_aliases: aliases } = value;
  const names = Array.isArray(aliases) ? aliases : [];
  return names.flatMap((name) =>
    typeof name === 'string' ? (nameText(nameArgument({ ...requirement, value: name })) ?? []) : [],
  );
}
