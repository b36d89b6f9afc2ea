import type { Declarations, Match } from '../settings/index.ts';
import type { Resource } from '../shapes/index.ts';

/** The zone that sallyport.yaml declares for a resource, by the first declaration that matches; "" when none does. */
export function zoneDeclared({ zones }: Declarations): (resource: Resource) => string {
  return (resource) => zones.find(({ match }) => matches(match, resource))?.zone ?? '';
}

function matches({ stack, address }: Match, resource: Resource): boolean {
  return (
    (stack === undefined || matchesPattern(resource.stack, stack)) &&
    (address === undefined || matchesPattern(resource.address, address))
  );
}

/** `*` stands for any run of characters, everything else for itself. */
function matchesPattern(text: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
