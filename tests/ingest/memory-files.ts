import type { Files } from '../../src/ingest/index.ts';

/** Files that exist in memory only: path to text or bytes. What starts with `outside/` is not inside the folders that may be read. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): Files {
  const paths = Object.keys(contents);
  return {
    read: (path) => {
      const found = contents[path];
      return typeof found === 'string' ? Buffer.from(found) : found;
    },
    list: (folder) => {
      const prefix = folder === '.' ? '' : `${folder}/`;
      const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      const names = new Set(below.map((path) => (path.includes('/') ? `${path.split('/')[0]}/` : path)));
      names.delete('');
      return below.length === 0 && !paths.includes(prefix) ? undefined : [...names].sort();
    },
    inside: (path) => !path.startsWith('outside'),
  };
}
