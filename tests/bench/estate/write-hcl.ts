import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asHcl } from './as-hcl.ts';
import { bucket, cell, cellSize } from './cell.ts';

const rootFiles = 90;
/** Every so many cells, one is an instance of a module. */
const everyModule = 4;
const instancesOfCall = 8;

/**
 * Writes an estate in HCL: about a hundred files, three quarters of the resources written out in the root module, the others by
 * modules with `for_each` over local values, which call a module of their own and take what others give.
 *
 * @returns how many instances there are
 */
export function writeHcl(folder: string, resources: number): number {
  const cells = Math.ceil(resources / cellSize);
  const files = Array.from({ length: rootFiles }, () => [] as string[]);
  const instances: number[] = [];
  for (let n = 0; n < cells; n += 1) {
    if (n % everyModule === 0) instances.push(n);
    else files[n % rootFiles]?.push(asHcl(cell(String(n), `_${n}`)));
  }
  mkdirSync(folder, { recursive: true });
  for (const [index, texts] of files.entries()) writeFileSync(join(folder, `cells-${index}.tf`), texts.join('\n'));
  writeFileSync(join(folder, 'providers.tf'), providerText);
  for (let call = 0; call * instancesOfCall < instances.length; call += 1) {
    const some = instances.slice(call * instancesOfCall, (call + 1) * instancesOfCall);
    writeFileSync(join(folder, `team-${call}.tf`), callText(call, some));
  }
  writeModules(join(folder, 'modules'));
  return cells * cellSize;
}

const providerText = `provider "aws" {
  region = "us-east-1"
  default_tags {
    tags = { "zt:owner" = "bench" }
  }
}

variable "environment" {
  type    = string
  default = "production"
}
`;

/** Every call but the first takes the key of an instance of the one before. */
function callText(call: number, cells: readonly number[]): string {
  const members = cells.map((n) => `    cell_${n} = { n = ${n}, tags = { cell = "${n}" } }\n`);
  const before = (call - 1) * instancesOfCall * everyModule;
  const key = call === 0 ? 'null' : `module.team_${call - 1}["cell_${before}"].key_arn`;
  return `locals {
  team_${call} = {
${members.join('')}  }
}

module "team_${call}" {
  source   = "./modules/cell"
  for_each = local.team_${call}

  n         = each.value.n
  tags      = merge(each.value.tags, { environment = var.environment })
  other_key = ${key}
}

output "team_${call}_keys" {
  value = { for name, team in module.team_${call} : name => team.key_arn }
}
`;
}

function writeModules(folder: string): void {
  const inCell = cell(`\${var.n}`, '');
  const isBucket = (type: string): boolean => type.startsWith('aws_s3_');
  mkdirSync(join(folder, 'cell'), { recursive: true });
  mkdirSync(join(folder, 'bucket'), { recursive: true });
  writeFileSync(join(folder, 'cell', 'main.tf'), asHcl(inCell.filter(({ type }) => !isBucket(type))));
  writeFileSync(join(folder, 'cell', 'interface.tf'), cellInterface);
  writeFileSync(join(folder, 'bucket', 'main.tf'), asHcl(bucket(`\${var.n}`, 'this', `\${var.key_arn}`)));
  writeFileSync(join(folder, 'bucket', 'interface.tf'), bucketInterface);
}

const cellInterface = `variable "n" {
  type = number
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "other_key" {
  type    = string
  default = null
}

locals {
  buckets = {
    for name in toset(["data", "logs"]) : name => { n = var.n, key_arn = coalesce(var.other_key, aws_kms_key.main.arn) }
  }
}

module "bucket" {
  source   = "../bucket"
  for_each = local.buckets

  n       = each.value.n
  key_arn = each.value.key_arn
}

output "key_arn" {
  value = aws_kms_key.main.arn
}

output "bucket_arns" {
  value = { for name, made in module.bucket : name => made.arn }
}
`;

const bucketInterface = `variable "n" {
  type = number
}

variable "key_arn" {
  type = string
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
`;
