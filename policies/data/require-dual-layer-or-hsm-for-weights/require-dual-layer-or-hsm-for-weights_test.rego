package policies.data["require-dual-layer-or-hsm-for-weights_test"]

import data.lib.sample_test as sample
import data.policies.data["require-dual-layer-or-hsm-for-weights"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(object.union({"data_class": "weights"}, changes))], "access": {"documents": []}, "resources": {}}

_remark(doubts) := {
	"subject": "aws_s3_bucket.main",
	"data": {},
	"evidence": array.concat([{"resource": "aws_s3_bucket_server_side_encryption_configuration.main", "path": ["rule"]}], doubts),
}

test_invalid_one_layer_and_a_key_of_kms if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({})
}

test_valid_two_layers if {
	_result == _sound with input as _facts({"encryption": {"algorithm": "aws:kms:dsse"}})
}

test_valid_key_of_a_custom_store if {
	_result == _sound with input as _facts({"encryption": {"key_in_custom_store": "yes"}})
}

test_valid_other_class_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"data_class": "training-data"})
}

test_unknown_algorithm if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"encryption": {"algorithm": "unknown"}})
}

test_unknown_key if {
	key := {"resource": "aws_s3_bucket_server_side_encryption_configuration.main", "path": ["key"]}
	claim := sample.claim("yes", key.resource, key.path)
	facts := _facts({"encryption": {"customer_key": claim, "key_in_custom_store": "unknown"}})
	_result == object.union(_sound, {"undecided": {_remark([key])}}) with input as facts
}

test_unknown_class if {
	doubts := [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as _facts({"data_class": sample.unknown("variable")})
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"exists": "unknown"})
}
