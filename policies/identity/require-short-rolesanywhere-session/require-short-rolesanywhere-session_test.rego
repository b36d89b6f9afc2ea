package policies.identity["require-short-rolesanywhere-session_test"]

import data.lib.sample_test as sample
import data.policies.identity["require-short-rolesanywhere-session"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_rolesanywhere_profile.main"}, "violations": set(), "undecided": set()}

_facts(value, exists) := {"resources": {"aws_rolesanywhere_profile": [sample.resource("aws_rolesanywhere_profile.main", {"duration_seconds": value}, {"exists": exists})]}}

_remark(seconds) := {
	"subject": "aws_rolesanywhere_profile.main",
	"data": {"seconds": seconds},
	"evidence": [{"resource": "aws_rolesanywhere_profile.main", "path": ["duration_seconds"]}],
}

test_invalid_longer_than_an_hour if {
	_result == object.union(_sound, {"violations": {_remark(3601)}}) with input as _facts(3601, "yes")
}

test_valid_an_hour if {
	_result == _sound with input as _facts(3600, "yes")
}

test_valid_not_set if {
	_result == _sound with input as _facts(null, "yes")
}

test_unknown_duration if {
	seconds := sample.unknown("variable")
	_result == object.union(_sound, {"undecided": {_remark(seconds)}}) with input as _facts(seconds, "yes")
}

test_unknown_whether_the_profile_exists if {
	_result == object.union(_sound, {"undecided": {_remark(43200)}}) with input as _facts(43200, "unknown")
}
