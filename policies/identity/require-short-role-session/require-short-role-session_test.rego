package policies.identity["require-short-role-session_test"]

import data.lib.sample_test as sample
import data.policies.identity["require-short-role-session"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"access": {"roles": [sample.role(changes)]}}

_remark(seconds, most) := {
	"subject": "aws_iam_role.main",
	"data": {"seconds": seconds, "most": most},
	"evidence": [{"resource": "aws_iam_role.main", "path": ["max_session_duration"]}],
}

test_invalid_longer_than_four_hours if {
	_result == object.union(_sound, {"violations": {_remark(14401, 14400)}}) with input as _facts({"max_session_seconds": 14401})
}

test_invalid_longer_than_an_hour_for_a_privileged_role if {
	_result == object.union(_sound, {"violations": {_remark(3601, 3600)}}) with input as _facts({"max_session_seconds": 3601, "privileged": "yes"})
}

test_valid_four_hours if {
	_result == _sound with input as _facts({"max_session_seconds": 14400})
}

test_valid_an_hour_for_a_privileged_role if {
	_result == _sound with input as _facts({"privileged": "yes"})
}

test_unknown_duration if {
	_result == object.union(_sound, {"undecided": {_remark(-1, 14400)}}) with input as _facts({"max_session_seconds": -1})
}

test_unknown_privilege if {
	_result == object.union(_sound, {"undecided": {_remark(7200, 14400)}}) with input as _facts({"max_session_seconds": 7200, "privileged": "unknown"})
}

test_unknown_whether_the_role_exists if {
	_result == object.union(_sound, {"undecided": {_remark(43200, 14400)}}) with input as _facts({"max_session_seconds": 43200, "exists": "unknown"})
}
