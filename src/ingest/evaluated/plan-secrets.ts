import type { Json } from '../../model/index.ts';
import { memberOf, membersOf } from '../json-access.ts';

/** Texts of the variables and outputs that a plan or a state calls sensitive. */
export function secretTexts(plan: Json, values: Json | undefined): readonly string[] {
  const declared = memberOf(memberOf(memberOf(plan, 'configuration'), 'root_module'), 'variables');
  const variables = membersOf(memberOf(plan, 'variables')).flatMap(([name, variable]) =>
    isSensitive(memberOf(declared, name)) ? textsIn(memberOf(variable, 'value')) : [],
  );
  const outputs = membersOf(memberOf(values, 'outputs')).flatMap(([, output]) =>
    isSensitive(output) ? textsIn(memberOf(output, 'value')) : [],
  );
  return [...variables, ...outputs];
}

function isSensitive(declaration: Json | undefined): boolean {
  return memberOf(declaration, 'sensitive') === true;
}

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsIn(item));
  return membersOf(value).flatMap(([, member]) => textsIn(member));
}
