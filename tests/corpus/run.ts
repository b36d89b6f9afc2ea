/**
 * `npm run corpus`: judges every labelled third-party case in one process and hands the answers to the corpus's own score. The corpus
 * lies outside this repository, beside it, and nothing of it may come in; where it is absent this says so and stops.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assess } from '../../src/assess.ts';
import { StopError } from '../../src/diagnostics/index.ts';
import { diskFiles, loadBundles, loadSettings } from '../../src/gate/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { renderJson } from '../../src/report/index.ts';

interface Case {
  readonly case: string;
  readonly corpus: string;
  readonly files: readonly string[];
}

const root = resolve(import.meta.dirname, '..', '..');
const corpus = resolve(process.env['SALLYPORT_CORPUS'] ?? join(root, '..', 'shared', 'corpus'));
if (!existsSync(join(corpus, 'cases.jsonl'))) {
  process.stderr.write(`skipped: there is no corpus at ${corpus} (SALLYPORT_CORPUS names another place)\n`);
  process.exit(0);
}

const settings = loadSettings({ file: undefined, folder: root });
const bundles = loadBundles([], root);
const cases = readFileSync(join(corpus, 'cases.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Case => JSON.parse(line));

/** A case of Trivy is one file that stands alone; one of Checkov is a folder. */
function judgeCase({ case: name, corpus: peer, files }: Case): Record<string, unknown> {
  const folder = join(corpus, 'cases', name);
  const inputs = peer === 'trivy' ? files.map((file) => join(corpus, file)) : [folder];
  const disk = diskFiles(corpus, inputs);
  try {
    const configuration = readConfiguration(inputs, disk, {});
    const assessment = assess({
      configuration,
      files: disk,
      bundles,
      settings,
      now: new Date(),
      clock: () => performance.now(),
    });
    return { case: name, ...JSON.parse(renderJson(assessment, { version: 'corpus' })) };
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    unread.push(`${name}: ${error.message}`);
    return { case: name, error: error.message };
  }
}

const unread: string[] = [];
const scratch = mkdtempSync(join(tmpdir(), 'sallyport-corpus-'));
const results = join(scratch, 'results.jsonl');
const policies = join(scratch, 'policies.json');
const start = performance.now();
writeFileSync(results, cases.map((each) => `${JSON.stringify(judgeCase(each))}\n`).join(''));
process.stdout.write(
  `${cases.length} cases judged in ${((performance.now() - start) / 1000).toFixed(1)} s, ${unread.length} not read\n`,
);
for (const line of unread) process.stdout.write(`  not read: ${line}\n`);
writeFileSync(
  policies,
  JSON.stringify(
    bundles.flatMap(({ catalogue }) =>
      catalogue.policies.map(({ id, catalogue: ids, aliases }) => ({
        policy: id,
        catalogue: ids,
        aliases: Object.values(aliases).flat(),
      })),
    ),
  ),
);
const judgements = join(import.meta.dirname, 'judgements.json');
const output = execFileSync(
  process.execPath,
  [
    join(corpus, 'score.mjs'),
    ...['--policies', policies, '--results', results, '--judgements', judgements],
    ...process.argv.slice(2),
  ],
  { encoding: 'utf8', maxBuffer: 2 ** 28 },
);
process.stdout.write(output);
rmSync(scratch, { recursive: true, force: true });
