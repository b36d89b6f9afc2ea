/** What lies under `policies/`: nothing is registered, the folders are the list. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths are relative to the folder `policies/`, with forward slashes. */
export interface PolicySource {
  /** `<domain>/<policy>`. */
  readonly id: string;
  readonly rego: string;
  readonly test: string;
  /** Files of Terraform JSON (`*.tf.json`) or of a plan (`*.plan.json`), and folders, each read as one input. */
  readonly cases: readonly string[];
  /** What lies among the cases and is none: their settings and, for plans and folders, what they expect. */
  readonly others: readonly string[];
}

export interface PolicySources {
  readonly policies: readonly PolicySource[];
  /** Library files, tests left out. */
  readonly library: readonly string[];
  /** Every test file, of policies and library. */
  readonly tests: readonly string[];
  readonly schemas: readonly string[];
  /** Rego files that belong to neither a policy nor the library. */
  readonly strays: readonly string[];
}

/** Folders of `policies/` that are no domain. */
export const reservedFolders: readonly string[] = ['lib', 'schemas', 'bundle', 'frameworks'];

/** `<domain>/no-<what it forbids>` or `<domain>/require-<what it mandates>`. */
export const policyIdPattern: RegExp = /^[a-z]+(-[a-z0-9]+)*\/(no|require)-[a-z0-9]+(-[a-z0-9]+)*$/;

export function findPolicySources(root: string): PolicySources {
  const files = listFiles(root, '');
  const policies = foldersOf(root)
    .filter((domain) => !reservedFolders.includes(domain))
    .flatMap((domain) => foldersOf(join(root, domain)).map((name) => describe(`${domain}/${name}`, name, files)));
  const library = files.filter((file) => file.startsWith('lib/') && file.endsWith('.rego'));
  const owned = new Set([...library, ...policies.flatMap(({ rego, test }) => [rego, test])]);
  return {
    policies,
    library: library.filter((file) => !isTest(file)),
    tests: files.filter(isTest),
    schemas: files.filter((file) => /^schemas\/[^/]+\.json$/.test(file)),
    strays: files.filter((file) => file.endsWith('.rego') && !owned.has(file)),
  };
}

function describe(id: string, name: string, files: readonly string[]): PolicySource {
  const cases = `${id}/cases/`;
  const below = files.filter((file) => file.startsWith(cases)).map((file) => file.slice(cases.length));
  const entries = [...new Set(below.map((file) => `${cases}${file.replace(/\/.*$/, '/')}`))];
  return {
    id,
    rego: `${id}/${name}.rego`,
    test: `${id}/${name}_test.rego`,
    cases: entries.filter(isCase),
    others: entries.filter((entry) => !isCase(entry)),
  };
}

function isCase(entry: string): boolean {
  return /(\.tf\.json|\.plan\.json|\/)$/.test(entry);
}

function isTest(file: string): boolean {
  return file.endsWith('_test.rego');
}

function foldersOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** In code-unit order, so that what is made from the list is the same on every machine. */
function listFiles(root: string, below: string): string[] {
  const folder = join(root, below);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path) : [path];
    })
    .sort();
}
