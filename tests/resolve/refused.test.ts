/** What Terraform refuses though every expression has a value. */
import { expect, test } from 'vitest';
import { plain } from '../../src/model/index.ts';
import { resolveFolder } from './read.ts';

const A = 'resource "terraform_data" "a" {\n  input = "v"\n}\n';
const MODULE = {
  'm/main.tf':
    'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.peer]\n    }\n  }\n}\n',
};
const PROVIDERS = 'provider "aws" {\n}\nprovider "aws" {\n  alias = "west"\n}\n';
const call = (providers: string): string =>
  `${PROVIDERS}module "m" {\n  source = "./m"\n  providers = {\n${providers}\n  }\n}\n`;
const condition = (kind: string, text: string): string =>
  `${A}resource "terraform_data" "b" {\n  input = "w"\n  lifecycle {\n    ${kind} {\n      condition = ${text}\n      error_message = "It is \${terraform_data.a.input}."\n    }\n  }\n}\n`;

test.each([
  [
    'a precondition',
    condition('precondition', 'terraform_data.a.input == "w"'),
    'error broken-condition: a condition of terraform_data.b does not hold: It is v.',
  ],
  [
    'a postcondition',
    condition('postcondition', 'self.input != "w"'),
    'error broken-condition: a condition of terraform_data.b does not hold: It is v.',
  ],
  [
    'a condition that is null',
    condition('precondition', 'terraform_data.a.input == "v" ? null : true'),
    'error broken-condition: a condition of terraform_data.b does not hold: it gives neither true nor false',
  ],
  [
    'a condition about nothing',
    condition('precondition', 'upper("a") == "A"'),
    'error broken-condition: a condition of terraform_data.b does not hold: it looks at nothing',
  ],
  ['a condition that is not known', condition('precondition', 'terraform_data.a.id == "w"'), undefined],
  ['a condition that holds', condition('precondition', 'terraform_data.a.input == "v"'), undefined],
  [
    'self before the fact',
    condition('precondition', 'self.input == "w"'),
    'warning cannot-evaluate: the expression cannot be evaluated: "self" is not available here',
  ],
  [
    'a condition of an output',
    `${A}output "o" {\n  value = 1\n  precondition {\n    condition = terraform_data.a.input == "w"\n    error_message = "No."\n  }\n}\n`,
    'error broken-condition: a condition of output.o does not hold: No.',
  ],
  [
    'a sensitive output',
    'variable "s" {\n  default = "x"\n  sensitive = true\n}\noutput "o" {\n  value = [var.s]\n}\n',
    'error sensitive-output: output o has a sensitive value and does not say so',
  ],
  [
    'a sensitive output that says so',
    'variable "s" {\n  default = "x"\n  sensitive = true\n}\noutput "o" {\n  value = [var.s]\n  sensitive = true\n}\n',
    undefined,
  ],
  [
    'an ephemeral argument',
    'variable "s" {\n  default = "x"\n  ephemeral = true\n}\nresource "aws_db_instance" "d" {\n  password = var.s\n}\n',
    'error ephemeral-argument: password of aws_db_instance.d has an ephemeral value',
  ],
  [
    'an ephemeral write-only argument',
    'variable "s" {\n  default = "x"\n  ephemeral = true\n}\nresource "aws_db_instance" "d" {\n  password_wo = var.s\n}\n',
    undefined,
  ],
  [
    'moved from what is there',
    `${A}moved {\n  from = terraform_data.a\n  to = terraform_data.b\n}\n`,
    'error wrong-statement: a block moved is not valid: terraform_data.a is still declared',
  ],
  ['moved into an instance', `${A}moved {\n  from = terraform_data.a\n  to = terraform_data.a["x"]\n}\n`, undefined],
  [
    'removed while it is there',
    `${A}removed {\n  from = terraform_data.a\n}\n`,
    'error wrong-statement: a block removed is not valid: terraform_data.a is still declared',
  ],
  ['removed in a module', `${A}removed {\n  from = module.x["a.b"].aws_vpc.v\n}\n`, undefined],
  [
    'imported twice',
    `${A}import {\n  to = terraform_data.a\n  id = "x"\n}\nimport {\n  to = terraform_data.a\n  id = "x"\n}\n`,
    'error wrong-statement: a block import is not valid: terraform_data.a is imported twice',
  ],
  [
    'a dependency on nothing',
    'resource "aws_vpc" "v" {\n  depends_on = [aws_vpc.w]\n}\n',
    'warning undeclared: aws_vpc.w is referred to and not declared',
  ],
  ['a dependency on itself', 'resource "aws_vpc" "v" {\n  depends_on = [aws_vpc.v]\n}\n', undefined],
  [
    'a provider that nobody configures',
    'resource "aws_vpc" "v" {\n  provider = aws.west\n}\n',
    'warning undeclared: provider aws.west is referred to and not declared',
  ],
  ['providers that are passed', call('    aws.peer = aws.west'), undefined],
  [
    'a provider that is not passed',
    call('    aws = aws'),
    'error wrong-providers: the providers of module m are not complete or not right: it does not pass aws.peer, which the module needs',
  ],
  [
    'a provider that is passed and not there',
    call('    aws.peer = aws.east'),
    'error wrong-providers: the providers of module m are not complete or not right: there is no provider aws.east to pass on',
  ],
])('%s', (_situation, text, expected) => {
  const { diagnostics } = resolveFolder({ 'main.tf': text, ...(text.includes('"./m"') ? MODULE : {}) });
  const told = diagnostics.map(({ id, severity, what }) => `${severity} ${id.replace('resolve/', '')}: ${plain(what)}`);
  expect(told).toEqual(expected === undefined ? [] : [expected]);
});
