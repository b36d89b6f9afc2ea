import type { Files } from '../../ingest/index.ts';
import { FunctionError } from './specification.ts';

/** Folders within folders beyond this depth can only be a ring of links. */
const DEEPEST = 40;

/**
 * Files below a folder whose path, relative to it, fits a pattern: `*` and `?` within a name, `**` over any number of folders,
 * `[a-z]` and `{a,b}`. Throws `FunctionError`.
 */
export function findFiles(
  files: Files,
  folder: string,
  pattern: string,
  spend: (steps: number) => void,
): readonly string[] {
  const wanted = globExpression(pattern);
  const depth = pattern.includes('**') ? DEEPEST : pattern.split('/').length;
  const found: string[] = [];
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const here = next.path === '' ? folder : `${folder}/${next.path}`;
    for (const entry of files.inside(here) ? (files.list(here) ?? []) : []) {
      spend(1);
      const path = next.path === '' ? entry : `${next.path}/${entry}`;
      if (!entry.endsWith('/')) {
        if (wanted.test(path)) found.push(path);
      } else if (next.depth < depth) waiting.push({ path: path.slice(0, -1), depth: next.depth + 1 });
    }
  }
  return found;
}

function globExpression(pattern: string): RegExp {
  let source = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (pattern.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) throw new FunctionError('the pattern has a bracket that is not closed');
      source += `[${pattern
        .slice(at + 1, end)
        .replace(/^[!^]/, '^')
        .replaceAll('\\', '\\\\')}]`;
      at = end;
    } else if (character === '{') {
      source += '(?:';
      braces += 1;
    } else if (character === '}' && braces > 0) {
      source += ')';
      braces -= 1;
    } else if (character === ',' && braces > 0) source += '|';
    else if (character === '\\') {
      at += 1;
      source += escaped(pattern.charAt(at));
    } else source += escaped(character);
  }
  if (braces > 0) throw new FunctionError('the pattern has a brace that is not closed');
  return new RegExp(`^${source}$`, 'su');
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
