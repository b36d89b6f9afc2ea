/** What a failed file operation says, in a user's words; the system's code where there are none. */
export function reasonOf(cause: unknown): string {
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  if (typeof code !== 'string') return cause instanceof Error ? cause.message : String(cause);
  return reasons[code] ?? code;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ENOSPC: 'no space left on the device',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
};
