import { buildEstate, type EstateResource, isSecretAttribute } from '../aws/index.ts';
import { secretsOf, withoutSecrets } from '../judge/index.ts';
import type { Path, Value } from '../model/index.ts';
import { attributeOf, isList, isObject, isReference, isUnknown } from '../model/index.ts';
import { type Inspected, renderInspectionJson, renderInspectionText } from '../report/index.ts';
import { resolveConfiguration } from '../resolve/index.ts';
import { type ReadingOptions, readPaths } from './assess-paths.ts';
import { Exit } from './exit.ts';
import { readFormats } from './format-option.ts';
import type { Host } from './host.ts';
import { inputsOf } from './inputs.ts';
import { writeOutput } from './write-output.ts';

export interface InspectOptions extends ReadingOptions {
  readonly format: readonly string[];
  /** Shows only addresses that match; `*` stands for any run of characters. */
  readonly address?: string;
}

/** Shows what was read and evaluated, before any default or policy. Exit 2 when a part could not be read. */
export function inspect(paths: readonly string[], options: InspectOptions, host: Host): Exit {
  const outputs = readFormats(options.format, ['text', 'json']);
  const { configuration, files } = readPaths(inputsOf(paths, host.folder), options, host.folder);
  const resolved = resolveConfiguration(configuration, { files, isSecret: isSecretAttribute });
  const estate = buildEstate(resolved, { zones: [], edges: [], partners: [], organizationAccounts: [] });
  const secrets = secretsOf(estate);
  const diagnostics = [...configuration.diagnostics, ...resolved.diagnostics, ...estate.diagnostics].map((told) => ({
    ...told,
    what: secrets.maskedWords(told.what),
  }));
  const wanted = matcher(options.address ?? '*');
  const resources = [...estate.resources.values()]
    .filter(({ fact }) => wanted(fact.address))
    .map((resource) => {
      const { values, ...rest } = inspected(resource);
      return { ...rest, values: secrets.maskedData(values) };
    });
  for (const { format, file } of outputs) {
    const text = (format === 'json' ? renderInspectionJson : renderInspectionText)({
      resources,
      read: estate.resources.size,
      diagnostics,
    });
    if (file === undefined) host.print(text);
    else writeOutput(file, host.folder, text);
  }
  return diagnostics.some(({ severity }) => severity === 'error') ? Exit.Stopped : Exit.Open;
}

function inspected({ fact, mode, sensitive, instance }: EstateResource): Inspected {
  const values = withoutDefaults(fact.values as Value, [], new Set(fact.defaulted));
  return {
    address: fact.address,
    stack: fact.stack,
    type: fact.type,
    mode,
    exists: fact.exists,
    values: byAddress(withoutSecrets({ sensitive }, [], values), fact.stack),
    location: instance.location,
  };
}

/** Only what somebody wrote: the provider's defaults belong to the judgement. */
function withoutDefaults(value: Value, path: Path, defaulted: ReadonlySet<string>): Value {
  if (isList(value)) return value.map((item, index) => withoutDefaults(item, [...path, index], defaulted));
  if (!isObject(value)) return value;
  const written = Object.entries(value).filter(([key]) => !defaulted.has(attributeOf([...path, key])));
  return Object.fromEntries(written.map(([key, member]) => [key, withoutDefaults(member, [...path, key], defaulted)]));
}

/** References name addresses; one into another stack keeps the stack's name before it. */
function byAddress(value: Value, stack: string): Value {
  if (isReference(value)) {
    if (stack === '' || !value.$ref.startsWith(`${stack}/`)) return value;
    return { ...value, $ref: value.$ref.slice(stack.length + 1) };
  }
  if (isUnknown(value)) {
    if (value.$parts === undefined) return value;
    const parts = value.$parts.map((part) => (typeof part === 'string' ? part : byAddress(part, stack)));
    return { ...value, $parts: parts as NonNullable<typeof value.$parts> };
  }
  if (isList(value)) return value.map((item) => byAddress(item, stack));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, byAddress(member, stack)]));
  }
  return value;
}

function matcher(glob: string): (address: string) => boolean {
  const literal = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${glob.split(/\*+/).map(literal).join('.*')}$`, 's');
  return (address) => pattern.test(address);
}
