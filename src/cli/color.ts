import type { Host } from './host.ts';

/**
 * Whether stdout is coloured: `--no-color`, then NO_COLOR (set and not empty), then FORCE_COLOR (any value but `0` and
 * `false`), then whether it is a terminal that is not dumb.
 *
 * @see https://no-color.org, https://force-color.org
 */
export function isColored(host: Host, option: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.environment;
  if (!option) return false;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return host.stdoutIsTerminal && TERM !== 'dumb';
}
