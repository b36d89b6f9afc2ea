import { locate } from '../../syntax/index.ts';
import { writtenValue } from '../body/written-value.ts';
import { EPHEMERAL, marksWithin } from '../cty/value.ts';
import { ephemeralArgument } from '../diagnostics.ts';
import type { ResourceNode } from '../graph/resource-node.ts';

/** Providers of which it is certain that write-only arguments, and these alone, are called so. */
const FOLLOWS_RULE = /^(?:aws_|terraform_data$)/;
const WRITE_ONLY = /_wo$/;

/** Reports ephemeral values that would be kept (AWS provider, "Using write-only arguments"): Terraform does not plan then. */
export function checkEphemeral({ scope, block, instances }: ResourceNode): void {
  if (block.mode !== 'managed' || !FOLLOWS_RULE.test(block.type)) return;
  for (const instance of instances) {
    // JSON that stands for itself refers to nothing.
    if (instance.plain !== undefined) continue;
    const { address } = instance;
    for (const [name, member] of instance.written) {
      if (member.kind !== 'value' || WRITE_ONLY.test(name)) continue;
      if ((marksWithin(writtenValue(member)) & EPHEMERAL) === 0) continue;
      const attribute = block.body.attributes.get(name);
      const file = attribute?.file ?? block.body.file;
      const place = { location: locate(file, attribute?.value.span ?? block.span) };
      scope.stack.run.report(ephemeralArgument(place, address, name));
    }
  }
}
