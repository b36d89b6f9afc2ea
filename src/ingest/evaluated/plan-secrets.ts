import type { Json } from '../../model/index.ts';
import { memberOf, membersOf } from '../json-access.ts';

/** Texts of the variables that a plan calls sensitive. Outputs are left out: CDKTF calls each sensitive that another stack reads. */
export function secretTexts(plan: Json): readonly string[] {
  const declared = memberOf(memberOf(memberOf(plan, 'configuration'), 'root_module'), 'variables');
  return membersOf(memberOf(plan, 'variables')).flatMap(([name, variable]) =>
    memberOf(memberOf(declared, name), 'sensitive') === true ? textsIn(memberOf(variable, 'value')) : [],
  );
}

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsIn(item));
  return membersOf(value).flatMap(([, member]) => textsIn(member));
}
