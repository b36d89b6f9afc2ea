import { type Files, type ReadOptions, readConfiguration } from '../../src/ingest/index.ts';
import type { Value } from '../../src/model/index.ts';
import { type Instance, type Resolved, type ResolveOptions, resolveConfiguration } from '../../src/resolve/index.ts';

/** A disk in memory: paths without a leading slash to text. All of it may be read, but what lies under `outside/`. */
export function memoryFiles(contents: Readonly<Record<string, string>>): Files {
  const encoder = new TextEncoder();
  const normal = (path: string): string => {
    const steps: string[] = [];
    for (const step of path.split('/')) {
      if (step === '..') steps.pop();
      else if (step !== '' && step !== '.') steps.push(step);
    }
    return steps.join('/');
  };
  return {
    read: (path) => {
      const text = contents[normal(path)];
      return text === undefined ? undefined : encoder.encode(text);
    },
    list: (folder) => {
      const prefix = normal(folder) === '' ? '' : `${normal(folder)}/`;
      const names = new Set<string>();
      for (const path of Object.keys(contents)) {
        if (!path.startsWith(prefix)) continue;
        const [first = '', ...rest] = path.slice(prefix.length).split('/');
        names.add(rest.length > 0 ? `${first}/` : first);
      }
      return names.size === 0 ? undefined : [...names].sort();
    },
    inside: (path) => !path.startsWith('/') && !/^outside(\/|$)/.test(normal(path)),
  };
}

/** Resolves a folder given as file names and texts. */
export function resolveFolder(
  contents: Readonly<Record<string, string>>,
  options: ReadOptions & ResolveOptions = {},
): Resolved {
  const files = memoryFiles(Object.fromEntries(Object.entries(contents).map(([name, text]) => [`root/${name}`, text])));
  return resolveConfiguration(readConfiguration(['root'], files, options), { files, ...options });
}

export function resolveHcl(text: string, options: ReadOptions & ResolveOptions = {}): Resolved {
  return resolveFolder({ 'main.tf': text }, options);
}

export function resolveJson(json: unknown): Resolved {
  return resolveFolder({ 'main.tf.json': JSON.stringify(json) });
}

export function instance(resolved: Resolved, address: string): Instance {
  const found = resolved.instances.find((one) => one.address === address);
  if (found === undefined)
    throw new Error(`no ${address}; there are ${resolved.instances.map((one) => one.address).join(', ')}`);
  return found;
}

/** The value of one expression; what goes wrong is in the diagnostics. */
export function evaluateText(
  expression: string,
  before = '',
): { readonly value: Value | undefined; readonly troubles: readonly string[] } {
  const resolved = resolveHcl(`${before}\noutput "it" {\n  value = ${expression}\n}\n`);
  const troubles = resolved.diagnostics.map(({ what }) =>
    what.map((part) => (typeof part === 'string' ? part : part.data)).join(''),
  );
  return { value: resolved.stacks[0]?.outputs['it'], troubles };
}

/** An interpolation, as Terraform JSON writes it. */
export function interpolate(expression: string): string {
  return `\${${expression}}`;
}
