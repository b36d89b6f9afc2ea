/** Draws the import graph of `src/` and fails on a crossing. The rules are those of src/README.md, "Borders". */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

interface Import {
  readonly from: string;
  readonly room: string;
  readonly specifier: string;
  /** Room of the imported file; `undefined` for a package. */
  readonly target?: string;
  readonly targetFile?: string;
  readonly typeOnly: boolean;
}

const foundations = ['model', 'diagnostics', 'shapes', 'syntax'];
const feeds: Readonly<Record<string, readonly string[]>> = {
  model: [],
  shapes: [],
  diagnostics: ['model'],
  syntax: ['model'],
  ingest: [],
  resolve: ['ingest'],
  aws: ['resolve', 'ingest', 'settings'],
  'analyse/network': ['aws', 'resolve', 'settings'],
  'analyse/access': ['aws', 'resolve', 'settings'],
  facts: ['analyse/network', 'analyse/access', 'aws', 'resolve', 'settings'],
  decide: ['facts'],
  settings: [],
  judge: ['decide', 'facts', 'aws', 'resolve', 'settings'],
  report: ['judge', 'settings'],
  constructs: [],
};
/** Rooms that call across rooms. `maintain` is run by npm scripts and imported by nobody. */
const callers = ['', 'gate', 'cli', 'maintain'];

const packages: Readonly<Record<string, (room: string) => boolean>> = {
  '@open-policy-agent/opa-wasm': (room) => room === 'decide',
  cdktf: (room) => room === 'constructs',
  constructs: (room) => room === 'constructs',
  '@cdktf/provider-aws': (room) => room === 'constructs',
  yaml: (room) => ['settings', 'resolve', 'maintain'].includes(room),
  ajv: (room) => room === 'settings' || room === 'maintain' || room === 'decide',
  typebox: (room) => room === 'shapes' || room === 'maintain',
  commander: (room) => room === 'cli',
  // Types alone.
  sarif: (room) => room === 'report',
};

const effects = [
  'fs',
  'child_process',
  'worker_threads',
  'net',
  'http',
  'https',
  'os',
  'process',
  'readline',
  'dns',
  'tty',
];
const effectful = ['gate', 'cli', 'maintain'];

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.ts$/.test(entry.name) ? [path] : [];
  });
}

function roomOf(file: string): string {
  const parts = relative(src, file).split(/[\\/]/);
  if (parts.length === 1) return '';
  return parts[0] === 'analyse' ? `analyse/${parts[1]}` : (parts[0] ?? '');
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return node.importClause?.isTypeOnly ?? false;
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const targetFile = specifier.startsWith('.') ? resolve(dirname(file), specifier) : undefined;
    found.push({
      from: relative(root, file),
      room: roomOf(file),
      specifier,
      typeOnly,
      ...(targetFile === undefined ? {} : { target: roomOf(targetFile), targetFile }),
    });
  };
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      add((node.moduleSpecifier as ts.StringLiteral).text, isTypeOnly(node));
    }
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      if ((dynamic || required) && first !== undefined && ts.isStringLiteralLike(first)) add(first.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = sourceFiles(src);
const imports = files.flatMap(importsOf);

function crossing(found: Import): string | undefined {
  const { room, target, targetFile, typeOnly } = found;
  if (target === undefined || targetFile === undefined || target === room) return undefined;
  if (!targetFile.startsWith(src)) return /\.json$/.test(targetFile) ? undefined : 'leaves src/';
  if (target === 'maintain') return 'imports maintain/, which is run by scripts only';
  const byIndex = targetFile === join(src, target, 'index.ts') || /\.json$/.test(targetFile);
  if (target === '' && room !== '') return callers.includes(room) ? undefined : 'imports the pipeline that calls it';
  if (room === 'maintain') return undefined;
  if (!byIndex) return `enters ${target}/ by another door than its index.ts`;
  if (callers.includes(room)) return undefined;
  if (target === 'shapes') return typeOnly ? undefined : 'imports values of shapes/, which only maintain/ may';
  if (target === 'syntax') return ['ingest', 'resolve'].includes(room) ? undefined : 'imports syntax/';
  if (foundations.includes(target)) {
    const allowed = foundations.includes(room) ? (feeds[room] ?? []).includes(target) : true;
    return allowed ? undefined : `a foundation imports ${target}/`;
  }
  if (!(feeds[room] ?? []).includes(target)) return `${target}/ does not feed it`;
  return typeOnly ? undefined : `imports functions of ${target}/, only types may cross`;
}

test('every file of src/ stands in a room that the map names', () => {
  const rooms = new Set(files.map(roomOf));
  const known = new Set([...Object.keys(feeds), ...callers]);
  expect([...rooms].filter((room) => !known.has(room))).toEqual([]);
  const map = readFileSync(join(src, 'README.md'), 'utf8');
  expect([...rooms].filter((room) => room !== '' && !map.includes(`\`${room}/\``))).toEqual([]);
});

test('imports cross no border', () => {
  const crossings = imports.flatMap((found) => {
    const why = crossing(found);
    return why === undefined ? [] : [`${found.from} -> ${found.specifier}: ${why}`];
  });
  expect(crossings).toEqual([]);
});

test('packages stay in the rooms they belong to', () => {
  const strays = imports.flatMap((found) => {
    if (found.specifier.startsWith('.') || found.specifier.startsWith('node:')) return [];
    const name = Object.keys(packages).find(
      (known) => found.specifier === known || found.specifier.startsWith(`${known}/`),
    );
    if (name === undefined)
      return found.room === 'maintain' ? [] : [`${found.from} -> ${found.specifier}: not on the list`];
    return packages[name]?.(found.room) || (found.typeOnly && found.room === 'maintain')
      ? []
      : [`${found.from} -> ${found.specifier}`];
  });
  expect(strays).toEqual([]);
});

test('files, processes and the network are reached from gate/, cli/ and maintain/ only', () => {
  const strays = imports.filter(
    ({ room, specifier }) =>
      !effectful.includes(room) && effects.some((name) => new RegExp(`^(node:)?${name}(/|$)`).test(specifier)),
  );
  expect(strays.map(({ from, specifier }) => `${from} -> ${specifier}`)).toEqual([]);
});

test('clock, environment, console and randomness are touched in gate/, cli/ and maintain/ only', () => {
  const reaches = /\b(Date\.now\(|new Date\(\)|process\.|console\.|Math\.random\(|performance\.now\()/;
  const strays = files.flatMap((file) => {
    if (effectful.includes(roomOf(file))) return [];
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const hit = reaches.exec(code);
    return hit === null ? [] : [`${relative(root, file)}: ${hit[0]}`];
  });
  expect(strays).toEqual([]);
});

test('TypeScript names no policy', () => {
  const domains = readdirSync(join(root, 'policies'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['lib', 'schemas', 'bundle', 'frameworks'].includes(entry.name))
    .flatMap((domain) =>
      readdirSync(join(root, 'policies', domain.name), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((policy) => `${domain.name}/${policy.name}`),
    );
  expect(domains.length).toBeGreaterThan(0);
  const strays = files.flatMap((file) => {
    if (roomOf(file) === 'constructs' || roomOf(file) === 'maintain') return [];
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    return domains.filter((id) => code.includes(id)).map((id) => `${relative(root, file)}: ${id}`);
  });
  expect(strays).toEqual([]);
});
