/** Whatever is given to judge: never a 0 for what was not judged, a message that says what is wrong, nothing half-written. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Report } from '../../src/shapes/index.ts';
import { folderWith, type TestHost, testHost } from '../cli/test-host.ts';

interface Ended {
  readonly exit: number;
  readonly host: TestHost;
}

async function sallyport(argv: readonly string[], folder: string): Promise<Ended> {
  const host = testHost(folder);
  return { exit: await run(argv, host), host };
}

const reportOf = ({ host }: Ended) => JSON.parse(host.out()) as Report;

/** Controls but the end of a line, and format characters such as those that turn the direction of text. */
const acting = /[^\P{Cc}\n]|\p{Cf}/u;

const open22 = { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] };
const group = (ingress: unknown) => ({ aws_security_group: { g: { ingress: [ingress] } } });
const closed = JSON.stringify({ resource: group(open22) });

describe('input that is no configuration', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const deepObject = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

  test.each([
    ['malformed JSON', '{"resource": }', /is not valid JSON/],
    ['truncated JSON', closed.slice(0, -7), /is not valid JSON/],
    ['nothing at all', '', /is not valid JSON|is empty/],
    ['a string', '"resource"', /object/],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), /UTF-8/],
    ['arrays 10,000 deep', deep(10_000), /deep|nested|object/],
    ['objects 10,000 deep as a value', `{"resource":{"aws_vpc":{"v":{"tags":${deepObject(10_000)}}}}}`, /deep|nest/],
    [
      'the same key twice',
      '{"resource":{"aws_vpc":{"v":{"cidr_block":"10.0.0.0/16","cidr_block":"0.0.0.0/0"}}}}',
      /cidr_block/,
    ],
  ])('%s is trouble, with a place', async (_situation, content, message) => {
    const ended = await sallyport(['check', 'main.tf.json'], folderWith({ 'main.tf.json': content }));
    expect(ended.exit).toBe(2);
    expect(ended.host.out() + ended.host.err()).toMatch(message);
    expect(ended.host.out() + ended.host.err()).toContain('main.tf.json');
  });

  test('one broken file does not hide what is wrong in another, and the gap shows in the exit code', async () => {
    const folder = folderWith({ 'broken.tf.json': '{', 'main.tf.json': closed });
    const ended = await sallyport(['check', '.', '--format', 'json'], folder);
    expect(ended.exit).toBe(2);
    const report = reportOf(ended);
    expect(report.gate).toBe('closed');
    expect(report.findings.map(({ subject }) => subject.address)).toContain('aws_security_group.g');
    expect(report.diagnostics.map(({ severity }) => severity)).toContain('error');
  });

  test.each([
    ['a path that is nowhere', ['check', 'nowhere.json'], {}, /`nowhere\.json` does not exist/],
    ['an empty folder', ['check', 'empty'], {}, /empty/],
    ['a folder without configuration', ['check', '.'], { 'notes.txt': 'x' }, /no Terraform files/],
    ['no path and no project', ['check'], {}, /no cdktf\.json here or above/],
    ['a project that was never synthesized', ['check'], { 'cdktf.json': '{}' }, /has not been synthesized/],
    [
      'an output without stacks',
      ['check'],
      { 'cdktf.json': '{}', 'cdktf.out/manifest.json': '{"version":"0.21.0","stacks":{}}' },
      /no stacks/,
    ],
    [
      'settings that are not there',
      ['check', '.', '--config', 'x.yaml'],
      { 'main.tf.json': '{}' },
      /the settings file `x\.yaml` cannot be read: there is no such file/,
    ],
    [
      'an environment without settings',
      ['check', '.', '-e', 'production'],
      { 'main.tf.json': '{}' },
      /environment `production` is asked for, but there is no settings file/,
    ],
    [
      'a waiver file that is not there',
      ['check', '.', '-w', 'w.yaml'],
      { 'main.tf.json': '{}' },
      /the waiver file `w\.yaml` cannot be read: there is no such file/,
    ],
    ['an unknown option', ['check', '--fromat', 'json'], {}, /Did you mean --format\?/],
    ['an unknown command', ['chekc'], {}, /Did you mean check\?/],
    ['no command', [], {}, /Usage: sallyport/],
    ['an unknown format', ['check', '.', '--format', 'xml'], { 'main.tf.json': '{}' }, /format .xml. is unknown/],
  ] as const)('%s is a stop, and stdout stays empty', async (_situation, argv, files, message) => {
    const folder = folderWith(files);
    mkdirSync(join(folder, 'empty'));
    const { exit, host } = await sallyport(argv, folder);
    expect({ exit, out: host.out() }).toEqual({ exit: 2, out: '' });
    expect(host.err()).toMatch(message);
  });
});

describe('names and keys that mean something elsewhere', () => {
  test.each([
    [
      '__proto__ as an attribute',
      '{"resource":{"aws_security_group":{"g":{"__proto__":{"ingress":[]},"ingress":[OPEN]}}}}',
    ],
    ['__proto__ as a name', '{"resource":{"aws_security_group":{"__proto__":{"ingress":[OPEN]}}}}'],
    ['constructor as a name', '{"resource":{"aws_security_group":{"constructor":{"ingress":[OPEN]}}}}'],
    ['toString as a name', '{"resource":{"aws_security_group":{"toString":{"ingress":[OPEN]}}}}'],
    [
      'hasOwnProperty as a resource type beside it',
      '{"resource":{"hasOwnProperty":{"x":{}},"aws_security_group":{"g":{"ingress":[OPEN]}}}}',
    ],
    [
      '$unknown as a key of the user',
      '{"resource":{"aws_security_group":{"g":{"tags":{"$unknown":"x","$ref":"y"},"ingress":[OPEN]}}}}',
    ],
  ])('%s takes nothing away from a finding', async (_situation, text) => {
    const folder = folderWith({ 'main.tf.json': text.replace('OPEN', JSON.stringify(open22)) });
    const ended = await sallyport(['check', '.', '--format', 'json'], folder);
    const report = reportOf(ended);
    expect(report.gate).toBe('closed');
    expect([1, 2]).toContain(ended.exit);
    const failed = report.findings.filter(({ outcome }) => outcome === 'fail').length;
    const unread = report.diagnostics.filter(({ severity }) => severity === 'error').length;
    expect(failed + unread).toBeGreaterThan(0);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['ingress']).toBeUndefined();
  });

  const hostile: readonly (readonly [string, string])[] = [
    ['a terminal escape', '\u001b[2J\u001b]0;owned\u0007'],
    ['markup', '<script>alert(1)</script>'],
    ['a new line and a verdict', '\n\ngate open\n'],
    ['a workflow command', '\n::error::owned'],
    ['a formula', "=cmd|' /C calc'!A1"],
    ['a fragment of Rego', '"} data.policies = {} {"'],
    ['a template', '$${file("/etc/passwd")}'],
    ['text from right to left', 'safe\u202egnp.exe'],
    ['a lone surrogate', 'x\ud800y'],
  ];

  test.each(hostile)('%s in a name or a value stays data', async (_situation, name) => {
    const configuration = {
      resource: { aws_security_group: { g: { name, description: name, ingress: [{ ...open22, description: name }] } } },
    };
    const folder = folderWith({ 'main.tf.json': JSON.stringify(configuration) });
    const text = await sallyport(
      ['check', '.', '--format', 'text', '--format', 'json=r.json', '--format', 'sarif=r.sarif'],
      folder,
    );
    expect(text.exit).toBe(1);
    expect(text.host.out()).not.toMatch(acting);
    expect(text.host.out().match(/^gate open/m)).toBeNull();
    expect(text.host.out().match(/^::error/m)).toBeNull();
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))).toMatchObject({ gate: 'closed' });
    expect(JSON.parse(readFileSync(join(folder, 'r.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test.each(hostile)('%s as the name of a resource closes the gate and stays data', async (_situation, name) => {
    const folder = folderWith({
      'main.tf.json': JSON.stringify({ resource: { aws_security_group: { [name]: { ingress: [open22] } } } }),
    });
    const { exit, host } = await sallyport(['check', '.'], folder);
    expect([1, 2]).toContain(exit);
    expect(host.out() + host.err()).not.toMatch(acting);
    expect(host.out().match(/^gate open/m)).toBeNull();
  });
});

describe('configuration that contradicts itself', () => {
  test('the same address twice is trouble, and the violation is found whichever comes first', async () => {
    const folder = folderWith({
      'a.tf.json': closed,
      'b.tf.json': JSON.stringify({ resource: group({ ...open22, cidr_blocks: ['10.0.0.0/8'] }) }),
    });
    const ended = await sallyport(['check', '.', '--format', 'json'], folder);
    expect(ended.exit).toBe(2);
    expect(reportOf(ended).gate).toBe('closed');
    expect(ended.host.out()).toMatch(/declared twice/);
  });

  test('references in a ring end, and are said to', async () => {
    const ring = {
      locals: { a: '${local.b}', b: '${local.c}', c: '${local.a}' },
      resource: group({ ...open22, cidr_blocks: '${local.a}' }),
    };
    const ended = await sallyport(
      ['check', '.', '--format', 'json'],
      folderWith({ 'main.tf.json': JSON.stringify(ring) }),
    );
    expect([1, 2]).toContain(ended.exit);
    expect(JSON.stringify(reportOf(ended))).toMatch(/local\.a.*local\.b.*local\.c|ring|cycle/);
  });

  test('resources that refer to each other in a ring end', async () => {
    const resource = {
      aws_security_group: {
        a: { name: '${aws_security_group.b.name}', ingress: [open22] },
        b: { name: '${aws_security_group.a.name}' },
      },
    };
    const ended = await sallyport(
      ['check', '.', '--format', 'json'],
      folderWith({ 'main.tf.json': JSON.stringify({ resource }) }),
    );
    expect([1, 2]).toContain(ended.exit);
    expect(reportOf(ended).gate).toBe('closed');
  });

  test('a link out of the folder is not followed in silence', async () => {
    const outside = folderWith({ 'secret.tf.json': closed });
    const folder = folderWith({ 'main.tf.json': '{"resource":{"aws_vpc":{"v":{"cidr_block":"10.0.0.0/16"}}}}' });
    symlinkSync(join(outside, 'secret.tf.json'), join(folder, 'linked.tf.json'));
    const ended = await sallyport(['check', '.', '--format', 'json'], folder);
    expect(ended.exit).toBe(2);
    expect(ended.host.out()).toMatch(/outside the folders that were given/);
  });

  test('links in a ring are trouble, no hang', async () => {
    const folder = folderWith({ 'main.tf.json': '{}' });
    symlinkSync('b.tf.json', join(folder, 'a.tf.json'));
    symlinkSync('a.tf.json', join(folder, 'b.tf.json'));
    const { exit } = await sallyport(['check', '.'], folder);
    expect(exit).toBe(2);
  });
});

describe('output that cannot be written', () => {
  test.each([
    ['into a folder that is not there', 'missing/report.json'],
    ['over a folder', 'taken'],
    ['below a file', 'main.tf.json/report.json'],
  ])('%s is a stop; nothing goes to stdout, and no other report is left behind', async (_situation, path) => {
    const folder = folderWith({ 'main.tf.json': '{"resource":{"aws_vpc":{"v":{"cidr_block":"10.0.0.0/16"}}}}' });
    mkdirSync(join(folder, 'taken'));
    const { exit, host } = await sallyport(['check', '.', '--format', 'text', '--format', `json=${path}`], folder);
    expect({ exit, out: host.out() }).toEqual({ exit: 2, out: '' });
    expect(host.err()).toMatch(/cannot be written/);
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});
