/** Where modules are, which instances of them there are, and what goes in and comes out. */
import type { Around } from './hold-against.ts';

const of = (name: string, files: Around['files'], more: Partial<Around> = {}): Around => ({
  name: `module: ${name}`,
  files,
  ...more,
});

const ECHO =
  'variable "a" {\n  default = "d"\n}\nresource "terraform_data" "r" {\n  input = var.a\n}\noutput "o" {\n  value = var.a\n}\noutput "p" {\n  value = [path.module, path.root]\n}\noutput "id" {\n  value = terraform_data.r.id\n}\n';
const call = (body: string, source = './m'): string => `module "m" {\n  source = "${source}"\n  ${body}\n}\n`;
const shown = (text: string): string => `output "shown" {\n  value = ${text}\n}\n`;

const manifest = (modules: readonly Readonly<Record<string, string>>[]): string =>
  JSON.stringify({ Modules: [{ Key: '', Source: '', Dir: '.' }, ...modules] });
const REGISTRY = { Key: 'm', Source: 'registry.terraform.io/acme/net/aws', Version: '1.2.3' };
const inRegistry = (body = 'version = "1.2.3"'): string =>
  call(body, 'acme/net/aws') + shown('[module.m.o, module.m.p]');

const installed: readonly Around[] = [
  ['a folder below', 'net', REGISTRY, inRegistry()],
  ['a folder with a dot at its end', 'net', { ...REGISTRY, Dir: '.terraform/modules/net/.' }, inRegistry()],
  ['a folder with dots in it', 'net', { ...REGISTRY, Dir: './.terraform/modules/../modules/net' }, inRegistry()],
  ['another version than is asked for', 'net', { ...REGISTRY, Version: '2.0.0' }, inRegistry()],
  ['a version in a range', 'net', REGISTRY, inRegistry('version = "~> 1.0"')],
  ['no version is asked for', 'net', REGISTRY, inRegistry('')],
  [
    'another source than is asked for',
    'net',
    { ...REGISTRY, Source: 'registry.terraform.io/acme/other/aws' },
    inRegistry(),
  ],
  ['a source without its host', 'net', { ...REGISTRY, Source: 'acme/net/aws' }, inRegistry()],
  ['another key', 'net', { ...REGISTRY, Key: 'n' }, inRegistry()],
  ['a folder that is not there', 'other', REGISTRY, inRegistry()],
].map(([name, folder, entry, main]) =>
  of(
    `installed: ${String(name)}`,
    {
      'main.tf': String(main),
      [`.terraform/modules/${String(folder)}/main.tf`]: ECHO,
      '.terraform/modules/modules.json': manifest([
        { Dir: '.terraform/modules/net', ...(entry as Readonly<Record<string, string>>) },
      ]),
    },
    { installed: true },
  ),
);

const nested: readonly Around[] = [
  of(
    'installed: a submodule, and a module in a module',
    {
      'main.tf': `${call('version = "1.2.3"', 'acme/net/aws//sub/deep')}${shown('module.m.all')}`,
      '.terraform/modules/m/sub/deep/main.tf': `module "in" {\n  source = "../beside"\n}\nmodule "out" {\n  source = "git::https://example.com/x.git?ref=v1"\n}\n${'output "all" {\n  value = [module.in.p, module.out.p, path.module]\n}\n'}`,
      '.terraform/modules/m/sub/beside/main.tf': ECHO,
      '.terraform/modules/m.out/main.tf': ECHO,
      '.terraform/modules/modules.json': manifest([
        {
          Key: 'm',
          Source: 'registry.terraform.io/acme/net/aws//sub/deep',
          Version: '1.2.3',
          Dir: '.terraform/modules/m/sub/deep',
        },
        { Key: 'm.in', Source: '../beside', Dir: '.terraform/modules/m/sub/beside' },
        { Key: 'm.out', Source: 'git::https://example.com/x.git?ref=v1', Dir: '.terraform/modules/m.out' },
      ]),
    },
    { installed: true },
  ),
  of(
    'installed: a local module that the manifest leads elsewhere',
    {
      'main.tf': call('a = 1') + shown('module.m.p'),
      'm/main.tf': ECHO,
      'n/main.tf': ECHO,
      '.terraform/modules/modules.json': manifest([{ Key: 'm', Source: './m', Dir: 'n' }]),
    },
    { installed: true },
  ),
  of(
    'above the root',
    { 'root/main.tf': call('a = 1', '../m') + shown('[module.m.o, module.m.p]'), 'm/main.tf': ECHO },
    { root: 'root' },
  ),
  of('below and above again', {
    'main.tf': call('a = 1') + shown('module.m.p'),
    'm/main.tf':
      'variable "a" {}\nmodule "n" {\n  source = "../n"\n}\noutput "p" {\n  value = [path.module, module.n.p]\n}\n',
    'n/main.tf': ECHO,
  }),
  of('that calls itself', { 'main.tf': call('', './m'), 'm/main.tf': call('', '../m') }),
  of('of OpenTofu', { 'main.tf': call('a = 1') + shown('module.m.o'), 'm/main.tofu': ECHO }),
  of('with a file of variables that is not read', {
    'main.tf': call('') + shown('module.m.o'),
    'm/main.tf': ECHO,
    'm/terraform.tfvars': 'a = "tfvars"\n',
  }),
  of('with a backend of its own', { 'main.tf': call(''), 'm/main.tf': 'terraform {\n  backend "local" {\n  }\n}\n' }),
  of('in a folder with blanks', { 'main.tf': call('a = 1', './m n') + shown('module.m.p'), 'm n/main.tf': ECHO }),
  of('with a query in its source', { 'main.tf': call('a = 1', './m?ref=x') + shown('module.m.p'), 'm/main.tf': ECHO }),
];

const BODIES: readonly (readonly [string, readonly string[]])[] = [
  [
    '',
    [
      'module.m.o',
      'module.m',
      'module.m[*].o',
      'module.m["o"]',
      '[for k, v in module.m : k]',
      'keys(module.m)',
      'module.m.id',
      'module.m.p',
      'module.m[0].o',
      'module.m.none',
      'try(module.m.none, "x")',
    ],
  ],
  [
    'count = 2\n  a = count.index',
    [
      'module.m[0].o',
      'module.m[*].o',
      'module.m',
      'module.m[2].o',
      'try(module.m[2].o, "x")',
      'length(module.m)',
      '[for x in module.m : x.o]',
      'module.m.o',
      'module.m["0"].o',
      'module.m[-1].o',
      'module.m[*].id',
      'one(module.m[*].o)',
      'module.m.*.o',
      'module.m.0.o',
      'flatten(module.m[*].p)',
      'element(module.m, 3).o',
      'type(module.m)',
    ],
  ],
  [
    'count = 0',
    [
      'module.m[*].o',
      'module.m',
      'one(module.m[*].o)',
      'module.m[0].o',
      'try(module.m[0].o, null)',
      'length(module.m)',
      'module.m[*].none',
    ],
  ],
  ['count = 1', ['one(module.m[*].o)', 'module.m[0].o', 'module.m.o']],
  [
    'for_each = toset(["x", "y.z"])\n  a = each.key',
    [
      'module.m["x"].o',
      'module.m["y.z"].o',
      'module.m',
      'module.m["w"].o',
      'try(module.m["w"].o, "q")',
      'values(module.m)[*].o',
      '{ for k, m in module.m : k => m.o }',
      'module.m[*].o',
      'module.m.x.o',
      'keys(module.m)',
      'length(module.m)',
      '[for m in module.m : m.id]',
      'lookup(module.m, "x", null).o',
      'merge(module.m, {})["x"].o',
    ],
  ],
  ['for_each = {}', ['module.m', 'values(module.m)[*].o', 'keys(module.m)']],
  [
    'for_each = { a = 1, b = [2] }\n  a = each.value',
    ['module.m["a"].o', 'values(module.m)[*].o', 'module.m["b"].o[0]'],
  ],
  ['a = null', ['module.m.o']],
];

const instances: readonly Around[] = BODIES.flatMap(([body, texts]) =>
  texts.map((text) =>
    of(`${body.split('\n')[0]}: ${text}`, { 'main.tf': call(body) + shown(text), 'm/main.tf': ECHO }),
  ),
);

const PROVIDERS =
  'terraform {\n  required_providers {\n    terraform = { source = "terraform.io/builtin/terraform" }\n  }\n}\nprovider "terraform" {\n}\nprovider "terraform" {\n  alias = "x"\n}\n';
const REQUIRED =
  'terraform {\n  required_providers {\n    terraform = {\n      source = "terraform.io/builtin/terraform"\n      configuration_aliases = [terraform.y]\n    }\n  }\n}\n';
const USES = `${REQUIRED}resource "terraform_data" "r" {\n  provider = terraform.y\n}\n`;

const providers: readonly Around[] = [
  of('providers: passed under another name', {
    'main.tf': PROVIDERS + call('providers = {\n    terraform = terraform\n    terraform.y = terraform.x\n  }'),
    'm/main.tf': USES,
  }),
  of('providers: as text', {
    'main.tf': PROVIDERS + call('providers = {\n    "terraform.y" = "terraform.x"\n  }'),
    'm/main.tf': USES,
  }),
  of('providers: one is missing', {
    'main.tf': PROVIDERS + call('providers = {\n    terraform = terraform\n  }'),
    'm/main.tf': USES,
  }),
  of('providers: none is passed', { 'main.tf': PROVIDERS + call(''), 'm/main.tf': USES }),
  of('providers: one that there is not', {
    'main.tf': PROVIDERS + call('providers = {\n    terraform.y = terraform.z\n  }'),
    'm/main.tf': USES,
  }),
  of('providers: one that the module does not ask for', {
    'main.tf': PROVIDERS + call('providers = {\n    terraform.y = terraform.x\n    terraform.q = terraform.x\n  }'),
    'm/main.tf': USES,
  }),
  of('providers: twice', {
    'main.tf': PROVIDERS + call('providers = {\n    terraform.y = terraform.x\n    terraform.y = terraform\n  }'),
    'm/main.tf': USES,
  }),
  of('providers: a module with a provider of its own', {
    'main.tf': call(''),
    'm/main.tf': `provider "terraform" {\n}\n${ECHO}`,
  }),
  of('providers: a repeated module with a provider of its own', {
    'main.tf': call('count = 1'),
    'm/main.tf': `provider "terraform" {\n}\n${ECHO}`,
  }),
  of('providers: computed', {
    'main.tf': PROVIDERS + call('providers = {\n    terraform.y = true ? terraform.x : terraform\n  }'),
    'm/main.tf': USES,
  }),
  of('providers: an alias that refers', {
    'main.tf': 'locals {\n  x = "y"\n}\nprovider "terraform" {\n  alias = local.x\n}\n',
  }),
  of('providers: an argument that there is not', {
    'main.tf': 'provider "terraform" {\n  nonsense = 1\n}\nresource "terraform_data" "r" {\n}\n',
  }),
];

export const modules: readonly Around[] = [...installed, ...nested, ...instances, ...providers];
