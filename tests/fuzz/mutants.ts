/** The mutant of a number: the same number gives the same mutant, as long as the sources are the same. */
import { byteMutations } from './mutate-bytes.ts';
import { jsonChanges } from './mutate-json.ts';
import { parsedJson } from './other-readers.ts';
import { Random } from './random.ts';
import type { Source } from './sources.ts';

export interface Mutant extends Source {
  readonly number: number;
  /** What was done to it. */
  readonly mutations: readonly string[];
}

/** Larger files are judged too slowly to be mutated often. */
const mostBytes = 400_000;

export function mutantOf(sources: readonly Source[], number: number): Mutant {
  const random = new Random(number);
  const source = random.pick(sources);
  const mutations: string[] = [];
  let bytes: Buffer = Buffer.from(source.files[source.target] ?? new Uint8Array()).subarray(0, mostBytes);
  for (let left = random.pick([1, 1, 1, 2, 3]); left > 0 && bytes.length > 0; left -= 1) {
    const json =
      source.target.endsWith('.json') && random.below(2) === 0 ? parsedJson(bytes.toString('utf8')) : undefined;
    const name = random.pick(Object.keys(json === undefined ? byteMutations : jsonChanges));
    // What comes after it would hit UTF-16, of which little can be read any more.
    if (name === 'writes UTF-16') left = 1;
    mutations.push(name);
    if (json === undefined) bytes = (byteMutations[name] ?? ((same: Buffer) => same))(bytes, random);
    else bytes = Buffer.from(JSON.stringify(jsonChanges[name]?.(json, random) ?? null, null, random.pick([0, 1])));
  }
  return { ...source, files: { ...source.files, [source.target]: bytes }, number, mutations };
}
