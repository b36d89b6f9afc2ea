/** Arguments and blocks that Terraform itself reads. */
const META = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection', '//']);

/** True for a name that is no attribute of the resource. */
export function isMeta(name: string): boolean {
  return META.has(name);
}
