/** What only a process of its own can show: exit codes, streams, signals, permissions. */
import { type SpawnSyncOptionsWithStringEncoding, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderWith } from '../cli/test-host.ts';
import { builtPackage } from './built-package.ts';

let installed = '';
beforeAll(async () => {
  installed = await builtPackage();
});
afterAll(() => rmSync(installed, { recursive: true, force: true }));

const { NO_COLOR: _none, FORCE_COLOR: _forced, NODE_OPTIONS: _options, ...inherited } = process.env;
/** Root may write anywhere, so what is about permissions runs as nobody. */
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

function node(args: readonly string[], cwd: string, given: Partial<SpawnSyncOptionsWithStringEncoding> = {}) {
  const { env, ...others } = given;
  return spawnSync(process.execPath, args, { cwd, encoding: 'utf8', ...others, env: { ...inherited, ...env } });
}

/** Skips, visibly, where nobody may not even read the package: in a home folder, say. */
function needsNobody(skip: (note: string) => void): void {
  if (node([main(), '--version'], '/', asNobody).status !== 0) skip('another user may not read this folder');
}

const main = () => join(installed, 'dist', 'cli', 'main.js');
const sallyport = (argv: readonly string[], cwd: string, given: Partial<SpawnSyncOptionsWithStringEncoding> = {}) =>
  node([main(), ...argv], cwd, given);

const groupFrom = (block: string) =>
  JSON.stringify({
    resource: {
      aws_security_group: { g: { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: [block] }] } },
    },
  });

/** A CDKTF app in plain JavaScript that imports the built package. */
function appFolder(body: string): string {
  const folder = folderWith({
    'sallyport.yaml': 'version: 1\n',
    'main.mjs': `import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const require = createRequire(${JSON.stringify(join(installed, 'package.json'))});
const { App, TerraformStack, TerraformElement } = require('cdktf');
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider/index.js');
const { SecurityGroup } = require('@cdktf/provider-aws/lib/security-group/index.js');
const { sallyport } = await import(pathToFileURL(${JSON.stringify(join(installed, 'dist', 'index.js'))}).href);
const add = (app, from) => {
  const stack = new TerraformStack(app, 'network');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  new SecurityGroup(stack, 'bastion', { ingress: [{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: [from] }] });
};
${body}
`,
  });
  return folder;
}

describe('an app that catches nothing', () => {
  test.each([
    [
      'an open gate',
      "const app = sallyport(new App()); add(app, '10.0.0.0/8'); app.synth();",
      0,
      /^sallyport: the gate is open: .*\n$/,
    ],
    [
      'a closed gate',
      "const app = sallyport(new App()); add(app, '0.0.0.0/0'); app.synth();",
      1,
      /sallyport: the gate is closed: 2 critical violations\n$/,
    ],
    ['a stop', 'sallyport(new App()).synth();', 2, /gate\/no-stacks[\s\S]*help/],
    ['no app', 'sallyport({});', 2, /gate\/no-app[\s\S]*const app = sallyport\(new App\(\)\)/],
    [
      'a judgement with a gap',
      "const app = sallyport(new App()); add(app, '10.0.0.0/8'); app.node.addValidation({ validate: () => { require('node:fs').writeFileSync('cdktf.out/stacks/network/extra.tf.json', '{'); return []; } }); app.synth();",
      2,
      /could not be read/,
    ],
  ])('%s ends it with a word, no trace, and the right code', (_situation, body, code, printed) => {
    const folder = appFolder(body);
    const { status, stdout, stderr } = node(['main.mjs'], folder);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toMatch(printed);
    expect(stderr).not.toMatch(/^\s+at |triggerUncaughtException|Node\.js v/m);
    expect(existsSync(join(folder, 'cdktf.out', 'manifest.json'))).toBe(code === 0);
  });

  test('its own errors keep their trace and their code', () => {
    const { status, stderr } = node(['main.mjs'], appFolder("sallyport(new App()); throw new RangeError('mine');"));
    expect(status).toBe(1);
    expect(stderr).toMatch(/RangeError: mine\n\s+at /);
  });

  test('a handler of its own for uncaught exceptions is left alone', () => {
    const body =
      "process.on('uncaughtException', (e) => { console.log(e.name); process.exit(7); }); const app = sallyport(new App()); add(app, '0.0.0.0/0'); app.synth();";
    const { status, stdout } = node(['main.mjs'], appFolder(body));
    expect({ status, stdout }).toEqual({ status: 7, stdout: 'GateClosedError\n' });
  });

  test('an app that swallows the error has nothing to deploy', () => {
    const folder = appFolder("const app = sallyport(new App()); add(app, '0.0.0.0/0'); try { app.synth(); } catch {}");
    expect(node(['main.mjs'], folder).status).toBe(0);
    expect(existsSync(join(folder, 'cdktf.out', 'manifest.json'))).toBe(false);
  });

  test.runIf(process.platform !== 'win32')(
    'an output folder that is read-only ends it, and is as it was',
    ({ skip }) => {
      needsNobody(skip);
      const folder = appFolder("const app = sallyport(new App()); add(app, '10.0.0.0/8'); app.synth();");
      expect(node(['main.mjs'], folder).status).toBe(0);
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'cdktf.out'), 0o555);
      const before = readdirSync(join(folder, 'cdktf.out'));
      const { status, stderr } = node(['main.mjs'], folder, asNobody);
      expect(status).toBe(2);
      expect(stderr).toMatch(
        /manifest\.json is from an earlier run and cannot be deleted|manifest\.json` is from an earlier run/,
      );
      expect(readdirSync(join(folder, 'cdktf.out'))).toEqual(before);
      chmodSync(join(folder, 'cdktf.out'), 0o755);
    },
  );
});

describe('the command', () => {
  test.each([
    ['open', '10.0.0.0/8', 0],
    ['closed', '0.0.0.0/0', 1],
  ])('ends %s with its code, results on stdout, nothing on stderr', (_gate, block, code) => {
    const { status, stdout, stderr } = sallyport(['check', '.'], folderWith({ 'main.tf.json': groupFrom(block) }));
    expect({ status, stderr }).toEqual({ status: code, stderr: '' });
    expect(stdout).toContain(code === 0 ? 'gate open' : 'gate closed');
    expect(stdout).not.toContain('\u001b');
  });

  test.each([
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, [], true],
    ['NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    ['--no-color after the command', { FORCE_COLOR: '1' }, ['--no-color'], false],
  ])('colours by %s', (_situation, env, more, colored) => {
    const folder = folderWith({ 'main.tf.json': groupFrom('0.0.0.0/0') });
    expect(sallyport(['check', '.', ...more], folder, { env }).stdout.includes('\u001b[')).toBe(colored);
  });

  test('--no-color and --quiet are taken before the command, too', () => {
    const folder = folderWith({ 'main.tf.json': groupFrom('0.0.0.0/0') });
    const { status, stdout } = sallyport(['--no-color', '--quiet', 'check', '.'], folder, {
      env: { FORCE_COLOR: '1' },
    });
    expect(status).toBe(1);
    expect(stdout).not.toContain('\u001b[');
    expect(stdout.split('\n').length).toBeLessThan(12);
  });

  test('a reader that goes away does not change the verdict', async () => {
    const folder = folderWith({ 'main.tf.json': groupFrom('0.0.0.0/0') });
    const child = spawn(process.execPath, [main(), 'check', '.', '--format', 'json'], { cwd: folder, env: inherited });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (text) => {
      said += String(text);
    });
    expect(await new Promise((ended) => child.once('close', ended))).toBe(1);
    expect(said).toBe('');
  });

  test.each(['-', '/dev/stdin'])('a plan comes by %s, which is no file', (name) => {
    const folder = folderWith({ 'sallyport.yaml': 'version: 1\n' });
    const pipe = (command: string) => spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    writeFileSync(join(folder, 'plan'), groupFrom('0.0.0.0/0'));
    const judged = pipe(`cat plan | '${process.execPath}' '${main()}' check ${name}`);
    expect([judged.status, judged.stderr]).toEqual([1, '']);
    expect(judged.stdout).toContain('aws_security_group.g');
  });

  test('a full disk is no verdict', () => {
    if (!existsSync('/dev/full')) return;
    const folder = folderWith({ 'main.tf.json': groupFrom('10.0.0.0/8') });
    const { status } = sallyport(['check', '.'], folder, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });
    expect(status).toBe(2);
    const toFile = sallyport(['check', '.', '--format', 'json=/dev/full'], folder);
    expect(toFile.status).toBe(2);
    expect(toFile.stderr).toMatch(/no space left/);
  });

  test('an interrupt ends it at once', async () => {
    const rules = Array.from({ length: 4000 }, (_, index) => [
      `g${index}`,
      JSON.parse(groupFrom('0.0.0.0/0')).resource.aws_security_group.g,
    ]);
    const folder = folderWith({
      'main.tf.json': JSON.stringify({ resource: { aws_security_group: Object.fromEntries(rules) } }),
    });
    const child = spawn(process.execPath, [main(), 'check', '.', '--format', 'json=report.json'], {
      cwd: folder,
      env: inherited,
    });
    const ended = new Promise<[number | null, string | null]>((done) => {
      child.once('exit', (...how) => done(how));
    });
    await new Promise((later) => setTimeout(later, 400));
    const start = performance.now();
    child.kill('SIGINT');
    const [code, signal] = await ended;
    expect(performance.now() - start).toBeLessThan(1000);
    // A shell shows a death by this signal as 130.
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
    expect(readdirSync(folder).filter((name) => name.startsWith('report'))).toEqual([]);
  });

  test.runIf(process.platform !== 'win32')(
    'a folder that is read-only gets no report, and the exit code says so',
    ({ skip }) => {
      needsNobody(skip);
      const folder = folderWith({ 'main.tf.json': groupFrom('10.0.0.0/8') });
      mkdirSync(join(folder, 'out'));
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'out'), 0o555);
      const { status, stdout, stderr } = sallyport(
        ['check', '.', '--format', 'json=out/report.json'],
        folder,
        asNobody,
      );
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/cannot be written: permission denied/);
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    },
  );

  test.runIf(process.platform !== 'win32')(
    'a file that may not be read is told, and what stands beside it judged',
    ({ skip }) => {
      needsNobody(skip);
      const folder = folderWith({ 'main.tf.json': groupFrom('10.0.0.0/8'), 'secret.tf.json': groupFrom('0.0.0.0/0') });
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'secret.tf.json'), 0o000);
      const { status, stdout } = sallyport(['check', '.'], folder, asNobody);
      expect(status).toBe(2);
      expect(stdout).toMatch(/secret\.tf\.json. cannot be read: permission denied/);
      expect(stdout).toMatch(/on 1 resource /);
    },
  );

  test('the version needs nothing but the package itself', () => {
    const { status, stdout } = sallyport(['--version'], '/');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('large input', () => {
  const member = (index: number) => `"r${index}":${JSON.stringify({ description: 'x'.repeat(2000), ingress: [] })}`;
  const large = (count: number) =>
    `{"resource":{"aws_security_group":{${Array.from({ length: count }, (_, index) => member(index)).join(',')}}}}`;

  test('is judged in a thread of its own, to the same end', () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'main.tf.json'), large(17_000));
    const { status, stdout } = sallyport(['check', '.', '--format', 'json=report.json', '--format', 'text'], folder);
    expect([0, 1]).toContain(status);
    expect(stdout).toMatch(/on 17000 resources/);
    expect(existsSync(join(folder, 'report.json'))).toBe(true);
  }, 240_000);

  test('that needs more memory than there is ends with a word', () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'main.tf.json'), large(17_000));
    const { status, stdout, stderr } = sallyport(['check', '.'], folder, {
      env: { NODE_OPTIONS: '--max-old-space-size=110' },
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/needs more memory than the \d+ MiB[\s\S]*--max-old-space-size=/);
  }, 240_000);

  test('of 200 MB that is no JSON is refused', () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'main.tf.json'), 'x'.repeat(200_000_000));
    const { status, stdout } = sallyport(['check', '.'], folder);
    expect(status).toBe(2);
    expect(stdout).toMatch(/is not valid JSON/);
  }, 240_000);

  test('in a file of more than 400 MiB is told', () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'main.tf.json'), Buffer.alloc(420_000_000, 32));
    const { status, stdout } = sallyport(['check', '.'], folder);
    expect(status).toBe(2);
    expect(stdout).toMatch(/has 401 MiB, and a file may have 400 MiB/);
  }, 240_000);
});
