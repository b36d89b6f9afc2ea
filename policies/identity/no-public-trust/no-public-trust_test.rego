package policies.identity["no-public-trust_test"]

import data.lib.sample_test as sample
import data.policies.identity["no-public-trust"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role.main"}, "violations": set(), "undecided": set()}

_document(statement) := sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", [statement])

_facts(documents) := {
	"resources": {"aws_iam_role": [sample.resource("aws_iam_role.main", {}, {})]},
	"access": {"documents": documents},
}

_remark := {
	"subject": "aws_iam_role.main",
	"data": {"statement": "Read"},
	"evidence": [{"resource": "aws_iam_role.main", "path": ["assume_role_policy"]}],
}

test_invalid_anyone if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_document(sample.statement({"anyone": "yes"}))])
}

test_invalid_outweighs_unknown if {
	grants := [sample.statement({"anyone": "yes"}), sample.statement({"sid": "Other", "anyone": "yes", "narrowed": "unknown"})]
	partly := object.union(sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", grants), {"read": "unknown"})
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([partly])
}

test_valid_named_principal if {
	_result == _sound with input as _facts([_document(sample.statement({}))])
}

test_valid_narrowed if {
	_result == _sound with input as _facts([_document(sample.statement({"anyone": "yes", "narrowed": "yes"}))])
}

test_valid_deny if {
	_result == _sound with input as _facts([_document(sample.statement({"anyone": "yes", "effect": "Deny"}))])
}

test_unknown_document if {
	unread := object.union(sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", []), {"read": "no"})
	remark := object.union(object.remove(_remark, ["data"]), {"data": {}})
	_result == object.union(_sound, {"undecided": {remark}}) with input as _facts([unread])
}

test_unknown_condition if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_document(sample.statement({"anyone": "yes", "narrowed": "unknown"}))])
}

test_unknown_whether_the_role_exists if {
	possible := object.union(_document(sample.statement({"anyone": "yes"})), {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([possible])
}
