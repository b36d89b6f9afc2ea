package policies.keys["require-long-deletion-window_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-long-deletion-window"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_key.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"keys": [sample.key(changes)]}

_remark(days, least, doubts) := {
	"subject": "aws_kms_key.main",
	"data": {"days": days, "least": least},
	"evidence": array.concat([{"resource": "aws_kms_key.main", "path": ["deletion_window_in_days"]}], doubts),
}

test_invalid_a_week if {
	_result == object.union(_sound, {"violations": {_remark(13, 14, [])}}) with input as _facts({"deletion_window_days": 13})
}

test_invalid_two_weeks_for_weights if {
	_result == object.union(_sound, {"violations": {_remark(29, 30, [])}}) with input as _facts({"deletion_window_days": 29, "data_class": "weights"})
}

test_invalid_two_weeks_for_logs if {
	_result == object.union(_sound, {"violations": {_remark(14, 30, [])}}) with input as _facts({"deletion_window_days": 14, "data_class": "log"})
}

test_valid_two_weeks if {
	_result == _sound with input as _facts({"deletion_window_days": 14, "data_class": "secret"})
}

test_valid_thirty_days if {
	_result == _sound with input as _facts({"data_class": "weights"})
}

test_unknown_window if {
	_result == object.union(_sound, {"undecided": {_remark(-1, 14, [])}}) with input as _facts({"deletion_window_days": -1})
}

test_unknown_class if {
	doubts := [{"resource": "aws_kms_key.main", "path": ["tags"]}]
	facts := _facts({"deletion_window_days": 14, "data_class": sample.unknown("variable")})
	_result == object.union(_sound, {"undecided": {_remark(14, 14, doubts)}}) with input as facts
}

test_unknown_whether_the_key_exists if {
	_result == object.union(_sound, {"undecided": {_remark(7, 14, [])}}) with input as _facts({"deletion_window_days": 7, "exists": "unknown"})
}
