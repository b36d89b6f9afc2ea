/**
 * The allowed word that a mistyped one most likely stands for, for "did you mean": the nearest by edit distance
 * (insertion, deletion, substitution, swap of neighbours; case aside), if it is no further than a third of the word;
 * the first of several equally near. `undefined` when nothing is near.
 */
export function nearest(word: string, allowed: Iterable<string>): string | undefined {
  const given = word.toLowerCase().slice(0, 200);
  let found: string | undefined;
  let limit = Math.floor(given.length / 3) + 1;
  for (const candidate of allowed) {
    if (Math.abs(candidate.length - given.length) >= limit) continue;
    const distance = editDistance(given, candidate.toLowerCase());
    if (distance < limit) {
      found = candidate;
      limit = distance;
    }
  }
  return found;
}

/** Optimal string alignment distance: Damerau's four edits, no substring edited twice. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
