/** The configuration of the prelude once its unknowns are known: what was settled before must still hold. */
import { main, prelude } from './prelude.ts';
import type { Folder } from './terraform.ts';

export interface Learning {
  readonly folder: Folder;
  /** The expression with the ids of resources replaced by what they turned out to be. */
  readonly rewrite: (expression: string) => string;
}

const TYPES: Readonly<Record<string, string>> = {
  list: 'list(string)',
  set: 'set(string)',
  map: 'map(number)',
  object: 'object({ a = string, b = number })',
};

interface Learnt {
  readonly id: string;
  /** The ids of `terraform_data.counted`. */
  readonly ids: readonly string[];
  readonly any: string;
  readonly string: string;
  readonly number: string;
  readonly bool: string;
  readonly list: string;
  readonly map: string;
}

const learnt: readonly Learnt[] = [
  { id: 'a-1', ids: ['a-10', 'a-11'], any: '"any"', string: '"a"', number: '0', bool: 'true', list: '[]', map: '{}' },
  {
    id: '10',
    ids: ['a', 'x'],
    any: '["a", "x"]',
    string: '"hello"',
    number: '2',
    bool: 'false',
    list: '["a", "b"]',
    map: '{ a = 1, x = 2 }',
  },
  {
    id: 'é',
    ids: ['c', 'x'],
    any: '{ x = 1 }',
    string: '""',
    number: '-1.5',
    bool: 'true',
    list: '["", "k", "k"]',
    map: '{ hello = 3 }',
  },
  {
    id: 'a',
    ids: ['b', '1'],
    any: 'null',
    string: '"x"',
    number: '1',
    bool: 'false',
    list: '["x", "b", "a"]',
    map: '{ y = 0 }',
  },
  {
    id: 'x',
    ids: ['x', '2'],
    any: '[]',
    string: '"b"',
    number: '3',
    bool: 'true',
    list: '["10", "2"]',
    map: '{ a = 1 }',
  },
];

/** One for each set of values that may be learnt. */
export const learnings: readonly Learning[] = learnt.map((values) => {
  const rewrite = (text: string): string =>
    text
      .replaceAll('terraform_data.u.id', 'local.learnt_id')
      .replaceAll('terraform_data.u.output', 'terraform_data.u.input')
      .replaceAll('terraform_data.counted[*].id', `[${values.ids.map((id) => `{ id = "${id}" }`).join(', ')}][*].id`);
  const fields = ['string', 'number', 'bool', 'list', 'map'] as const;
  const typed = Object.fromEntries(fields.map((name) => [`typed/${name}/main.tf`, typedModule(name, values[name])]));
  return {
    rewrite,
    folder: {
      ...prelude,
      'main.tf': `${rewrite(main).replace('jsondecode(local.learnt_id)', values.any)}\nlocals {\n  learnt_id = "${values.id}"\n}\n`,
      ...typed,
      'typed/set/main.tf': typedModule('set', values.list),
      'typed/object/main.tf': typedModule('object', `{ a = ${values.string}, b = ${values.number} }`),
    },
  };
});

function typedModule(name: string, value: string): string {
  return `variable "it" {}\n\nvariable "known" {\n  type    = ${TYPES[name] ?? name}\n  default = ${value}\n}\n\noutput "it" {\n  value = var.known\n}\n`;
}
