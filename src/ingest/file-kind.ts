import type { Json } from '../model/index.ts';
import { isJsonObject } from './json-access.ts';
import { LABELS } from './top-block.ts';

export type JsonKind = 'plan' | 'state' | 'configuration' | 'manifest' | { readonly why: string };

/** Tells from its content what a JSON file is, whatever it is called. */
export function jsonKind(value: Json): JsonKind {
  if (!isJsonObject(value)) {
    const items = Array.isArray(value) ? value : [];
    const isBody = items.length > 0 && items.every((item) => isJsonObject(item) && isConfiguration(item));
    return isBody ? 'configuration' : { why: 'it is JSON, and neither a plan nor Terraform configuration' };
  }
  const has = (key: string): boolean => Object.hasOwn(value, key);
  if (has('planned_values') || has('resource_changes')) return 'plan';
  if (has('values') && has('format_version')) return 'state';
  if (has('format_version') && has('provider_schemas')) return { why: 'it is a schema of providers' };
  if (has('serial') && has('lineage')) {
    return { why: 'it is a state file as Terraform stores it; give what `terraform show -json` prints of it' };
  }
  if (
    has('format_version') &&
    Object.keys(value).every((key) => key === 'format_version' || key === 'terraform_version')
  ) {
    return 'state';
  }
  if (has('stacks') && has('version')) return 'manifest';
  if (isConfiguration(value)) return 'configuration';
  return { why: 'it is JSON, and neither a plan nor Terraform configuration' };
}

/** Something that a reader would take for a plan or for configuration, but which it is not. */
export function refusal(path: string, text: string): string {
  if (text.startsWith('PK'))
    return 'it is a plan as Terraform stores it; give what `terraform show -json` prints of it';
  if (/\.tfvars(?:\.json)?$/.test(path)) return 'it gives values to variables; name it after --var-file';
  if (text.trim() === '') return 'it is empty';
  if (/\.ya?ml$/.test(path)) return 'it is YAML';
  return 'it is neither JSON nor a Terraform file (*.tf, *.tf.json, *.tofu, *.tofu.json)';
}

function isConfiguration(value: { readonly [key: string]: Json }): boolean {
  const keys = Object.keys(value).filter((key) => key !== '//');
  return keys.length > 0 && keys.every((key) => LABELS.has(key));
}
