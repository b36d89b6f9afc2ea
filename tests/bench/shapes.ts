/** Configurations that are large in one way only: what is quadratic in references, modules, instances, rules or policies shows here. */
import { benchGrowth, type Shape } from './growth.ts';

const times = (size: number, text: (index: number) => string): string =>
  Array.from({ length: size }, (_, index) => text(index)).join('\n');

/** An expression for so many whole numbers: `range` gives 1,024 at most. */
const numbers = (size: number): string =>
  `[for pair in setproduct(range(${size / 50}), range(50)) : 50 * pair[0] + pair[1]]`;

const queue = (name: string, more = ''): string =>
  `resource "aws_sqs_queue" "${name}" {\n  name = "${name}"\n${more}}\n`;

const shapes: Readonly<Record<string, Shape>> = {
  'for_each over a set': (size) => ({
    'main.tf': `resource "aws_sqs_queue" "q" {\n  for_each = toset([for i in ${numbers(size)} : "q\${i}"])\n  name = each.key\n}\n`,
  }),
  'count, each referred to by index': (size) => ({
    'main.tf': `resource "aws_sqs_queue" "q" {\n  count = ${size}\n  name = "q\${count.index}"\n}
resource "aws_sqs_queue" "d" {\n  count = ${size}\n  name = "d\${count.index}"\n  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.q[count.index].arn })\n}\n`,
  }),
  'calls of one module': (size) => ({
    'main.tf': times(size, (index) => `module "m${index}" {\n  source = "./m"\n  name = "q${index}"\n}\n`),
    'm/main.tf': `variable "name" {\n  type = string\n}\n${queue('q').replace('"q"\n}', 'var.name\n}')}output "arn" {\n  value = aws_sqs_queue.q.arn\n}\n`,
  }),
  'references to instances of a module': (size) => ({
    'main.tf': `module "m" {\n  source = "./m"\n  for_each = toset([for i in ${numbers(size)} : "q\${i}"])\n  name = each.key\n}\n${times(size, (index) => queue(`r${index}`, `  kms_master_key_id = module.m["q${index}"].arn\n`))}`,
    'm/main.tf':
      'variable "name" {}\nresource "aws_sqs_queue" "q" {\n  name = var.name\n}\noutput "arn" {\n  value = aws_sqs_queue.q.arn\n}\n',
  }),
  'a chain of locals': (size) => ({
    'main.tf': `locals {\n  l0 = "x"\n${times(size, (index) => `  l${index + 1} = local.l${index}`)}\n}\n${queue('q', `  policy = local.l${size}\n`)}`,
  }),
  'a local that all refer to': (size) => ({
    'main.tf': `locals {\n  names = { ${times(size, (index) => `q${index} = "q${index}"`).replaceAll('\n', ', ')} }\n}\n${times(size, (index) => queue(`r${index}`, `  kms_master_key_id = local.names["q${index}"]\n`))}`,
  }),
  'one resource that refers to all': (size) => ({
    'main.tf': `${times(size, (index) => queue(`q${index}`))}\n${queue('all', `  policy = jsonencode([${times(size, (index) => `aws_sqs_queue.q${index}.arn`).replaceAll('\n', ', ')}])\n`)}`,
  }),
  'rules of one security group': (size) => ({
    'main.tf': `resource "aws_security_group" "g" {}\n${times(size, (index) => `resource "aws_vpc_security_group_ingress_rule" "r${index}" {\n  security_group_id = aws_security_group.g.id\n  ip_protocol = "tcp"\n  from_port = ${index}\n  to_port = ${index}\n  cidr_ipv4 = "10.0.${index % 256}.0/24"\n}\n`)}`,
  }),
  'rules of groups that are not known': (size) => ({
    'main.tf': `variable "group" {}\n${times(size, (index) => `resource "aws_security_group" "g${index}" {}\nresource "aws_vpc_security_group_ingress_rule" "r${index}" {\n  security_group_id = var.group\n  ip_protocol = "tcp"\n  from_port = 22\n  to_port = 22\n  cidr_ipv4 = "0.0.0.0/0"\n}\n`)}`,
  }),
  'satellites of buckets that are not known': (size) => ({
    'main.tf': `variable "bucket" {}\n${times(size, (index) => `resource "aws_s3_bucket" "b${index}" {\n  bucket = "b${index}"\n}\nresource "aws_s3_bucket_versioning" "v${index}" {\n  bucket = var.bucket\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n`)}`,
  }),
  'buckets by name': (size) => ({
    'main.tf': times(
      size,
      (index) =>
        `resource "aws_s3_bucket" "b${index}" {\n  bucket = "b${index}"\n}\nresource "aws_s3_bucket_versioning" "v${index}" {\n  bucket = "b${index}"\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n`,
    ),
  }),
  'policies of one role': (size) => ({
    'main.tf': `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })\n}\n${times(size, (index) => `resource "aws_iam_role_policy" "p${index}" {\n  role = aws_iam_role.r.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:Get${index}", Resource = "*" }] })\n}\n`)}`,
  }),
  'statements of one document': (size) => ({
    'main.tf': `data "aws_iam_policy_document" "d" {\n${times(size, (index) => `  statement {\n    sid = "S${index}"\n    actions = ["s3:Get${index}"]\n    resources = ["arn:aws:s3:::b${index}/*"]\n  }`)}\n}\nresource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\n`,
  }),
  'a dynamic block': (size) => ({
    'main.tf': `resource "aws_security_group" "g" {\n  dynamic "ingress" {\n    for_each = ${numbers(size)}\n    content {\n      from_port = ingress.value\n      to_port = ingress.value\n      protocol = "tcp"\n      cidr_blocks = ["10.0.0.0/24"]\n    }\n  }\n}\n`,
  }),
};

export function benchShapes(folder: string, rounds: number): void {
  benchGrowth(shapes, folder, rounds);
}
