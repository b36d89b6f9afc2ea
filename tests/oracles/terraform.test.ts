/** A bounded run against Terraform itself; the long one is `npm run oracle:terraform`. Skipped where Terraform is not installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from './compare.ts';
import { cases } from './configurations.ts';
import { expressions } from './expressions.ts';
import { isContradiction, judgeExpressions } from './judge.ts';
import { judgeCases } from './plans.ts';
import { hasTerraform } from './terraform.ts';

const installed = hasTerraform();

/** Terraform as it is, but that it dies where a file has this text in it. */
function mortal(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-mortal-'));
  const real = execFileSync('sh', ['-c', 'command -v terraform'], { encoding: 'utf8' }).trim();
  const script = `#!/bin/sh\nif [ "$1" = plan ] && grep -rqs -- '${text}' --include='*.tf' .; then kill -9 $$; fi\nexec '${real}' "$@"\n`;
  writeFileSync(join(folder, 'terraform'), script, { mode: 0o755 });
  return folder;
}

describe.skipIf(!installed)(installed ? 'Terraform' : 'Terraform is not installed: nothing is compared', () => {
  const seed = 20_250_101;

  test('expressions: no known value differs, and none is known that Terraform does not know', () => {
    const texts = [...new Set(fc.sample(expressions, { numRuns: 400, seed }))].filter((text) => text.length < 400);
    const judged = judgeExpressions(texts.slice(0, 250));
    const wrong = judged.filter(({ verdict }) => isContradiction(verdict));
    expect(
      wrong.map(({ expression, ours, verdict }) => `${verdict}: ${expression} is ${canonical(ours.value)}`),
    ).toEqual([]);
    expect(judged.filter(({ verdict }) => verdict === 'same').length).toBeGreaterThan(200);
  }, 120_000);

  test('configurations: the same instances with the same values', () => {
    const judged = judgeCases(fc.sample(cases, { numRuns: 15, seed }));
    const wrong = judged.flatMap(({ differences }) => differences.filter(({ verdict }) => isContradiction(verdict)));
    expect(wrong.map(({ address, verdict }) => `${verdict}: ${address}`)).toEqual([]);
    expect(judged.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(100);
  }, 120_000);

  test('what Terraform dies of is put aside and named, and the rest is compared', () => {
    const before = process.env['PATH'];
    const folder = mortal('deadly');
    process.env['PATH'] = `${folder}:${before}`;
    try {
      const judged = judgeExpressions(['1 + 1', 'upper("deadly")', '"a"', 'nope', 'terraform_data.u.id']);
      const verdicts = Object.fromEntries(judged.map(({ expression, verdict }) => [expression, verdict]));
      expect(verdicts).toEqual({
        '1 + 1': 'same',
        'upper("deadly")': 'aside',
        '"a"': 'same',
        nope: 'same',
        'terraform_data.u.id': 'same',
      });
      const cases = judgeCases([
        { 'main.tf': 'output "a" {\n  value = "deadly"\n}\n' },
        { 'main.tf': 'output "a" {\n  value = 1\n}\n' },
      ]);
      expect(cases.map(({ crash, count }) => ({ crash, count }))).toEqual([
        { crash: 'SIGKILL', count: 0 },
        { crash: undefined, count: 1 },
      ]);
    } finally {
      process.env['PATH'] = before;
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
