/** A configuration that uses most of the language in few lines, so that a mutation can hit any of it. */
export const handWritten: Readonly<Record<string, string>> = {
  'main.tf': `terraform {
  required_version = ">= 1.5"
  backend "s3" {
    bucket  = "state"
    key     = "a/b"
    encrypt = true
  }
}

provider "aws" {
  region = var.region
  default_tags { tags = { owner = "x" } }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

locals {
  names   = [for k, v in var.groups : "\${k}-\${v.port}" if v.open]
  by_name = { for n in local.names : n => upper(n)... }
  policy  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
  text    = <<-EOT
    a \${var.region}
      %{ for n in local.names ~}
      \${n}
      %{ endfor ~}
    %{ if length(local.names) > 1 }many%{ else }few%{ endif }
  EOT
}

resource "aws_security_group" "web" {
  for_each    = var.groups
  name        = "web-\${each.key}"
  description = local.text
  dynamic "ingress" {
    for_each = each.value.open ? ["0.0.0.0/0"] : []
    iterator = it
    content {
      from_port   = each.value.port
      to_port     = each.value.port
      protocol    = "tcp"
      cidr_blocks = [it.value, cidrsubnet("10.0.0.0/8", 8, 2)]
    }
  }
  lifecycle { create_before_destroy = true }
}

resource "aws_s3_bucket" "logs" {
  count  = 2
  bucket = format("logs-%02d", count.index)
  provider = aws.west
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs[0].id
  block_public_acls       = true
  block_public_policy     = !false
  ignore_public_acls      = 1 == 1
  restrict_public_buckets = var.region != "" && true
}

data "aws_iam_policy_document" "admin" {
  statement {
    sid       = "All"
    actions   = ["*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = ["111122223333"]
    }
  }
}

resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.admin.json
  inline_policy {
    name   = "p"
    policy = local.policy
  }
}

module "inner" {
  source   = "./inner"
  for_each = toset(["a", "b"])
  name     = each.value
  providers = { aws = aws.west }
}

output "ids" { value = { for k, g in aws_security_group.web : k => g.id } }
output "key" { value = module.inner["a"].arn }

moved {
  from = aws_s3_bucket.old
  to   = aws_s3_bucket.logs
}

check "health" {
  assert {
    condition     = length(aws_s3_bucket.logs[*].id) == 2
    error_message = "two"
  }
}
`,
  'variables.tf': `variable "region" {
  type    = string
  default = "eu-central-1"
  validation {
    condition     = can(regex("^[a-z]+-[a-z]+-[0-9]$", var.region))
    error_message = "a region"
  }
}

variable "groups" {
  type = map(object({ port = number, open = optional(bool, true) }))
  default = { ssh = { port = 22 }, web = { port = 443, open = false } }
}
`,
  'main_override.tf': `resource "aws_s3_bucket" "logs" {
  bucket = "over-\${count.index}"
}
`,
  'more.tf.json': `{
  "//": {"metadata": {"stackName": "s"}},
  "resource": {
    "aws_kms_key": {"k": [{"//": {"metadata": {"path": "s/k"}}, "policy": "\${jsonencode({Statement = []})}", "enable_key_rotation": true}]},
    "aws_vpc": {"v": {"cidr_block": "10.0.0.0/16", "tags": {"Name": "\${var.region}", "__proto__": "x"}}}
  },
  "output": {"vpc": {"value": "\${aws_vpc.v.id}"}}
}
`,
  'terraform.tfvars': `region = "eu-west-1"
groups = {
  ssh = { port = 2222, open = true }
}
`,
  'x.auto.tfvars.json': '{"region": "eu-north-1"}\n',
  'inner/main.tf': `variable "name" { type = string }

resource "aws_kms_key" "k" {
  description = "key of \${var.name}"
}

output "arn" { value = aws_kms_key.k.arn }
`,
};
