import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../gate/index.ts';

export interface Example {
  readonly title: string;
  readonly text: string;
}

const kinds = [
  ['invalid-', 'Rejected'],
  ['valid-', 'Accepted'],
] as const;

/**
 * One rejected and one accepted configuration of a policy, from its own test cases; none for a policy that comes from
 * elsewhere.
 */
export function readExamples(policy: string): readonly Example[] {
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(policy)) return [];
  const folder = join(packageRoot, 'policies', policy, 'cases');
  let names: readonly string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return [];
  }
  return kinds.flatMap(([prefix, title]) => {
    const name = names.find((candidate) => candidate.startsWith(prefix) && candidate.endsWith('.tf.json'));
    return name === undefined ? [] : [{ title, text: bodyOf(join(folder, name)) }];
  });
}

/** The resources and data sources of a case, without the comments and nulls that CDKTF writes. */
function bodyOf(file: string): string {
  const { resource, data } = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  return JSON.stringify(
    { data, resource },
    (key, value: unknown) => (key === '//' || value === null ? undefined : value),
    2,
  );
}
