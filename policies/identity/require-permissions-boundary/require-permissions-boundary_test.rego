package policies.identity["require-permissions-boundary_test"]

import data.lib.sample_test as sample
import data.policies.identity["require-permissions-boundary"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"access": {"roles": [sample.role(object.union({"zone": "training"}, changes))]}}

_unbounded := {"has_boundary": {"answer": "no", "steps": []}}

_remark(doubts) := {
	"subject": "aws_iam_role.main",
	"data": {},
	"evidence": array.concat([{"resource": "aws_iam_role.main", "path": ["permissions_boundary"]}], doubts),
}

test_invalid_no_boundary if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts(_unbounded)
}

test_valid_boundary if {
	_result == _sound with input as _facts({})
}

test_valid_other_zone_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union(_unbounded, {"zone": "hub"}))
}

test_valid_service_linked_role_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union(_unbounded, {"service_linked": "yes"}))
}

test_unknown_boundary if {
	facts := _facts({"has_boundary": sample.claim("unknown", "aws_iam_role.main", ["permissions_boundary"])})
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as facts
}

test_unknown_zone if {
	doubts := [{"resource": "aws_iam_role.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as _facts(object.union(_unbounded, {"zone": sample.unknown("variable")}))
}

test_unknown_whether_it_is_service_linked if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union(_unbounded, {"service_linked": "unknown"}))
}

test_unknown_whether_the_role_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union(_unbounded, {"exists": "unknown"}))
}
