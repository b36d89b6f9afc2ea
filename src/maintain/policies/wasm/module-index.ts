/** What the sections before the code say of functions and globals: counts and types. */
import { ByteReader } from './byte-reader.ts';
import { type Section, sectionId } from './sections.ts';

export interface ModuleIndex {
  readonly importedFunctions: number;
  /** Imported and own. */
  readonly globals: number;
  /** For each own function, its type. */
  readonly typeOf: readonly number[];
  /** For each type, the number of parameters. */
  readonly parameters: readonly number[];
}

export function readModuleIndex(sections: readonly Section[]): ModuleIndex {
  const imports = countImports(readerOf(sections, sectionId.import));
  const own = readerOf(sections, sectionId.global)?.unsigned() ?? 0;
  const functions = readerOf(sections, sectionId.function);
  return {
    importedFunctions: imports.functions,
    globals: imports.globals + own,
    typeOf: functions === undefined ? [] : vector(functions, () => functions.unsigned()),
    parameters: readParameters(readerOf(sections, sectionId.type)),
  };
}

function readerOf(sections: readonly Section[], id: number): ByteReader | undefined {
  const section = sections.find((candidate) => candidate.id === id);
  return section === undefined ? undefined : new ByteReader(section.content);
}

export function vector<Item>(reader: ByteReader, read: () => Item): Item[] {
  return Array.from({ length: reader.unsigned() }, read);
}

function readParameters(types: ByteReader | undefined): number[] {
  if (types === undefined) return [];
  return vector(types, () => {
    const form = types.byte();
    if (form !== 0x60) throw new Error(`WASM has a type of the form 0x${form.toString(16)}; expected a function`);
    const parameters = types.take(types.unsigned()).length;
    types.take(types.unsigned());
    return parameters;
  });
}

function countImports(reader: ByteReader | undefined): { functions: number; globals: number } {
  const counts = { functions: 0, globals: 0 };
  if (reader === undefined) return counts;
  for (let left = reader.unsigned(); left > 0; left--) {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind === 0) counts.functions += 1;
    if (kind === 3) counts.globals += 1;
    skipImportType(kind, reader);
  }
  return counts;
}

/** 0 function, 1 table, 2 memory, 3 global: core specification 2.0, section 5.5.5. */
function skipImportType(kind: number, reader: ByteReader): void {
  if (kind > 3) throw new Error(`WASM imports something of the kind ${kind}; expected 0 to 3`);
  if (kind === 0) reader.skipInteger();
  else if (kind === 3) reader.take(2);
  else {
    if (kind === 1) reader.byte();
    const bounded = (reader.byte() & 1) === 1;
    reader.skipInteger();
    if (bounded) reader.skipInteger();
  }
}
