/** What may lie in a folder: each ends soon, in a message that names the place, and nothing of it passes for judged. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { folderWith, testHost } from '../cli/test-host.ts';

const vpc = { 'in/main.tf': 'resource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"\n}\n' };

async function check(folder: string, path = 'in'): Promise<{ readonly exit: number; readonly text: string }> {
  const host = testHost(folder);
  const exit = await run(['check', path], host);
  return { exit, text: host.out() + host.err() };
}

const linked = (target: string, name: string) => (folder: string) => symlinkSync(target, join(folder, 'in', name));
const piped = (name: string) => (folder: string) => execFileSync('mkfifo', [join(folder, 'in', name)]);

test.each([
  ['a pipe', piped('pipe.tf'), /in\/pipe\.tf is a pipe, a socket or a device/],
  ['a pipe for the values of variables', piped('terraform.tfvars'), /in\/terraform\.tfvars is a pipe/],
  ['a device', linked('/dev/zero', 'zero.tf'), /in\/zero\.tf is a pipe, a socket or a device/],
  ['a link to itself', linked('ring.tf', 'ring.tf'), /in\/ring\.tf is listed in its folder and cannot be opened/],
  ['a link to nothing', linked('nowhere', 'gone.tf'), /in\/gone\.tf is listed in its folder and cannot be opened/],
  ['a link that leads out', linked('/etc/passwd', 'out.tf'), /in\/out\.tf lies outside the folders/],
  [
    'a name that is no UTF-8',
    (folder: string) =>
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/in/a`), Buffer.of(0xff), Buffer.from('.tf')]), ''),
    /is listed in its folder and cannot be opened/,
  ],
])('%s among the files is an error with its name', async (_what, make, message) => {
  const folder = folderWith(vpc);
  make(folder);
  const { exit, text } = await check(folder);
  expect(exit).toBe(2);
  expect(text.replaceAll(/[`\n ]+/g, ' ')).toMatch(message);
  expect(text).toMatch(/on 1 resource /);
});

test.each(['file("p")', 'fileexists("p")', 'templatefile("p", {})', 'filesha256("p")'])(
  '%s of a pipe is not known',
  async (call) => {
    const folder = folderWith({ ...vpc, 'in/t.tf': `resource "terraform_data" "t" {\n  input = ${call}\n}\n` });
    piped('p')(folder);
    const { exit, text } = await check(folder);
    expect(exit).toBeLessThan(2);
    expect(text.replaceAll(/[`\n ]+/g, ' ')).toMatch(/in\/p is a pipe, a socket or a device/);
    expect(text).toMatch(/on 2 resources /);
  },
);

test('a folder whose name ends in .tf is a folder', async () => {
  const folder = folderWith(vpc);
  mkdirSync(join(folder, 'in', 'sub.tf'));
  expect((await check(folder)).exit).toBeLessThan(2);
});

test.each([
  ['itself', { 'in/main.tf': 'module "m" {\n  source = "./."\n}\n' }, /calls itself/],
  [
    'itself through another',
    {
      'in/main.tf': 'module "m" {\n  source = "./m"\n}\n',
      'in/m/main.tf': 'module "back" {\n  source = "../"\n}\n',
    },
    /calls itself/,
  ],
  ['what lies outside', { 'in/main.tf': 'module "m" {\n  source = "../../.."\n}\n' }, /outside the folders/],
])('a module that calls %s is not read, and that is an error', async (_what, files, message) => {
  const { exit, text } = await check(folderWith(files));
  expect(exit).toBe(2);
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(message);
});

test('a module that calls itself through a link ends', async () => {
  const folder = folderWith({ 'in/main.tf': 'module "m" {\n  source = "./again"\n}\n' });
  symlinkSync('.', join(folder, 'in', 'again'));
  const { exit, text } = await check(folder);
  expect(exit).toBe(2);
  expect(text).toMatch(/ingest\/module-missing/);
});

test('links to the folders that they stand in add nothing to a repository', async () => {
  const main = vpc['in/main.tf'];
  const folder = folderWith({ 'in/a/main.tf': main, 'in/b/sub/main.tf': main });
  for (const [target, name] of [
    ['.', 'one'],
    ['.', 'two'],
    ['../..', 'b/sub/top'],
    ['../a', 'b/sub/lost'],
  ] as const)
    linked(target, name)(folder);
  symlinkSync('a', join(folder, 'in', 'other'));
  const host = testHost(folder);
  expect(await run(['inspect', 'in'], host)).toBe(0);
  expect(host.out().match(/^# .*/gm)).toEqual([
    '# aws_vpc.v in stack in/a  in/a/main.tf:1',
    '# aws_vpc.v in stack in/b/sub  in/b/sub/main.tf:1',
    '# aws_vpc.v in stack in/other  in/other/main.tf:1',
  ]);
  expect(host.out()).toMatch(/, 0 diagnostics\n$/);
});

test('2,000 small files are read', async () => {
  const files = Array.from({ length: 2_000 }, (_, index) => [`in/f${index}.tf`, `resource "aws_vpc" "v${index}" {}\n`]);
  const { text } = await check(folderWith(Object.fromEntries(files)));
  expect(text).toMatch(/on 2000 resources/);
});
