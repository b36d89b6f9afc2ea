/** All pages, each from the policy's METADATA and from its cases as the pipeline judges them with the bundle that was just built. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, loadBundle } from '../../decide/index.ts';
import { assessCase } from './assess-case.ts';
import type { BundleBytes } from './build-bundle.ts';
import { caseName, kindOf } from './case-expectation.ts';
import { withIndex } from './policy-index.ts';
import { type JudgedCase, policyPage } from './policy-page.ts';
import type { PolicySources } from './policy-sources.ts';

/** Path below `policies/` -> text. */
export function renderPages(root: string, bundle: BundleBytes, sources: PolicySources): ReadonlyMap<string, string> {
  const bytes = (name: 'policy.wasm' | 'catalogue.json' | 'manifest.json') => bundle.get(name) ?? new Uint8Array();
  const loaded = loadBundle({
    wasm: bytes('policy.wasm'),
    catalogue: bytes('catalogue.json'),
    manifest: bytes('manifest.json'),
    from: 'policies/bundle',
  });
  const pages = new Map<string, string>();
  for (const entry of loaded.catalogue.policies) {
    const cases = sources.policies.find(({ id }) => id === entry.id)?.cases ?? [];
    const judged = cases.flatMap((file) => judgeCase(root, file, entry.id, loaded));
    pages.set(`${entry.id}/README.md`, policyPage(entry, judged));
  }
  const readme = join(root, 'README.md');
  if (existsSync(readme)) pages.set('README.md', withIndex(readFileSync(readme, 'utf8'), loaded.catalogue.policies));
  return pages;
}

function judgeCase(root: string, file: string, policy: string, bundle: Bundle): JudgedCase[] {
  const kind = kindOf(file);
  if (kind === undefined) return [];
  const { findings, population } = assessCase(root, file, bundle);
  return [
    {
      name: caseName(file),
      kind,
      ...configurationOf(root, file),
      findings: findings.filter((finding) => finding.policy.id === policy),
      population: population.filter((row) => row.policy === policy),
    },
  ];
}

/** A plan or a folder is too long to be shown. */
function configurationOf(root: string, file: string): Pick<JudgedCase, 'configuration'> {
  if (!file.endsWith('.tf.json')) return {};
  return { configuration: JSON.parse(readFileSync(join(root, file), 'utf8')) as Readonly<Record<string, unknown>> };
}
