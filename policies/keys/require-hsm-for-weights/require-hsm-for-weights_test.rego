package policies.keys["require-hsm-for-weights_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-hsm-for-weights"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_key.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"keys": [sample.key(object.union({"data_class": "weights"}, changes))]}

_in_store(type) := {"in_custom_store": {"answer": "yes", "steps": []}, "custom_store_type": type}

_remark(class, doubts) := {
	"subject": "aws_kms_key.main",
	"data": {"class": class},
	"evidence": array.concat([{"resource": "aws_kms_key.main", "path": ["custom_key_store_id"]}], doubts),
}

test_invalid_key_of_kms if {
	_result == object.union(_sound, {"violations": {_remark("weights", [])}}) with input as _facts({})
}

test_invalid_checkpoint_key_of_kms if {
	_result == object.union(_sound, {"violations": {_remark("checkpoint", [])}}) with input as _facts({"data_class": "checkpoint"})
}

test_valid_hsm if {
	_result == _sound with input as _facts(_in_store("AWS_CLOUDHSM"))
}

test_valid_external_key_store if {
	_result == _sound with input as _facts(_in_store("EXTERNAL_KEY_STORE"))
}

test_valid_other_class_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"data_class": "log"})
}

test_unknown_store if {
	_result == object.union(_sound, {"undecided": {_remark("weights", [])}}) with input as _facts(_in_store(""))
}

test_unknown_whether_it_is_in_a_store if {
	facts := _facts({"in_custom_store": sample.claim("unknown", "aws_kms_key.main", ["custom_key_store_id"])})
	_result == object.union(_sound, {"undecided": {_remark("weights", [])}}) with input as facts
}

test_unknown_class if {
	class := sample.unknown("variable")
	doubts := [{"resource": "aws_kms_key.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark(class, doubts)}}) with input as _facts({"data_class": class})
}

test_unknown_whether_the_key_exists if {
	_result == object.union(_sound, {"undecided": {_remark("weights", [])}}) with input as _facts({"exists": "unknown"})
}
