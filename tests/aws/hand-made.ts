import { buildEstate, type Estate, type EstateResource } from '../../src/aws/index.ts';
import type { Answer, Location, Path, Reference, Value, ValueObject } from '../../src/model/index.ts';
import { pointerOf } from '../../src/model/index.ts';
import type { Instance, ProviderConfiguration, Resolved, ResolvedStack } from '../../src/resolve/index.ts';
import type { Declarations } from '../../src/settings/index.ts';

/** An instance by hand: `address` is `aws_x.y`, `aws_x.y[0]`, `data.aws_x.y` or any of these in a module. */
export interface Given {
  readonly address: string;
  readonly values?: ValueObject;
  readonly exists?: Answer;
  readonly stack?: string;
  readonly references?: Readonly<Record<string, readonly string[]>>;
  readonly literal?: readonly string[];
  readonly origins?: Readonly<Record<string, Reference>>;
  readonly provider?: string;
}

export const nothingDeclared: Declarations = { zones: [], edges: [], partners: [], organizationAccounts: [] };

export function ref($ref: string, $attribute = 'id'): Reference {
  return { $ref, $attribute };
}

export function unknown(reason = 'variable `x` has no value'): Value {
  return { $unknown: reason };
}

function instanceOf(given: Given): Instance {
  const { address, stack = '', values = {}, exists = 'yes' } = given;
  const [, module = '', data, type = '', name = '', key] =
    /^((?:module\.[^.[]+(?:\[[^\]]*\])?\.?)*?)\.?(data\.)?([a-z]+_\w+|terraform_data)\.(\w+)(?:\[(.*)\])?$/.exec(
      address,
    ) ?? [];
  return {
    id: stack === '' ? address : `${stack}/${address}`,
    address,
    stack,
    module: module.replace(/\.$/, ''),
    mode: data === undefined ? 'managed' : 'data',
    type,
    name,
    ...(key === undefined ? {} : { key: JSON.parse(key) as string | number }),
    values,
    exists,
    references: given.references ?? {},
    literal: given.literal ?? [],
    sensitive: [],
    ...(given.origins === undefined ? {} : { origins: given.origins }),
    provider: given.provider ?? type.split('_', 1)[0] ?? '',
    lifecycle: {},
    dependsOn: [],
    location: { file: 'main.tf', line: 1 },
    locate: locatePointer,
  };
}

/** The place says which path was asked for. */
function locatePointer(path: Path): Location {
  return { file: 'main.tf', pointer: pointerOf(path) };
}

export interface GivenStack {
  readonly name?: string;
  readonly from?: ResolvedStack['from'];
  readonly providers?: readonly ProviderConfiguration[];
}

function resolvedOf(given: readonly Given[], stacks: readonly GivenStack[] = [{}]): Resolved {
  return {
    instances: given.map(instanceOf),
    modules: [],
    variables: [],
    stacks: stacks.map(({ name = '', from = 'folder', providers = [] }) => ({ name, from, providers, outputs: {} })),
    secrets: [],
    diagnostics: [],
  };
}

export function estateOf(
  given: readonly Given[],
  {
    stacks = [{}],
    declarations = nothingDeclared,
  }: { stacks?: readonly GivenStack[]; declarations?: Declarations } = {},
): Estate {
  return buildEstate(resolvedOf(given, stacks), declarations);
}

/** The only resource of an estate, or the one with that id. */
export function resourceOf(estate: Estate, id?: string): EstateResource {
  const found = id === undefined ? [...estate.resources.values()][0] : estate.resources.get(id);
  if (found === undefined) throw new Error(`no resource ${id ?? ''} in the estate`);
  return found;
}
