/** One file as it arrived from outside. Only `cli/` and `gate/` read files; `ingest` asks through this. */
export interface Files {
  /** Bytes of a file; `undefined` when there is none. */
  readonly read: (path: string) => Uint8Array | undefined;
  /** True where a file gives the same each time that it is read, unless somebody changes it; a pipe does not. */
  readonly lasting?: (path: string) => boolean;
  /** Names in a folder, sorted; `undefined` when there is no such folder. Entries that are folders end in `/`. */
  readonly list: (folder: string) => readonly string[] | undefined;
  /** True for a link to a folder that it stands in, at any depth: what lies below it is there already. */
  readonly leadsBack?: (folder: string) => boolean;
  /** True if the path, with symbolic links followed, lies inside the folders that this run may read. */
  readonly inside: (path: string) => boolean;
}
