/** The account of each stack, as far as the stack itself says something of it. */

import type { ResolvedStack } from '../resolve/index.ts';
import type { AccountFact } from '../shapes/index.ts';
import type { EstateResource } from './estate.ts';
import type { Things } from './find-owner.ts';
import { claimOf, type Finding, readFlag, stepTo } from './settle.ts';

const flags = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

export function findAccounts(things: Things, stacks: readonly ResolvedStack[]): AccountFact[] {
  const blocks = new Map<string, EstateResource[]>();
  for (const block of things.ofType('aws_s3_account_public_access_block')) {
    const same = blocks.get(block.fact.stack);
    if (same === undefined) blocks.set(block.fact.stack, [block]);
    else same.push(block);
  }
  return stacks.map(({ name }) => {
    const own = blocks.get(name) ?? [];
    const findings = own.flatMap(readFlags);
    // A stack with several blocks has several accounts, and each of them must be closed.
    const value = own.length === 0 ? false : allOf(findings);
    return {
      stack: name,
      public_access_block: own[0]?.fact.id ?? '',
      all_flags: claimOf({
        value,
        steps: findings.filter((finding) => finding.value === value).flatMap(({ steps }) => steps),
      }),
    };
  });
}

/** A block that may not exist may leave the account as open as no block does. */
function readFlags(block: EstateResource): Finding<boolean>[] {
  const found = flags.map((flag) => readFlag(block, [flag]));
  if (block.fact.exists === 'yes') return found;
  return found.map((finding) => (finding.value === true ? { value: undefined, steps: [stepTo(block)] } : finding));
}

function allOf(findings: readonly Finding<boolean>[]): boolean | undefined {
  if (findings.some(({ value }) => value === false)) return false;
  return findings.some(({ value }) => value === undefined) ? undefined : true;
}
