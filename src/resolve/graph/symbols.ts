import type { Cty } from '../cty/value.ts';
import { renderPolicyDocument } from '../policy-document/render.ts';
import { remoteStateOutputs } from '../remote-state/outputs.ts';
import { awsData } from './aws-data.ts';
import { terraformDataAttribute } from './builtin.ts';
import { localData } from './local-data.ts';
import type { ModuleScope } from './module-scope.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** Attributes of a data source that need no provider: name to value. */
export type Symbols = (name: string) => Cty | undefined;

/** What we can compute in the provider's stead for this instance; `undefined` for nearly all. */
export function symbolsOf(instance: ResourceInstance, scope: ModuleScope): Symbols | undefined {
  const { mode, type } = instance.block;
  if (type === 'terraform_data') return (name) => terraformDataAttribute(instance, name);
  if (mode !== 'data') return undefined;
  if (type === 'aws_iam_policy_document') return renderPolicyDocument(instance, scope);
  if (type === 'terraform_remote_state') return remoteStateOutputs(instance, scope);
  return localData(instance, scope) ?? awsData(instance, scope);
}

/** Attributes that are computed here and belong to the instance's values. */
export function computedNames({ block }: ResourceInstance): readonly string[] {
  return block.mode === 'data' && block.type === 'aws_iam_policy_document' ? ['json', 'minified_json'] : [];
}
