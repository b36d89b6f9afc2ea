import { nearest } from '../diagnostics/index.ts';
import { locate } from '../syntax/index.ts';
import type { Module, NamedBlock } from './configuration.ts';
import { unexpectedInCall } from './diagnostics.ts';
import type { Reading } from './reading.ts';

/** What a module block says to Terraform itself. */
const META: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'depends_on',
  'lifecycle',
]);

/** Reports arguments of a call for which the module has no variable. */
export function checkCall(reading: Reading, call: NamedBlock, module: Module): void {
  let declared: ReadonlySet<string> | undefined;
  for (const { name, nameSpan, file } of call.body.attributes.values()) {
    if (META.has(name)) continue;
    declared ??= new Set(module.variables.map((variable) => variable.name));
    if (declared.has(name)) continue;
    const location = locate(file ?? call.body.file, nameSpan);
    reading.report(unexpectedInCall({ location }, call.name, name, nearest(name, declared) ?? ''));
  }
}
