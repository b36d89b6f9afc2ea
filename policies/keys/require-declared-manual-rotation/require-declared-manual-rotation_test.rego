package policies.keys["require-declared-manual-rotation_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-declared-manual-rotation"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_key.main"}, "violations": set(), "undecided": set()}

_stored := {"in_custom_store": {"answer": "yes", "steps": []}}

_declared := {"tags": {"zt:rotation": "manual", "zt:owner": "keys"}}

_facts(changes) := {"keys": [sample.key(object.union_n([_stored, changes]))]}

_remark(doubts) := {
	"subject": "aws_kms_key.main",
	"data": {},
	"evidence": array.concat([{"resource": "aws_kms_key.main", "path": ["tags"]}], doubts),
}

test_invalid_no_tags if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({})
}

test_invalid_no_owner if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"tags": {"zt:rotation": "manual"}})
}

test_invalid_no_rotation if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"tags": {"zt:owner": "keys"}})
}

test_valid_declared if {
	_result == _sound with input as _facts(_declared)
}

test_valid_key_of_kms_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"in_custom_store": {"answer": "no", "steps": []}})
}

test_unknown_tags if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"tags_known": "unknown"})
}

test_unknown_whether_it_is_in_a_custom_store if {
	doubts := [{"resource": "aws_kms_key.main", "path": ["custom_key_store_id"]}]
	facts := _facts({"in_custom_store": sample.claim("unknown", "aws_kms_key.main", ["custom_key_store_id"])})
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as facts
}

test_unknown_whether_the_key_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"exists": "unknown"})
}
