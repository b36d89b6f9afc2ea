package policies.data["require-bucket-key_test"]

import data.lib.sample_test as sample
import data.policies.data["require-bucket-key"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(changes)], "access": {"documents": []}, "resources": {}}

_remark(doubts) := {
	"subject": "aws_s3_bucket.main",
	"data": {},
	"evidence": array.concat([{"resource": "aws_s3_bucket_server_side_encryption_configuration.main", "path": ["bucket_key"]}], doubts),
}

test_invalid_no_bucket_key if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"encryption": {"bucket_key": sample.claim("no", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"])}})
}

test_valid_bucket_key if {
	_result == _sound with input as _facts({})
}

test_valid_weights_are_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union({"encryption": {"bucket_key": sample.claim("no", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"])}}, {"data_class": "weights"}))
}

test_valid_two_layers_are_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union({"encryption": {"bucket_key": sample.claim("no", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"])}}, {"encryption": {"algorithm": "aws:kms:dsse"}}))
}

test_unknown_bucket_key if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"encryption": {"bucket_key": sample.claim("unknown", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"])}})
}

test_unknown_algorithm if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union({"encryption": {"bucket_key": sample.claim("no", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"])}}, {"encryption": {"algorithm": "unknown"}}))
}

test_unknown_class if {
	doubts := [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as _facts(object.union({"encryption": {"bucket_key": sample.claim("no", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"])}}, {"data_class": sample.unknown("variable")}))
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union({"encryption": {"bucket_key": sample.claim("no", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"])}}, {"exists": "unknown"}))
}
