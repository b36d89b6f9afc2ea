package policies.data["require-kms-encryption_test"]

import data.lib.sample_test as sample
import data.policies.data["require-kms-encryption"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(changes)], "access": {"documents": []}, "resources": {}}

_remark(doubts) := {
	"subject": "aws_s3_bucket.main",
	"data": {},
	"evidence": array.concat([{"resource": "aws_s3_bucket_server_side_encryption_configuration.main", "path": ["rule"]}], doubts),
}

_tags := [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]

test_invalid_keys_of_s3 if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"encryption": {"algorithm": "AES256"}})
}

test_valid_encrypted if {
	_result == _sound with input as _facts({})
}

test_unknown_encryption if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"encryption": {"algorithm": "unknown"}})
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union({"encryption": {"algorithm": "AES256"}}, {"exists": "unknown"}))
}

test_valid_destination_of_access_logs_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union({"encryption": {"algorithm": "AES256"}}, {"tags": {"zt:role": "access-log"}}))
}

test_unknown_whether_it_receives_access_logs if {
	_result == object.union(_sound, {"undecided": {_remark(_tags)}}) with input as _facts(object.union({"encryption": {"algorithm": "AES256"}}, {"tags_known": "unknown"}))
}

test_invalid_none_declared if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"encryption": {"algorithm": ""}})
}

test_valid_two_layers if {
	_result == _sound with input as _facts({"encryption": {"algorithm": "aws:kms:dsse"}})
}
