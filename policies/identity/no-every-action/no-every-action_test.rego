package policies.identity["no-every-action_test"]

import data.lib.sample_test as sample
import data.policies.identity["no-every-action"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_policy.main"}, "violations": set(), "undecided": set()}

_document(statement) := sample.document("aws_iam_policy.main", ["policy"], "identity", [statement])

_facts(documents) := {"resources": {}, "access": {"documents": documents}}

_remark := {
	"subject": "aws_iam_policy.main",
	"data": {"statement": "Read"},
	"evidence": [{"resource": "aws_iam_policy.main", "path": ["policy"]}],
}

test_invalid_every_action if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_document(sample.statement({"every_action": "yes"}))])
}

test_invalid_outweighs_unknown if {
	grants := [sample.statement({"every_action": "yes"}), sample.statement(object.union({"every_action": "yes"}, {"sid": "Other", "effect": "unknown"}))]
	partly := object.union(sample.document("aws_iam_policy.main", ["policy"], "identity", grants), {"read": "unknown"})
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([partly])
}

test_valid_deny if {
	_result == _sound with input as _facts([_document(sample.statement(object.union({"every_action": "yes"}, {"effect": "Deny"})))])
}

test_valid_trust_policy_is_no_subject if {
	trust := sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", [sample.statement({"every_action": "yes"})])
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts([trust])
}

test_valid_few_actions if {
	_result == _sound with input as _facts([_document(sample.statement({}))])
}

test_valid_every_resource_is_another_matter if {
	_result == _sound with input as _facts([_document(sample.statement({"every_action": "yes", "every_resource": "yes"}))])
}

test_valid_not_action_is_another_matter if {
	_result == _sound with input as _facts([_document(sample.statement({"every_action": "yes", "not_actions": true}))])
}

test_invalid_on_whatever_resource if {
	grant := sample.statement(object.union({"every_action": "yes"}, {"every_resource": "unknown"}))
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_document(grant)])
}

test_unknown_document if {
	unread := object.union(sample.document("aws_iam_policy.main", ["policy"], "identity", []), {"read": "unknown"})
	remark := object.union(object.remove(_remark, ["data"]), {"data": {}})
	_result == object.union(_sound, {"undecided": {remark}}) with input as _facts([unread])
}

test_unknown_whether_the_policy_exists if {
	possible := object.union(_document(sample.statement({"every_action": "yes"})), {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([possible])
}
