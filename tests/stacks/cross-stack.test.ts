/** What one stack takes from another is known to be that other stack's resource, not an unknown. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildEstate } from '../../src/aws/index.ts';
import { diskFiles, loadSettings } from '../../src/gate/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { resolveConfiguration } from '../../src/resolve/index.ts';
import { environmentNames, readEnvironment } from '../../stacks/environment.ts';
import { ownSettings, root, synthesize } from './synthesize.ts';

describe.each(environmentNames())('%s', (name) => {
  const { outdir } = synthesize(readEnvironment(name));
  const files = diskFiles(root, [outdir]);
  const resolved = resolveConfiguration(readConfiguration([outdir], files), { files });
  const { declarations } = loadSettings({ file: ownSettings, folder: root });
  const estate = buildEstate(resolved, declarations);

  test('every reference through remote state leads to a resource of the producing stack', () => {
    const text = readFileSync(join(outdir, 'stacks', `${name}-weights-vault`, 'cdk.tf.json'), 'utf8');
    expect(text.match(/data\.terraform_remote_state\./g)?.length).toBeGreaterThanOrEqual(4);
    const vault = [...estate.resources].filter(([id]) => id.startsWith(`${name}-weights-vault/`));
    const leaves = vault.flatMap(([, { fact }]) => unresolvedIn(fact.values));
    const foreign = leaves.flatMap((leaf) => ('$ref' in leaf ? [String(leaf.$ref)] : []));
    const taken = new Set(foreign.filter((id) => !id.startsWith(`${name}-weights-vault/`)));
    expect([...taken].map((id) => id.replace(/_[0-9A-F]{8}$/, '')).sort()).toEqual([
      `${name}-keys/aws_kms_key.Key-checkpoint`,
      `${name}-keys/aws_kms_key.Key-weights`,
    ]);
    expect([...taken].filter((id) => !estate.resources.has(id))).toEqual([]);
    const lost = leaves.flatMap((leaf) => ('$unknown' in leaf ? [String(leaf.$unknown)] : []));
    expect(lost.filter((reason) => reason.includes('state'))).toEqual([]);
  });

  test('the vault encrypts weights and checkpoints with the keys made for them', () => {
    const keyOf = Object.fromEntries(
      estate.buckets.map(({ id, encryption }) => [id.replace(/_[0-9A-F]{8}$/, '').split('.')[1], encryption]),
    );
    expect(JSON.stringify(keyOf['Weights_Bucket'])).toContain(`${name}-keys/aws_kms_key.Key-weights_`);
    expect(JSON.stringify(keyOf['Checkpoints_Bucket'])).toContain(`${name}-keys/aws_kms_key.Key-checkpoint_`);
  });
});

/** What is not plain in a value: references and unknowns. */
function unresolvedIn(value: unknown): object[] {
  if (Array.isArray(value)) return value.flatMap(unresolvedIn);
  if (typeof value !== 'object' || value === null) return [];
  return '$ref' in value || '$unknown' in value ? [value] : Object.values(value).flatMap(unresolvedIn);
}
