import { nearest, StopError } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';
import type { PolicyEntry } from '../shapes/index.ts';
import { aliasesOf } from './catalogue.ts';

/**
 * The policies that a name stands for: an id or its last part, a former id, a number of the rule catalogue, or the id of the same check in
 * another tool, which may be the alias of several. Case does not matter.
 *
 * @throws StopError with what was meant, when nothing has that name
 */
export function findPolicies(name: string, entries: readonly PolicyEntry[]): readonly PolicyEntry[] {
  const wanted = name.toLowerCase();
  const named = (ids: readonly string[]) => ids.some((id) => id.toLowerCase() === wanted);
  for (const idsOf of [idOf, tailOf, formerOf, catalogueOf, aliasesOf]) {
    const found = entries.filter((entry) => named(idsOf(entry)));
    if (found.length > 0) return found;
  }
  const allowed = entries.flatMap((entry) => [entry.id, ...tailOf(entry), ...catalogueOf(entry), ...aliasesOf(entry)]);
  const meant = nearest(name, allowed);
  const entry = entries.find((candidate) => tailOf(candidate).some((tail) => tail === meant));
  throw new StopError(
    'cli/no-policy',
    say`there is no policy ${name}`,
    meant === undefined
      ? 'list them by `sallyport policies`'
      : `did you mean ${entry?.id ?? meant}? list them by \`sallyport policies\``,
  );
}

const idOf = ({ id }: PolicyEntry): readonly string[] => [id];
const tailOf = ({ id }: PolicyEntry): readonly string[] => [id.split('/').at(-1) ?? ''];
const formerOf = ({ formerly }: PolicyEntry): readonly string[] => formerly;
const catalogueOf = ({ catalogue }: PolicyEntry): readonly string[] => catalogue;
