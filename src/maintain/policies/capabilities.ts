/**
 * The built-ins that the compiled policies may call: those that OPA's WASM runtime has itself (`builtinsFunctions` in OPA's
 * `internal/compiler/wasm/wasm.go`), without the deprecated ones and those that the house rules forbid. What is left out here
 * would be asked of JavaScript at run time, or be missing there: so it fails the build instead.
 */
import { type Opa, runOpa } from './find-opa.ts';

const native = `
plus minus mul div abs round ceil floor rem
array.concat array.flatten array.reverse array.slice
minus and or intersection union
is_number is_string is_boolean is_array is_set is_object is_null type_name
bits.or bits.and bits.negate bits.xor bits.lsh bits.rsh
count sum product max min sort
net.cidr_contains net.cidr_intersects
equal gt gte lt lte neq
glob.match
json.is_valid json.marshal json.filter json.remove
object.filter object.get object.keys object.remove object.union object.union_n
concat indexof substring lower upper contains startswith endswith strings.reverse split replace strings.replace_n
trim trim_left trim_prefix trim_right trim_suffix trim_space
numbers.range to_number walk graph.reachable
regex.is_valid regex.match regex.find_all_string_submatch_n
internal.member_2 internal.member_3
`;

/** The compiler turns these into instructions of its own. */
const compiledAway = ['assign', 'eq'];

interface Capabilities {
  readonly builtins: readonly { readonly name: string }[];
  readonly features: readonly string[];
}

const nativeBuiltIns: ReadonlySet<string> = new Set([...native.trim().split(/\s+/), ...compiledAway]);

/** A capabilities file for `opa build` and `opa check`, as JSON text. */
export function readCapabilities(opa: Opa, folder: string): string {
  const run = runOpa(opa, folder, ['capabilities', '--current']);
  if (!run.ok) throw new Error(`opa capabilities: ${run.stderr}`);
  const all = JSON.parse(run.stdout) as Capabilities;
  const builtins = all.builtins.filter(({ name }) => nativeBuiltIns.has(name));
  const missing = [...nativeBuiltIns].filter((name) => !builtins.some((builtin) => builtin.name === name));
  if (missing.length > 0) throw new Error(`OPA ${opa.version} does not know the built-ins ${missing.join(', ')}`);
  return JSON.stringify({
    builtins,
    features: all.features.filter((feature) => feature !== 'template_strings'),
    wasm_abi_versions: [{ version: 1, minor_version: 2 }],
  });
}
