import type { Diagnostic } from '../diagnostics/index.ts';
import type { Location, Unknown, Value } from '../model/index.ts';
import { decodeKey, isList, isObject, isReference, isUnknown, plain } from '../model/index.ts';
import { visible } from './visible.ts';

/** What was read of one resource instance, secrets already masked. */
export interface Inspected {
  readonly address: string;
  readonly stack: string;
  readonly type: string;
  readonly mode: 'managed' | 'data';
  /** `unknown` when `count` or `for_each` is not known. */
  readonly exists: 'yes' | 'no' | 'unknown';
  readonly values: Value;
  readonly location: Location;
}

export interface Inspection {
  /** Those that were asked for. */
  readonly resources: readonly Inspected[];
  /** How many there are, asked for or not. */
  readonly read: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What was read, as JSON: `values` is the evaluated tree, in the encoding of model/value.ts. */
export function renderInspectionJson({ resources, diagnostics }: Inspection): string {
  const report = {
    version: 1,
    resources: resources.map(({ stack, exists, ...resource }) => ({
      address: resource.address,
      ...(stack === '' ? {} : { stack }),
      type: resource.type,
      mode: resource.mode,
      ...(exists === 'yes' ? {} : { exists }),
      values: resource.values,
      location: resource.location,
    })),
    diagnostics: diagnostics.map(({ id, severity, what, why, help, location, address }) => ({
      id,
      severity,
      message: plain(what),
      why,
      help,
      ...(address === undefined ? {} : { address }),
      ...(location === undefined ? {} : { location }),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** What was read, for a person: a block a resource, close to how Terraform shows a plan. */
export function renderInspectionText({ resources, read, diagnostics }: Inspection): string {
  const blocks = resources.map(({ address, stack, exists, values, location }) => {
    const line = location.line === undefined ? '' : `:${location.line}`;
    const head = `# ${visible(address)}${stack === '' ? '' : ` in stack ${visible(stack)}`}  ${visible(location.file)}${line}`;
    const maybe = exists === 'yes' ? [] : ['# it is not known before apply whether it exists'];
    return [head, ...maybe, ...written(values, '')].join('\n');
  });
  const said = diagnostics.map(({ severity, id, what, location }) => {
    const place =
      location === undefined
        ? ''
        : ` at ${visible(location.file)}${location.line === undefined ? '' : `:${location.line}`}`;
    return `${severity} ${id}: ${visible(plain(what))}${place}`;
  });
  const shown = resources.length === read ? `${read}` : `${resources.length} of ${read}`;
  const total = `${shown} resources and data sources, ${diagnostics.length} diagnostics`;
  return `${[...blocks, ...said, total].join('\n\n')}\n`;
}

function written(values: Value, indent: string): string[] {
  if (!isObject(values)) return [];
  return Object.entries(values).flatMap(([key, value]) => {
    const name = `${indent}${visible(decodeKey(key))}`;
    if (isList(value) && value.some(isObject) && value.every((one) => isObject(one) || isUnknown(one))) {
      return value.flatMap((block) =>
        isObject(block)
          ? [`${name} {`, ...written(block, `${indent}  `), `${indent}}`]
          : [`${name} = ${scalar(block)}`],
      );
    }
    if (isObject(value) && Object.keys(value).length > 0) {
      return [`${name} = {`, ...written(value, `${indent}  `), `${indent}}`];
    }
    return withLines(name, value, indent) ?? [`${name} = ${scalar(value)}`];
  });
}

/** A text of several lines, such as a policy, as a heredoc; `undefined` for any other value. */
function withLines(name: string, value: Value, indent: string): string[] | undefined {
  const text = typeof value === 'string' ? value : isUnknown(value) ? textOfParts(value) : undefined;
  if (text === undefined || !text.trim().includes('\n')) return undefined;
  const reason = isUnknown(value) ? `  (unknown: ${visible(value.$unknown)})` : '';
  const lines = text.replace(/\n$/, '').split('\n');
  return [`${name} = <<-EOT${reason}`, ...lines.map((line) => `${indent}  ${visible(line)}`), `${indent}EOT`];
}

function textOfParts({ $parts }: Unknown): string | undefined {
  return $parts?.map((part) => (typeof part === 'string' ? part : `\${${scalar(part)}}`)).join('');
}

function scalar(value: Value): string {
  if (isReference(value)) return visible(`${value.$ref}.${value.$attribute}  (known after apply)`);
  if (isUnknown(value)) {
    const parts = textOfParts(value);
    return visible(`${parts === undefined ? '' : `${JSON.stringify(parts)}  `}(unknown: ${value.$unknown})`);
  }
  if (isList(value)) return `[${value.map(scalar).join(', ')}]`;
  return visible(JSON.stringify(value));
}
