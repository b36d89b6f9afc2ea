/** The files of a new policy: one that is right as it stands, about one attribute of one resource type, to be changed step by step. */

/** Path below `policies/` -> text. */
export function scaffold(id: string): ReadonlyMap<string, string> {
  const [domain = '', name = ''] = id.split('/');
  const example = name.startsWith('no-') ? forbidding : mandating;
  const { attribute, sound } = example;
  const wrong = { [attribute]: !sound };
  return new Map([
    [`${id}/${name}.rego`, policyText(domain, name, example)],
    [`${id}/${name}_test.rego`, testText(domain, name, example)],
    [`${id}/cases/invalid-set-the-wrong-way.tf.json`, caseText('fail', wrong)],
    [`${id}/cases/valid-set-the-right-way.tf.json`, caseText('pass', { [attribute]: sound })],
    [`${id}/cases/${sound ? 'invalid' : 'valid'}-not-set.tf.json`, caseText(sound ? 'fail' : 'pass', {})],
    [`${id}/cases/unknown-value.tf.json`, caseText('undecided', { [attribute]: variable('bool') })],
    [`${id}/cases/unknown-whether-it-exists.tf.json`, caseText('undecided', { count: variable('number'), ...wrong })],
  ]);
}

interface Variable {
  readonly ofType: string;
}

function variable(ofType: string): Variable {
  return { ofType };
}

interface Example {
  readonly title: string;
  readonly description: string;
  readonly severity: string;
  readonly attribute: string;
  /** The value that a database should have. The provider's default is false for both. */
  readonly sound: boolean;
  readonly breach: string;
  readonly message: string;
  readonly undecided: string;
  readonly why: string;
  readonly help: string;
  readonly layer: string;
  readonly controls: string;
}

const mandating: Example = {
  title: 'A database cannot be deleted by one call',
  description: 'deletion_protection of aws_db_instance is true.',
  severity: 'medium',
  attribute: 'deletion_protection',
  sound: true,
  breach: 'answer.opposite(attribute.equals(database, _path, true))',
  message: '{subject} can be deleted by one call',
  undecided: 'it is not known whether {subject} can be deleted by one call',
  why: 'whoever may call the API once can take away what years have gathered',
  help: 'set deletion_protection to true',
  layer: 'L6 response & resilience',
  controls: 'nist-800-53-r5: [CP-9]',
};

const forbidding: Example = {
  title: 'No database with a public address',
  description: 'publicly_accessible of aws_db_instance is not true.',
  severity: 'high',
  attribute: 'publicly_accessible',
  sound: false,
  breach: 'attribute.equals(database, _path, true)',
  message: '{subject} has a public address',
  undecided: 'it is not known whether {subject} has a public address',
  why: 'a database on the internet is one password away from everybody',
  help: 'leave publicly_accessible unset',
  layer: 'L2 network',
  controls: 'nist-800-53-r5: [SC-7]',
};

function policyText(domain: string, name: string, example: Example): string {
  return `# METADATA
# title: ${example.title}
# description: ${example.description}
# scope: package
# related_resources:
# - description: Amazon RDS User Guide
#   ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html
# schemas:
# - input: schema.facts
# custom:
#   severity: ${example.severity}
#   message: "${example.message}"
#   undecided: "${example.undecided}"
#   why: ${example.why}
#   help: ${example.help}
#   layer: ${example.layer}
#   controls:
#     ${example.controls}
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: []
#   waivable: true
package ${packageOf(domain, name)}

import data.lib.answer
import data.lib.attribute

subjects contains database.id if some database in input.resources.aws_db_instance

violations contains _remark(database) if {
	some database in input.resources.aws_db_instance
	_breach(database) == "yes"
}

undecided contains _remark(database) if {
	some database in input.resources.aws_db_instance
	_breach(database) == "unknown"
}

_breach(database) := answer.both(database.exists, ${example.breach})

_remark(database) := {
	"subject": database.id,
	"data": {},
	"evidence": [{"resource": database.id, "path": _path}],
}

_path := ["${example.attribute}"]
`;
}

function testText(domain: string, name: string, { attribute, sound }: Example): string {
  return `package ${packageOf(domain, `${name}_test`)}

import data.lib.sample_test as sample
import data.${packageOf(domain, name)} as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_db_instance.main"}, "violations": set(), "undecided": set()}

_facts(values, exists) := {"resources": {"aws_db_instance": [sample.resource("aws_db_instance.main", values, {"exists": exists})]}}

_remark := {
	"subject": "aws_db_instance.main",
	"data": {},
	"evidence": [{"resource": "aws_db_instance.main", "path": ["${attribute}"]}],
}

test_invalid_set_the_wrong_way if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"${attribute}": ${!sound}}, "yes")
}

test_valid_set_the_right_way if {
	_result == _sound with input as _facts({"${attribute}": ${sound}}, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"${attribute}": sample.unknown("variable")}, "yes")
}

test_unknown_whether_it_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"${attribute}": ${!sound}}, "unknown")
}
`;
}

/** `data.policies.network["no-x"]` without `data.`: a domain with a hyphen stands in brackets too. */
function packageOf(domain: string, name: string): string {
  return `policies${/^[a-z]+$/.test(domain) ? `.${domain}` : `["${domain}"]`}["${name}"]`;
}

const database = {
  identifier: 'main',
  engine: 'postgres',
  instance_class: 'db.t4g.medium',
  allocated_storage: 20,
  username: 'owner',
  manage_master_user_password: true,
};

/** @param outcome of the one database; a variable among its attributes is declared without a default. */
function caseText(outcome: string, attributes: Readonly<Record<string, boolean | Variable>>): string {
  const given = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === 'boolean' ? value : `\${var.chosen_${name}}`,
  ]);
  const declared = Object.entries(attributes).flatMap(([name, value]) =>
    typeof value === 'boolean' ? [] : [[`chosen_${name}`, { type: value.ofType }]],
  );
  const subject = 'count' in attributes ? 'aws_db_instance.main[*]' : 'aws_db_instance.main';
  const text = {
    '//': { expect: { [outcome]: [subject] } },
    ...(declared.length === 0 ? {} : { variable: Object.fromEntries(declared) as unknown }),
    resource: { aws_db_instance: { main: { ...database, ...Object.fromEntries(given) } } },
  };
  return `${JSON.stringify(text, undefined, 2)}\n`;
}
