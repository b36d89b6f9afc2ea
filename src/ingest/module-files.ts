/** The files of one folder that make up a module. */
export interface ModuleFiles {
  readonly primary: readonly string[];
  /** Merged over the primary ones, in order. */
  readonly overrides: readonly string[];
  /** Files that only Terraform reads, each with the one that OpenTofu reads instead. */
  readonly shadowed: ReadonlyMap<string, string>;
}

/** Longest first: `.tf.json` ends in neither of the others. */
const ENDINGS = ['.tofu.json', '.tf.json', '.tofu', '.tf'] as const;

/**
 * Picks a module's files by name, as Terraform and OpenTofu do: backups and hidden files are passed over, `override.tf` and
 * `*_override.tf` are overrides, and a `.tofu` file stands instead of the `.tf` file of the same name (OpenTofu documentation,
 * "Extension Precedence").
 */
export function moduleFiles(names: readonly string[]): ModuleFiles {
  const all = names.filter((name) => endingOf(name) !== undefined && !isIgnored(name));
  const present = new Set(all);
  const shadowed = new Map(all.filter((name) => present.has(tofuName(name))).map((name) => [name, tofuName(name)]));
  const files = all.filter((name) => !shadowed.has(name)).sort();
  const isOverride = (name: string): boolean => {
    const stem = name.slice(0, -(endingOf(name) ?? '').length);
    return stem === 'override' || stem.endsWith('_override');
  };
  return { primary: files.filter((name) => !isOverride(name)), overrides: files.filter(isOverride), shadowed };
}

/** True for the name of a file that Terraform or OpenTofu reads as configuration. */
export function isModuleFile(name: string): boolean {
  return endingOf(name) !== undefined && !isIgnored(name);
}

function endingOf(name: string): (typeof ENDINGS)[number] | undefined {
  return ENDINGS.find((ending) => name.endsWith(ending));
}

function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
}

/** The name of the file that OpenTofu would rather read; empty for one that nothing can replace. */
function tofuName(name: string): string {
  if (name.endsWith('.tf')) return `${name.slice(0, -3)}.tofu`;
  return name.endsWith('.tf.json') ? `${name.slice(0, -8)}.tofu.json` : '';
}
