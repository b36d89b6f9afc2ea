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

/** What bytes are that hold no text of ours; `undefined` where they may. */
export function packed([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) {
    return 'it is a plan as Terraform stores it, or another archive; give what `terraform show -json` prints of a plan';
  }
  return first === 0x1f && second === 0x8b ? 'it is compressed with gzip; unpack it first' : undefined;
}

/** Something that a reader would take for a plan or for configuration, but which it is not. */
export function refusal(path: string, text: string): string {
  if (isLog(text)) {
    return 'it is the log of `terraform plan -json`; write the plan with -out, and give what `terraform show -json` prints of it';
  }
  if (/^(?:Terraform|OpenTofu) (?:used the selected providers|will perform the following actions)/m.test(text)) {
    return 'it is a plan as printed for people; give what `terraform show -json` prints of it';
  }
  if (/\.tfvars(?:\.json)?$/.test(path)) return 'it gives values to variables; name it after --var-file';
  if (text.trim() === '') return 'it is empty';
  if (/\.ya?ml$/.test(path)) return 'it is YAML';
  return 'it is neither JSON nor a Terraform file (*.tf, *.tf.json, *.tofu, *.tofu.json)';
}

/** One object a line, as `terraform plan -json` writes them. */
export function isLog(text: string): boolean {
  return /^\s*\{"@level":/.test(text);
}

function isConfiguration(value: { readonly [key: string]: Json }): boolean {
  const keys = Object.keys(value).filter((key) => key !== '//');
  return keys.length > 0 && keys.every((key) => LABELS.has(key));
}
