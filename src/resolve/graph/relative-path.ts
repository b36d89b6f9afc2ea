/** The way from one folder to another, with `/`: `.` to itself. Both are named from the same place. */
export function relativePath(from: string, to: string): string {
  const start = segments(from);
  const end = segments(to);
  let shared = 0;
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared += 1;
  const up = start.slice(shared).map(() => '..');
  const way = [...up, ...end.slice(shared)].join('/');
  return way === '' ? '.' : way;
}

/** A path below a folder; `.` and `..` are worked out, an absolute path stays. */
export function joinPaths(folder: string, path: string): string {
  const absolute = path.startsWith('/');
  const whole = absolute ? path : `${folder}/${path}`;
  const rooted = whole.startsWith('/') && (absolute || folder.startsWith('/'));
  const joined = segments(whole).join('/');
  return rooted ? `/${joined}` : joined === '' ? '.' : joined;
}

/** What POSIX systems take at most, in bytes: PATH_MAX without its closing zero, and NAME_MAX. */
const LONGEST_PATH = 4095;
const LONGEST_NAME = 255;

/** Could there be a file of this name? Systems refuse to look for one otherwise, and so does Terraform. */
export function isPossiblePath(path: string): boolean {
  if (path.includes('\0') || Buffer.byteLength(path) > LONGEST_PATH) return false;
  return path.split('/').every((name) => Buffer.byteLength(name) <= LONGEST_NAME);
}

/** Splits a path; `..` that lead out of what is named stay. */
function segments(path: string): readonly string[] {
  const result: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && result.length > 0 && result.at(-1) !== '..') result.pop();
    else result.push(segment);
  }
  return result;
}
