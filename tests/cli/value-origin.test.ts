/** A finding whose value came through a variable names the line that it was written in, in every report. */
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Report } from '../../src/shapes/index.ts';
import { folderWith, testHost } from './test-host.ts';

const files = {
  'main.tf': 'module "key" {\n  source = "./key"\n}\n',
  'key/main.tf': [
    'variable "days" {',
    '  default = 7',
    '}',
    'resource "aws_kms_key" "k" {',
    '  deletion_window_in_days = var.days',
    '  enable_key_rotation     = true',
    '}',
  ].join('\n'),
};
const policy = 'keys/require-long-deletion-window';

async function check(format: string): Promise<string> {
  const host = testHost(folderWith(files));
  await run(['check', '.', '--format', format], host);
  return host.out();
}

test('text', async () => {
  const frame = (await check('text')).split('\n\n').find((one) => one.includes(policy));
  expect(frame).toContain('╭─[key/main.tf:5:29]');
  expect(frame).toContain('    value from key/main.tf:2:13\n');
});

test('JSON', async () => {
  const { findings } = JSON.parse(await check('json')) as Report;
  const found = findings.find((finding) => finding.policy === policy);
  const value = { file: 'key/main.tf', line: 2, column: 13 };
  expect(found?.location).toMatchObject({ file: 'key/main.tf', line: 5, value_from: value });
  expect(found?.evidence[0]?.location).toMatchObject({ line: 5, value_from: value });
});

test('SARIF: a linked location of the result', async () => {
  const log = JSON.parse(await check('sarif')) as Log;
  const result = log.runs[0]?.results?.find(({ ruleId }) => ruleId === policy);
  const [first] = result?.relatedLocations ?? [];
  expect(first?.physicalLocation?.artifactLocation?.uri).toBe('key/main.tf');
  expect(first?.physicalLocation?.region?.startLine).toBe(2);
  expect(result?.message.text).toContain(`[where the value was written](${first?.id})`);
});
