package policies.identity["no-administrator-permission-set_test"]

import data.lib.sample_test as sample
import data.policies.identity["no-administrator-permission-set"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_ssoadmin_managed_policy_attachment.main"}, "violations": set(), "undecided": set()}

_facts(changes, values, about_set) := {
	"access": {"attachments": [
		sample.attachment({"holder": "role", "policy": {"text": "AdministratorAccess", "known": "yes"}}),
		sample.attachment(object.union(
			{
				"subject": "aws_ssoadmin_managed_policy_attachment.main",
				"path": ["managed_policy_arn"],
				"holder": "permission-set",
				"owner": "aws_ssoadmin_permission_set.main",
				"policy": {"text": "AdministratorAccess", "known": "yes"},
			},
			changes,
		)),
	]},
	"resources": {"aws_ssoadmin_permission_set": [sample.resource("aws_ssoadmin_permission_set.main", values, about_set)]},
}

_break_glass := {"tags": {"zt:break-glass": "true"}}

_remark(steps) := {
	"subject": "aws_ssoadmin_managed_policy_attachment.main",
	"data": {"policy": "AdministratorAccess"},
	"evidence": array.concat(
		[{"resource": "aws_ssoadmin_managed_policy_attachment.main", "path": ["managed_policy_arn"]}],
		steps,
	),
}

_of_the_set := _remark([{"resource": "aws_ssoadmin_permission_set.main", "path": [name]} | some name in ["tags", "session_duration"]])

test_invalid_an_ordinary_set if {
	_result == object.union(_sound, {"violations": {_of_the_set}}) with input as _facts({}, {}, {})
}

test_invalid_sessions_of_more_than_an_hour if {
	_result == object.union(_sound, {"violations": {_of_the_set}}) with input as _facts({}, {"session_duration": "PT2H"}, _break_glass)
}

test_valid_break_glass if {
	_result == _sound with input as _facts({}, {}, _break_glass)
	_result == _sound with input as _facts({}, {"session_duration": "PT1H"}, _break_glass)
}

test_valid_another_policy if {
	_result == _sound with input as _facts({"policy": {"text": "ReadOnlyAccess", "known": "yes"}}, {}, {})
}

test_unknown_tag if {
	_result == object.union(_sound, {"undecided": {_of_the_set}}) with input as _facts({}, {}, {"tags_known": "unknown"})
}

test_unknown_duration if {
	values := {"session_duration": sample.unknown("variable")}
	_result == object.union(_sound, {"undecided": {_of_the_set}}) with input as _facts({}, values, _break_glass)
}

test_unknown_set if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"owner": ""}, {}, {})
}

test_unknown_whether_it_is_attached if {
	_result == object.union(_sound, {"undecided": {_of_the_set}}) with input as _facts({"exists": "unknown"}, {}, {})
}
