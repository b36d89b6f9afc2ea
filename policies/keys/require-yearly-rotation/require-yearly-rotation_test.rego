package policies.keys["require-yearly-rotation_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-yearly-rotation"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_key.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"keys": [sample.key(changes)]}

_remark(days, doubts) := {
	"subject": "aws_kms_key.main",
	"data": {"days": days},
	"evidence": array.concat([{"resource": "aws_kms_key.main", "path": ["rotation_period_in_days"]}], doubts),
}

test_invalid_longer_than_a_year if {
	_result == object.union(_sound, {"violations": {_remark(366, [])}}) with input as _facts({"rotation_days": 366})
}

test_valid_a_year if {
	_result == _sound with input as _facts({})
}

test_valid_no_rotation_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"rotation_enabled": {"answer": "no", "steps": []}, "rotation_days": 2560})
}

test_valid_asymmetric_key_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"symmetric": {"answer": "no", "steps": []}, "rotation_days": 2560})
}

test_valid_key_of_a_custom_store_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"in_custom_store": {"answer": "yes", "steps": []}, "rotation_days": 2560})
}

test_valid_replica_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"type": "aws_kms_replica_key", "rotation_days": 2560})
}

test_unknown_period if {
	_result == object.union(_sound, {"undecided": {_remark(-1, [])}}) with input as _facts({"rotation_days": -1})
}

test_unknown_rotation if {
	facts := _facts({"rotation_enabled": sample.claim("unknown", "aws_kms_key.main", ["enable_key_rotation"]), "rotation_days": 2560})
	doubts := [{"resource": "aws_kms_key.main", "path": ["enable_key_rotation"]}]
	_result == object.union(_sound, {"undecided": {_remark(2560, doubts)}}) with input as facts
}

test_unknown_whether_the_key_exists if {
	_result == object.union(_sound, {"undecided": {_remark(2560, [])}}) with input as _facts({"exists": "unknown", "rotation_days": 2560})
}
