/**
 * The package as a user gets it: packed, installed in an empty project, attached by two lines. It needs the registry and
 * half a gigabyte, so it runs where SALLYPORT_PACKED=1 asks for it, as `.ci/run` does, and is shown as skipped elsewhere.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const asked = process.env['SALLYPORT_PACKED'] === '1';
const minutes = 60_000;

interface Library {
  readonly name: 'cdktf' | 'cdktn';
  readonly packages: readonly string[];
  readonly provider: string;
}

const libraries: readonly Library[] = [
  {
    name: 'cdktf',
    packages: ['cdktf@0.21', '@cdktf/provider-aws@21.22.1', 'constructs@10.4.2'],
    provider: '@cdktf/provider-aws',
  },
  {
    name: 'cdktn',
    packages: ['cdktn@0.24', '@cdktn/provider-aws@25', 'constructs@10.7'],
    provider: '@cdktn/provider-aws',
  },
];

/** The app of a project; `GATE` and `FROM` choose what the tests compare. */
const programOf = ({ name, provider }: Library) => `import { App, TerraformStack } from '${name}';
import { AwsProvider } from '${provider}/lib/provider/index.js';
import { SecurityGroup } from '${provider}/lib/security-group/index.js';
import { Construct } from 'constructs';
import { sallyport } from 'sallyport';

class Bastion extends Construct {
  constructor(scope: Construct, id: string, from: string) {
    super(scope, id);
    new SecurityGroup(this, 'Group', {
      ingress: [{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: [from] }],
    });
  }
}

class Network extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-central-1' });
    new Bastion(this, 'bastion', process.env.FROM ?? '10.0.0.0/8');
  }
}

const app = process.env.GATE === 'off' ? new App() : sallyport(new App());
new Network(app, 'network');
app.synth();
`;
const madeHere = 10; // the line of `new SecurityGroup`
const ledHere = 25; // the line of `new Network`

/** CDKTF's own template, as \`cdktf init --template=typescript\` writes it. */
const commonJs = {
  target: 'ES2018',
  module: 'CommonJS',
  moduleResolution: 'node',
  lib: ['es2018'],
  strict: true,
  noUnusedLocals: true,
  experimentalDecorators: true,
  declaration: true,
  types: ['node'],
};
const nodeNext = { target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext', strict: true, types: ['node'] };

interface Setup {
  readonly title: string;
  readonly type: 'commonjs' | 'module';
  readonly compilerOptions: object;
  readonly runner: readonly string[];
}

const setups: readonly Setup[] = [
  {
    title: "CommonJS under ts-node, as in CDKTF's template",
    type: 'commonjs',
    compilerOptions: commonJs,
    runner: ['node_modules/.bin/ts-node', 'main.ts'],
  },
  {
    title: 'ES modules under tsx',
    type: 'module',
    compilerOptions: nodeNext,
    runner: ['node_modules/.bin/tsx', 'main.ts'],
  },
];

function run(
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  const [file = '', ...args] = command;
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return spawnSync(file, args, { cwd, env: { ...inherited, ...env }, encoding: 'utf8', timeout: 5 * minutes });
}

function succeed(command: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = run(command, cwd);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

describe.skipIf(!asked)('the packed package', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-packed-')));
  let tarball = '';

  function project(name: string, packages: readonly string[]): string {
    const place = join(folder, name);
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name, private: true }));
    succeed(['npm', 'install', '--no-audit', '--no-fund', tarball, ...packages], place);
    return place;
  }

  beforeAll(() => {
    const [packed] = JSON.parse(succeed(['npm', 'pack', '--json', '--pack-destination', folder], root)) as readonly {
      readonly filename: string;
    }[];
    tarball = join(folder, packed?.filename ?? '');
  }, 5 * minutes);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(libraries)('on $name', (library) => {
    let place = '';
    beforeAll(() => {
      place = project(library.name, [...library.packages, 'typescript@5.9', 'ts-node@10', 'tsx@4', '@types/node@20']);
      writeFileSync(join(place, 'main.ts'), programOf(library));
      writeFileSync(join(place, 'cdktf.json'), JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts' }));
    }, 10 * minutes);

    describe.each(setups)('$title', ({ type, compilerOptions, runner }) => {
      const synthesize = (env: Readonly<Record<string, string>>) => run(runner, place, { NO_COLOR: '1', ...env });
      const manifest = () => join(place, 'cdktf.out', 'manifest.json');
      const stackFile = () => join(place, 'cdktf.out', 'stacks', 'network', 'cdk.tf.json');

      beforeAll(() => {
        rmSync(join(place, 'cdktf.out'), { recursive: true, force: true });
        const manifestOfProject = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as object;
        writeFileSync(join(place, 'package.json'), JSON.stringify({ ...manifestOfProject, type }));
        writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['main.ts'] }));
      });

      test(
        'the two lines type-check, and the type of the app is kept',
        () => {
          const { status, stdout } = run(['node_modules/.bin/tsc', '--noEmit'], place);
          expect(stdout).toBe('');
          expect(status).toBe(0);
        },
        minutes,
      );

      test(
        'an open gate lets synthesis end as without it, byte by byte',
        () => {
          expect(synthesize({ GATE: 'off' }).status).toBe(0);
          const without = [readFileSync(stackFile()), readFileSync(manifest())];
          const { status, stdout, stderr } = synthesize({});
          expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
          expect(stderr.trimEnd().split('\n')).toHaveLength(1);
          expect(stderr).toMatch(/gate is open/);
          expect([readFileSync(stackFile()), readFileSync(manifest())]).toEqual(without);
        },
        minutes,
      );

      test(
        'a closed gate ends it with 1, no manifest, the line of the program, and no stack trace',
        () => {
          expect(synthesize({ GATE: 'off' }).status).toBe(0);
          expect(existsSync(manifest())).toBe(true);
          const { status, stderr } = synthesize({ FROM: '0.0.0.0/0' });
          expect(status).toBe(1);
          expect(existsSync(manifest())).toBe(false);
          expect(stderr).toContain(`main.ts:${madeHere}:`);
          expect(stderr).toContain(`main.ts:${ledHere}:`);
          expect(stderr).not.toMatch(/^\s+at /m);
          expect(stderr).not.toContain('ExperimentalWarning');
        },
        minutes,
      );

      test(
        'the command line gives the same verdict on the same files',
        () => {
          synthesize({ FROM: '0.0.0.0/0' });
          const closed = run(['node_modules/.bin/sallyport', 'check', '--format', 'json'], place);
          expect(closed.status).toBe(1);
          expect(JSON.parse(closed.stdout)).toMatchObject({ version: 1, gate: 'closed' });
          synthesize({});
          expect(run(['node_modules/.bin/sallyport', 'check'], place).status).toBe(0);
        },
        minutes,
      );
    });
  });

  describe('without cdktf and constructs', () => {
    let place = '';
    beforeAll(() => {
      place = project('bare', []);
    }, 5 * minutes);

    test('the command line runs, and neither is installed', () => {
      expect(existsSync(join(place, 'node_modules', 'cdktf'))).toBe(false);
      expect(existsSync(join(place, 'node_modules', 'constructs'))).toBe(false);
      writeFileSync(
        join(place, 'main.tf.json'),
        JSON.stringify({ resource: { aws_vpc: { v: { cidr_block: '10.0.0.0/16' } } } }),
      );
      const { status, stdout, stderr } = run(['node_modules/.bin/sallyport', 'check', '.', '--format', 'json'], place);
      expect(stderr).toBe('');
      expect([0, 1]).toContain(status);
      expect(JSON.parse(stdout)).toMatchObject({ version: 1, tool: { name: 'sallyport' } });
      expect(run(['node_modules/.bin/sallyport', 'policies', '--format', 'json'], place).status).toBe(0);
    });
  });
});
