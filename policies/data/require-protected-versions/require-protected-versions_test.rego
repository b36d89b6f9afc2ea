package policies.data["require-protected-versions_test"]

import data.lib.sample_test as sample
import data.policies.data["require-protected-versions"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(object.union({"zone": "weights"}, changes))]}

_remark(doubts) := {
	"subject": "aws_s3_bucket.main",
	"data": {},
	"evidence": array.concat(
		[
			{"resource": "aws_s3_bucket.main", "path": ["object_lock_enabled"]},
			{"resource": "aws_s3_bucket_versioning.main", "path": ["mfa_delete"]},
		],
		doubts,
	),
}

_tags := [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]

test_invalid_neither if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}})
}

test_invalid_neither_in_the_log_archive if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"zone": "log-archive"}))
}

test_invalid_neither_for_the_class_of_weights if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"zone": "", "data_class": "weights"}))
}

test_valid_object_lock if {
	_result == _sound with input as _facts({})
}

test_valid_mfa_delete if {
	mfa := {"versioning": {"mfa_delete": sample.claim("yes", "aws_s3_bucket_versioning.main", ["mfa_delete"])}}
	_result == _sound with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, mfa))
}

test_valid_other_zone_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"zone": "training"}))
}

test_valid_destination_of_access_logs_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"tags": {"zt:role": "access-log"}}))
}

test_unknown_object_lock if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"object_lock": {"enabled": sample.claim("unknown", "aws_s3_bucket.main", ["object_lock_enabled"])}})
}

test_unknown_zone if {
	_result == object.union(_sound, {"undecided": {_remark(_tags)}}) with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"zone": sample.unknown("variable")}))
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"exists": "unknown"}))
}
