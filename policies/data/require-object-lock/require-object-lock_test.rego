package policies.data["require-object-lock_test"]

import data.lib.sample_test as sample
import data.policies.data["require-object-lock"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(object.union({"zone": "weights"}, changes))]}

_remark(doubts) := {
	"subject": "aws_s3_bucket.main",
	"data": {},
	"evidence": array.concat([{"resource": "aws_s3_bucket.main", "path": ["object_lock_enabled"]}], doubts),
}

test_invalid_no_object_lock if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}})
}

test_valid_object_lock if {
	_result == _sound with input as _facts({})
}

test_valid_other_zone_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"zone": "training"}))
}

test_unknown_object_lock if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"object_lock": {"enabled": sample.claim("unknown", "aws_s3_bucket.main", ["object_lock_enabled"])}})
}

test_unknown_zone if {
	doubts := [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"zone": sample.unknown("variable")}))
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts(object.union({"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}, {"exists": "unknown"}))
}
