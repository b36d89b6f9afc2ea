/** Real configuration to mutate: the project's own, and third-party files beside the project where they are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { planOf } from '../ingest/plan-json.ts';
import { handWritten } from './hand-written.ts';

export interface Source {
  readonly name: string;
  /** What is given to the command: a folder or a file of `files`. */
  readonly input: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** The file of `files` that is mutated. */
  readonly target: string;
}

const root = resolve(import.meta.dirname, '..', '..');
const corpus = resolve(process.env['SALLYPORT_CORPUS'] ?? join(root, '..', 'shared', 'corpus'));

/** Why third-party sources are missing; `undefined` when they are there. */
export const absence = existsSync(corpus)
  ? undefined
  : `there is no corpus at ${corpus}: third-party files are skipped`;

export function ownSources(): readonly Source[] {
  const folder = join(root, 'policies');
  const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /[\\/]cases[\\/].*\.tf\.json$/.test(path))
    .sort()
    .map((path) => single(join('policies', path), 'in/main.tf.json', 'in', readFileSync(join(folder, path))));
  const modules = Object.keys(handWritten).map((target) => {
    const files = Object.entries(handWritten).map(([path, text]) => [`in/${path}`, Buffer.from(text)]);
    return { name: `hand-written ${target}`, input: 'in', files: Object.fromEntries(files), target: `in/${target}` };
  });
  return [...cases, ...modules, single('hand-written plan', 'plan.json', 'plan.json', Buffer.from(ownPlan))];
}

/** Third-party files stay where they are: they are read, and never copied into this project. */
export function thirdPartySources(): readonly Source[] {
  if (absence !== undefined) return [];
  const cases = readdirSync(join(corpus, 'cases'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:tf|tf\.json|tfvars)$/.test(path))
    .sort()
    .map((path) => {
      const file = join(corpus, 'cases', path);
      const name = /\.tfvars$/.test(path) ? 'terraform.tfvars' : path.endsWith('.json') ? 'main.tf.json' : 'main.tf';
      return single(relative(corpus, file), `in/${name}`, 'in', readFileSync(file));
    });
  const plans = readdirSync(join(corpus, 'plans'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => single(`plans/${name}`, name, name, readFileSync(join(corpus, 'plans', name))));
  return [...cases, ...plans];
}

function single(name: string, target: string, input: string, bytes: Uint8Array): Source {
  const files = { [target]: bytes };
  // Values of variables are read beside a module only.
  const beside = target.endsWith('.tfvars') ? { 'in/main.tf': Buffer.from('variable "region" {}\n') } : {};
  return { name, input, files: { ...files, ...beside }, target };
}

const ownPlan = planOf(
  [
    {
      address: 'aws_security_group.open',
      values: {
        ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }],
        tags: { k: 'v' },
      },
      unknown: { id: true, ingress: [{ cidr_blocks: [false] }] },
    },
    {
      address: 'module.m["k"].aws_s3_bucket.b',
      module: 'module.m["k"]',
      values: { bucket: 'b' },
      sensitive: { tags: true },
    },
    { address: 'aws_kms_key.gone', actions: ['delete'], unplanned: true, before: { description: 'old' } },
    { address: 'data.aws_region.here', mode: 'data', values: { name: 'eu-central-1' }, actions: ['read'] },
  ],
  {
    variables: { v: { value: 'x' } },
    configuration: {
      root_module: {
        resources: [
          {
            address: 'aws_security_group.open',
            mode: 'managed',
            type: 'aws_security_group',
            name: 'open',
            provider_config_key: 'aws',
            expressions: { ingress: { references: ['var.v'] }, tags: { constant_value: { k: 'v' } } },
          },
        ],
        module_calls: { m: { source: './m', module: { resources: [] } } },
        variables: { v: { default: 'x', sensitive: false } },
      },
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-central-1' } } } },
    },
  },
);
