/** What the parts of the benchmark share: medians, growth, tables. */

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The exponent of `time = c * size^exponent` that fits best: 1 is linear, 2 quadratic. */
export function exponentOf(points: readonly { readonly size: number; readonly time: number }[]): number {
  const logs = points.map(({ size, time }) => ({ x: Math.log(size), y: Math.log(Math.max(time, 0.01)) }));
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    logs.reduce((sum, point) => sum + of(point), 0) / logs.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}

/** Numbers with one decimal; the first cell is a label. */
export function print(...cells: readonly (string | number)[]): void {
  const text = cells.map((cell, index) => {
    const shown = typeof cell === 'number' ? cell.toFixed(1) : cell;
    return index === 0 ? shown.padEnd(30) : shown.padStart(12);
  });
  process.stdout.write(`${text.join('')}\n`);
}

export function title(text: string): void {
  process.stdout.write(`\n${text}\n`);
}
