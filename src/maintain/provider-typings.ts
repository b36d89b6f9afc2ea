/**
 * Reads the shape of every resource and data source of the AWS provider out of the published `@cdktf/provider-aws` package: its
 * generated classes name each attribute once, with its type (`getNumberAttribute("from_port")`), and each nested block with its
 * nesting (`new XList(this, "ingress", true)`: a set). The package's `package.json` and documentation links name the provider's version.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `one` is a block that may stand at most once, or a single nested object. */
export type Nesting = 'one' | 'list' | 'set' | 'map';
export type Primitive = 'string' | 'number' | 'boolean' | 'any';
export type FieldType =
  | Primitive
  | { readonly nesting: Exclude<Nesting, 'one'>; readonly of: Primitive }
  | { readonly nesting: Nesting; readonly of: ReadonlyMap<string, FieldType> };
export type Fields = ReadonlyMap<string, FieldType>;

export interface ProviderTypings {
  readonly providerVersion: string;
  readonly resources: ReadonlyMap<string, Fields>;
  readonly data: ReadonlyMap<string, Fields>;
}

interface Class {
  readonly base: string;
  readonly fields: Map<string, FieldType | { readonly class: string; readonly set: boolean }>;
  /** Of a list or map: the class of its elements. */
  element?: string;
  terraformType?: string;
}

const getters: Readonly<Record<string, FieldType>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'boolean',
  StringMap: { nesting: 'map', of: 'string' },
  NumberMap: { nesting: 'map', of: 'number' },
  BooleanMap: { nesting: 'map', of: 'boolean' },
};

export function readProviderTypings(packageFolder: string): ProviderTypings {
  const resources = new Map<string, Fields>();
  const data = new Map<string, Fields>();
  let providerVersion = '';
  const lib = join(packageFolder, 'lib');
  for (const folder of readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const classes = new Map<string, Class>();
    for (const text of scripts(join(lib, folder.name))) {
      readClasses(text, classes);
      providerVersion ||= /providerVersion: '([^']+)'/.exec(text)?.[1] ?? '';
    }
    for (const { base, terraformType, fields } of classes.values()) {
      if (terraformType === undefined) continue;
      const target = base === 'TerraformDataSource' ? data : resources;
      target.set(terraformType, expand(fields, classes));
    }
  }
  return { providerVersion, resources, data };
}

function scripts(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

const opening =
  /^class (\w+) extends cdktf\.(ComplexObject|ComplexList|ComplexMap|TerraformResource|TerraformDataSource)\b/;
const terraformType = /^(\w+)\.tfResourceType = "(aws_\w+)"/;
const scalar = /^ +return this\.get(String|Number|Boolean|StringMap|NumberMap|BooleanMap)Attribute\('(\w+)'\)/;
const collection = /^ +return (?:cdktf\.Token\.\w+\()?(cdktf\.Fn\.tolist\()?this\.get(Number)?ListAttribute\('(\w+)'\)/;
const untyped = /^ +return .*this\.interpolationForAttribute\('(\w+)'\)/;
const nested = /^ +this\._\w+ = new (?:\w+\.)?(\w+)\(this, "(\w+)"(?:, (true|false))?\)/;
const element = /^ +return new (\w+)\(this\.terraformResource/;

function readClasses(text: string, classes: Map<string, Class>): void {
  let current: Class | undefined;
  for (const line of text.split('\n')) {
    const [, name, base] = opening.exec(line) ?? [];
    if (name !== undefined && base !== undefined) {
      current = { base, fields: new Map() };
      classes.set(name, current);
    }
    const [, owner, type] = terraformType.exec(line) ?? [];
    const owning = classes.get(owner ?? '');
    if (owning !== undefined && type !== undefined) owning.terraformType = type;
    if (current !== undefined) readField(line, current);
  }
}

function readField(line: string, into: Class): void {
  const [, kind, simple] = scalar.exec(line) ?? [];
  const type = getters[kind ?? ''];
  if (simple !== undefined && type !== undefined) into.fields.set(simple, type);
  const [, set, number, many] = collection.exec(line) ?? [];
  if (many !== undefined) {
    into.fields.set(many, {
      nesting: set === undefined ? 'list' : 'set',
      of: number === undefined ? 'string' : 'number',
    });
  }
  const [, any] = untyped.exec(line) ?? [];
  if (any !== undefined) into.fields.set(any, 'any');
  const [, name, attribute, isSet] = nested.exec(line) ?? [];
  if (name !== undefined && attribute !== undefined) into.fields.set(attribute, { class: name, set: isSet === 'true' });
  const [, item] = element.exec(line) ?? [];
  if (item !== undefined) into.element = item;
}

function expand(fields: Class['fields'], classes: ReadonlyMap<string, Class>): Fields {
  const expanded = [...fields].map(([name, type]): [string, FieldType] => [
    name,
    typeof type === 'object' && 'class' in type ? expandNested(type, classes) : type,
  ]);
  return new Map(expanded.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function expandNested(
  type: { readonly class: string; readonly set: boolean },
  classes: ReadonlyMap<string, Class>,
): FieldType {
  const builtIn = getters[type.class];
  if (builtIn !== undefined) return builtIn;
  const found = classes.get(type.class);
  if (found === undefined) throw new Error(`class ${type.class} of the provider package was not found`);
  if (found.base === 'ComplexObject') return { nesting: 'one', of: expand(found.fields, classes) };
  const item = classes.get(found.element ?? '');
  if (item === undefined) throw new Error(`class ${type.class} of the provider package has elements of no known class`);
  const nesting = found.base === 'ComplexMap' ? 'map' : type.set ? 'set' : 'list';
  return { nesting, of: expand(item.fields, classes) };
}
