import { STRING, type Type } from '../cty/type.ts';
import { object, string } from '../cty/value.ts';
import { textAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

const text = { type: STRING };
const ARN_PARTS = ['partition', 'service', 'region', 'account_id', 'resource'] as const;
const ARN: Type = { kind: 'object', attributes: new Map(ARN_PARTS.map((name) => [name, STRING])) };

/** Functions of the AWS provider that need nothing from AWS (AWS provider documentation, "Functions"). */
export const awsFunctions: Readonly<Record<string, Specification>> = {
  'provider::aws::arn_parse': {
    parameters: [text],
    type: ARN,
    call: (values) => {
      const arn = textAt(values, 0);
      const [prefix, ...parts] = arn.split(':');
      if (prefix !== 'arn' || parts.length < 5) throw new FunctionError(`${arn} is no ARN`);
      const resource = parts.slice(4).join(':');
      return object(
        new Map(ARN_PARTS.map((name, index) => [name, string(name === 'resource' ? resource : (parts[index] ?? ''))])),
      );
    },
  },
  'provider::aws::arn_build': {
    parameters: ARN_PARTS.map(() => text),
    type: STRING,
    call: (values) => string(['arn', ...values.map((_, index) => textAt(values, index))].join(':')),
  },
  'provider::aws::trim_iam_role_path': {
    parameters: [text],
    type: STRING,
    call: (values) => string(trimRolePath(textAt(values, 0))),
  },
};

/** `arn:aws:iam::123456789012:role/with/path/name` without the path. */
function trimRolePath(arn: string): string {
  const [prefix, partition = '', service, region, account = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || service !== 'iam' || region !== '' || !resource.startsWith('role/')) {
    throw new FunctionError(`${arn} is no ARN of an IAM role`);
  }
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return `arn:${partition}:iam::${account}:role/${name}`;
}
