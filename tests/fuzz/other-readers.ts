/** What other readers see in the same text: HashiCorp's parser in HCL, the JavaScript engine's in JSON. */
import { parse } from '@cdktn/hcl2json';

/** Names as `resource.aws_vpc.v`, with the arguments and blocks of each as `resource.aws_vpc.v/cidr_block`; or why it is refused. */
export type Seen = { readonly refused: string } | { readonly names: readonly string[] };

/** Blocks that declare something by a name, and the number of their labels. */
const declared: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  module: 1,
  variable: 1,
  output: 1,
  locals: 0,
};

/** The converter is Go in WASM: deep recursion ends it for good, and numbers of a million digits keep it for minutes. */
const deepest = 150;

/** `undefined` where they cannot be asked. */
export async function seenInHcl(text: string): Promise<Seen | undefined> {
  if (nesting(text) > deepest || /\d[eE]\+?\d{5}/.test(text)) return undefined;
  try {
    return { names: declaredIn(await parse('x.tf', text)) };
  } catch (error) {
    const why = String(error);
    // What it cannot convert it has parsed.
    return why.includes('parse config') ? { refused: why } : undefined;
  }
}

export function seenInJson(text: string): Seen {
  const value = parsedJson(text);
  if (value === undefined) return { refused: 'JSON.parse refuses it' };
  const roots = Array.isArray(value) ? value : [value];
  return { names: roots.flatMap(declaredIn) };
}

/** Addresses that a plan or a state gives to what will exist. */
export function seenInPlan(text: string): Seen {
  const plan = parsedJson(text);
  if (plan === undefined) return { refused: 'JSON.parse refuses it' };
  const values = member(member(plan, 'planned_values') ?? member(plan, 'values'), 'root_module');
  const changes = listOf(member(plan, 'resource_changes')).filter((change) => {
    const actions = listOf(member(member(change, 'change'), 'actions'));
    return (
      member(change, 'deposed') === undefined &&
      actions.length > 0 &&
      !actions.every((action) => action === 'delete' || action === 'forget')
    );
  });
  const all = [...resourcesBelow(values), ...changes];
  return {
    names: all.map((entry) => member(entry, 'address')).filter((address) => typeof address === 'string'),
  };
}

/** `undefined` for what is no JSON; `null` is not told apart, since it declares nothing. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return undefined;
  }
}

function resourcesBelow(module: unknown): readonly unknown[] {
  return [
    ...listOf(member(module, 'resources')),
    ...listOf(member(module, 'child_modules')).flatMap((child) => resourcesBelow(child)),
  ];
}

function declaredIn(root: unknown): readonly string[] {
  const names = new Set<string>();
  for (const [type, labels] of Object.entries(declared)) collect(member(root, type), type, labels, names);
  return [...names];
}

function collect(value: unknown, name: string, labels: number, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, name, labels, into);
  } else if (isObject(value)) {
    if (labels === 0) {
      if (name !== 'locals') into.add(name);
      for (const key of Object.keys(value))
        if (key !== '//') into.add(name === 'locals' ? `local.${key}` : `${name}/${key}`);
    } else {
      for (const [label, below] of Object.entries(value)) {
        if (label !== '//') collect(below, `${name}.${label}`, labels - 1, into);
      }
    }
  }
}

function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    most = Math.max(most, depth);
  }
  return Math.max(most, (text.match(/!{20,}|-{20,}/g) ?? []).length * deepest * 2);
}

function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
