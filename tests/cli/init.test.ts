import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { init } from '../../src/cli/init.ts';
import { readSettings, readWaivers } from '../../src/settings/index.ts';
import { folderWith, testHost } from './test-host.ts';

const project = {
  'cdktf.json': '{"language":"typescript","app":"npx ts-node main.ts"}',
  'main.ts': "import { App } from 'cdktf';\nconst app = new App();\napp.synth();\n",
};

test('settings and waivers are written beside the app, and the change to it is shown', () => {
  const folder = folderWith({
    ...project,
    'cdktf.json': '{"app":"npx tsx stacks/main.ts"}',
    'stacks/main.ts': project['main.ts'],
  });
  const host = testHost(folder);
  expect(init(undefined, host)).toBe(0);
  expect(readdirSync(join(folder, 'stacks'))).toEqual(['main.ts', 'sallyport-waivers.yaml', 'sallyport.yaml']);
  expect(host.out()).toContain('wrote stacks/sallyport.yaml');
  expect(host.out()).toContain("+ import { sallyport } from 'sallyport';");
  expect(host.out()).toContain('+ const app = sallyport(new App());');
  expect(readFileSync(join(folder, 'stacks/main.ts'), 'utf8')).toBe(project['main.ts']);
});

test('what is written can be read, and waives nothing', () => {
  const folder = folderWith(project);
  init(undefined, testHost(folder));
  const text = readFileSync(join(folder, 'sallyport.yaml'), 'utf8');
  expect(readSettings(text, 'sallyport.yaml', { environment: 'production' })).toMatchObject({
    undecided: 'close',
    closeOn: ['critical', 'high', 'medium'],
    waiverFile: 'sallyport-waivers.yaml',
  });
  expect(readWaivers(readFileSync(join(folder, 'sallyport-waivers.yaml'), 'utf8'), 'w.yaml')).toEqual([]);
});

test('the examples in the files can be used as they stand', () => {
  const folder = folderWith(project);
  init(undefined, testHost(folder));
  const uncommented = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .replace(/^# (?= |organization|partners)/gm, '')
      .replace(/^waivers: \[\]$/m, 'waivers:');
  expect(readSettings(uncommented('sallyport.yaml'), 's.yaml').declarations).toMatchObject({
    organizationAccounts: ['111122223333'],
    partners: [{ cidr: '198.51.100.0/24', name: 'example partner' }],
  });
  const [waiver] = readWaivers(uncommented('sallyport-waivers.yaml'), 'w.yaml');
  expect(waiver).toMatchObject({ policy: 'network/example', owner: 'name-of-a-team' });
  expect(waiver).not.toHaveProperty('malformed');
});

test('nothing that exists is overwritten', () => {
  const folder = folderWith({ ...project, 'sallyport.yaml': 'version: 1\n' });
  const host = testHost(folder);
  expect(init(undefined, host)).toBe(0);
  expect(readFileSync(join(folder, 'sallyport.yaml'), 'utf8')).toBe('version: 1\n');
  expect(readdirSync(folder)).not.toContain('sallyport-waivers.yaml');
  expect(host.out()).toContain('sallyport.yaml is there already, and was left as it is');
});

test('a second run changes nothing', () => {
  const folder = folderWith(project);
  init(undefined, testHost(folder));
  const before = readdirSync(folder).map((name) =>
    name.endsWith('.yaml') ? readFileSync(join(folder, name), 'utf8') : name,
  );
  init(undefined, testHost(folder));
  const after = readdirSync(folder).map((name) =>
    name.endsWith('.yaml') ? readFileSync(join(folder, name), 'utf8') : name,
  );
  expect(after).toEqual(before);
});

test('a folder of Terraform gets settings, and is told how to judge it', () => {
  const folder = folderWith({ 'infra/main.tf': '' });
  const host = testHost(folder);
  expect(init('infra', host)).toBe(0);
  expect(readdirSync(join(folder, 'infra'))).toContain('sallyport.yaml');
  expect(host.out()).toContain('sallyport check .');
});

test('a gate that is attached is seen', () => {
  const folder = folderWith({ ...project, 'main.ts': 'const app = sallyport(new App());' });
  const host = testHost(folder);
  init(undefined, host);
  expect(host.out()).toContain('The gate is attached in main.ts.');
});

test.each([
  ['a folder that does not exist', 'nowhere', 'nowhere is no folder'],
  ['a file', 'main.ts', 'main.ts is no folder'],
])('%s is a stop', (_situation, given, message) => {
  expect(() => init(given, testHost(folderWith(project)))).toThrow(message);
});
