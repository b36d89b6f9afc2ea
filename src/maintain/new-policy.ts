/** `npm run new-policy <domain>/<policy>`: writes the folder of a policy that compiles and tests as it stands. Exit 2 on a bad id. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '../diagnostics/index.ts';
import type { Catalogue } from '../shapes/catalogue.ts';
import { findPolicySources, policyIdPattern, reservedFolders } from './policies/policy-sources.ts';
import { scaffold } from './policies/scaffold.ts';

const usage =
  'usage: npm run new-policy <domain>/<policy>, such as network/require-flow-log or storage/no-public-bucket';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { policies: { type: 'string', default: resolve(import.meta.dirname, '..', '..', 'policies') } },
});

/** @returns what is wrong with the id; `undefined` where nothing is. */
function objection(ids: readonly string[], root: string): string | undefined {
  const [id] = ids;
  if (id === undefined || ids.length > 1) return `one id expected, ${ids.length} given`;
  if (!policyIdPattern.test(id)) {
    return `\`${id}\` is no id: lower case, hyphens, one slash, and the name starts with no- (what it forbids) or require- (what it mandates)`;
  }
  const [domain = ''] = id.split('/');
  if (reservedFolders.includes(domain)) return `\`${domain}\` is no domain: policies/${domain}/ is for something else`;
  if (existsSync(join(root, id))) return `policies/${id}/ is there already`;
  if (formerIds(root).includes(id))
    return `\`${id}\` is what another policy was called before; ids are never used again`;
  return undefined;
}

function formerIds(root: string): string[] {
  const path = join(root, 'bundle', 'catalogue.json');
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, 'utf8')) as Catalogue).policies.flatMap(({ formerly }) => formerly);
}

const root = resolve(options.policies);
const wrong = objection(positionals, root);
if (wrong === undefined) {
  const [id = ''] = positionals;
  const files = scaffold(id);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  const domains = new Set(findPolicySources(root).policies.map((policy) => policy.id.split('/')[0] ?? ''));
  const domain = id.split('/')[0] ?? '';
  domains.delete(domain);
  const meant = nearest(domain, domains);
  const paths = [...files.keys()].map((path) => `  policies/${path}\n`).join('');
  const doubt = meant === undefined ? '' : `the domain ${domain} is close to ${meant}: is it meant to be another?\n`;
  process.stdout.write(
    `wrote\n${paths}${doubt}it is about an example; make it yours, then \`npm run policies\` and \`npm test\`\n`,
  );
} else {
  process.stderr.write(`${wrong}\n  help: ${usage}\n`);
  process.exitCode = 2;
}
