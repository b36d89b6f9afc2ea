package policies.network["no-default-security-group-rules_test"]

import data.lib.sample_test as sample
import data.policies.network["no-default-security-group-rules"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_default_security_group.main"}, "violations": set(), "undecided": set()}

_facts(rules) := {
	"network": {"rules": rules},
	"resources": {"aws_default_security_group": [sample.resource("aws_default_security_group.main", {}, {})]},
}

_rule(changes) := sample.security_rule(object.union(
	{
		"subject": "aws_default_security_group.main",
		"group": "aws_default_security_group.main",
	},
	changes,
))

_remark := {
	"subject": "aws_default_security_group.main",
	"data": {},
	"evidence": [{"resource": "aws_default_security_group.main", "path": ["ingress", 0]}],
}

test_invalid_rule_for_a_private_block if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_rule({})])
}

test_valid_no_rules if {
	_result == _sound with input as _facts([])
}

test_valid_rules_of_another_group if {
	_result == _sound with input as _facts([sample.security_rule({})])
}

test_unknown_whether_the_rule_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_rule({"exists": "unknown"})])
}

test_unknown_group_of_a_rule if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_rule({"group": ""})])
}

test_unknown_whether_the_group_exists if {
	facts := object.union(
		_facts([_rule({})]),
		{"resources": {"aws_default_security_group": [sample.resource("aws_default_security_group.main", {}, {"exists": "unknown"})]}},
	)
	_result == object.union(_sound, {"undecided": {_remark}}) with input as facts
}

test_invalid_is_shown_without_what_is_in_doubt if {
	doubtful := [_rule({"path": ["ingress", 1], "exists": "unknown"}), _rule({"path": ["ingress", 2], "group": ""})]
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts(array.concat([_rule({})], doubtful))
}
