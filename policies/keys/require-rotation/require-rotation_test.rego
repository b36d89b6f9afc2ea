package policies.keys["require-rotation_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-rotation"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_key.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"keys": [sample.key(changes)]}

_remark(doubts) := {
	"subject": "aws_kms_key.main",
	"data": {},
	"evidence": array.concat([{"resource": "aws_kms_key.main", "path": ["enable_key_rotation"]}], doubts),
}

_rotation(answer) := {"rotation_enabled": sample.claim(answer, "aws_kms_key.main", ["enable_key_rotation"])}

test_invalid_no_rotation if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts(_rotation("no"))
}

test_valid_rotation if {
	_result == _sound with input as _facts({})
}

test_valid_asymmetric_key_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union(_rotation("no"), {"symmetric": {"answer": "no", "steps": []}}))
}

test_valid_key_of_a_custom_store_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union(_rotation("no"), {"in_custom_store": {"answer": "yes", "steps": []}}))
}

test_valid_imported_key_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union(_rotation("no"), {"type": "aws_kms_external_key"}))
}

test_unknown_rotation if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(_rotation("unknown"))
}

test_unknown_kind_of_key if {
	facts := _facts(object.union(_rotation("no"), {"symmetric": sample.claim("unknown", "aws_kms_key.main", ["key_usage"])}))
	doubts := [{"resource": "aws_kms_key.main", "path": ["key_usage"]}]
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as facts
}

test_unknown_whether_it_is_in_a_custom_store if {
	facts := _facts(object.union(_rotation("no"), {"in_custom_store": sample.claim("unknown", "aws_kms_key.main", ["custom_key_store_id"])}))
	doubts := [{"resource": "aws_kms_key.main", "path": ["custom_key_store_id"]}]
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as facts
}

test_unknown_whether_the_key_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union(_rotation("no"), {"exists": "unknown"}))
}
