package policies.identity["require-short-permission-set-session_test"]

import data.lib.sample_test as sample
import data.policies.identity["require-short-permission-set-session"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_ssoadmin_permission_set.main"}, "violations": set(), "undecided": set()}

_facts(values, changes, attachments) := {
	"access": {"documents": []},
	"resources": {
		"aws_ssoadmin_permission_set": [sample.resource("aws_ssoadmin_permission_set.main", values, changes)],
		"aws_ssoadmin_managed_policy_attachment": attachments,
	},
}

_administrator(arn) := sample.resource(
	"aws_ssoadmin_managed_policy_attachment.main",
	{
		"permission_set_arn": sample.reference("aws_ssoadmin_permission_set.main", "arn"),
		"managed_policy_arn": arn,
	},
	{},
)

_remark(duration, most) := {
	"subject": "aws_ssoadmin_permission_set.main",
	"data": {"duration": duration, "most": most},
	"evidence": [{"resource": "aws_ssoadmin_permission_set.main", "path": ["session_duration"]}],
}

test_invalid_longer_than_four_hours if {
	_result == object.union(_sound, {"violations": {_remark("PT4H1M", "PT4H")}}) with input as _facts({"session_duration": "PT4H1M"}, {}, [])
}

test_invalid_longer_than_an_hour_for_administrators if {
	attachments := [_administrator("arn:aws:iam::aws:policy/AdministratorAccess")]
	_result == object.union(_sound, {"violations": {_remark("PT61M", "PT1H")}}) with input as _facts({"session_duration": "PT61M"}, {}, attachments)
}

test_valid_four_hours if {
	_result == _sound with input as _facts({"session_duration": "PT4H"}, {}, [])
}

test_valid_an_hour_for_administrators if {
	attachments := [_administrator("arn:aws:iam::aws:policy/AdministratorAccess")]
	_result == _sound with input as _facts({"session_duration": "PT1H"}, {}, attachments)
}

test_valid_not_set if {
	_result == _sound with input as _facts({}, {}, [_administrator("arn:aws:iam::aws:policy/AdministratorAccess")])
}

test_unknown_duration if {
	duration := sample.unknown("variable")
	_result == object.union(_sound, {"undecided": {_remark(duration, "PT4H")}}) with input as _facts({"session_duration": duration}, {}, [])
}

test_unknown_form_of_duration if {
	_result == object.union(_sound, {"undecided": {_remark("P1D", "PT4H")}}) with input as _facts({"session_duration": "P1D"}, {}, [])
}

test_unknown_privilege if {
	attachments := [_administrator(sample.unknown("variable"))]
	_result == object.union(_sound, {"undecided": {_remark("PT2H", "PT4H")}}) with input as _facts({"session_duration": "PT2H"}, {}, attachments)
}

test_unknown_whether_the_set_exists if {
	_result == object.union(_sound, {"undecided": {_remark("PT12H", "PT4H")}}) with input as _facts({"session_duration": "PT12H"}, {"exists": "unknown"}, [])
}
