import { declarations } from './declarations.ts';
import { exceptions } from './exceptions.ts';
import { type Around, disagreements, holdAgainst } from './hold-against.ts';
import { metaBlocks } from './meta-blocks.ts';
import { modules } from './modules.ts';
import { overrides } from './overrides.ts';
import { variables } from './variables.ts';

export const around: readonly Around[] = [...overrides, ...variables, ...declarations, ...modules, ...metaBlocks];

/** What is wrong with a case: disagreements that nobody expects, or none where one is expected. */
export function judgeAround(one: Around): readonly string[] {
  const found = disagreements(holdAgainst(one));
  if (exceptions[one.name] === undefined) return found;
  return found.length === 0 ? [`${one.name}: agrees, and stands among the exceptions`] : [];
}
