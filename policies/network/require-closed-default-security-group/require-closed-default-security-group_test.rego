package policies.network["require-closed-default-security-group_test"]

import data.lib.sample_test as sample
import data.policies.network["require-closed-default-security-group"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_vpc.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"network": {"vpcs": [sample.vpc(changes)]}}

_open(answer) := {"default_group_denies_all": sample.claim(answer, "aws_default_security_group.main", ["ingress"])}

_remark := {
	"subject": "aws_vpc.main",
	"data": {},
	"evidence": [{"resource": "aws_default_security_group.main", "path": ["ingress"]}],
}

test_invalid_default_group_with_rules if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts(_open("no"))
}

test_invalid_default_group_not_adopted if {
	remark := {"subject": "aws_vpc.main", "data": {}, "evidence": []}
	facts := _facts({"default_security_groups": [], "default_group_denies_all": {"answer": "no", "steps": []}})
	_result == object.union(_sound, {"violations": {remark}}) with input as facts
}

test_valid_default_group_shut if {
	_result == _sound with input as _facts({})
}

test_unknown_rules if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(_open("unknown"))
}

test_unknown_whether_the_vpc_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(object.union(_open("no"), {"exists": "unknown"}))
}
