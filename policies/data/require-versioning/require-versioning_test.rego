package policies.data["require-versioning_test"]

import data.lib.sample_test as sample
import data.policies.data["require-versioning"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(changes)]}

_remark := {
	"subject": "aws_s3_bucket.main",
	"data": {},
	"evidence": [{"resource": "aws_s3_bucket_versioning.main", "path": ["status"]}],
}

test_invalid_no_versioning if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"versioning": {"enabled": sample.claim("no", "aws_s3_bucket_versioning.main", ["status"])}})
}

test_valid_versioning if {
	_result == _sound with input as _facts({})
}

test_unknown_status if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"versioning": {"enabled": sample.claim("unknown", "aws_s3_bucket_versioning.main", ["status"])}})
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(object.union({"versioning": {"enabled": sample.claim("no", "aws_s3_bucket_versioning.main", ["status"])}}, {"exists": "unknown"}))
}

_undeclared(lock) := {
	"versioning": {"declared_by": "", "enabled": sample.claim("no", "aws_s3_bucket.main", [])},
	"object_lock": {"enabled": sample.claim(lock, "aws_s3_bucket.main", ["object_lock_enabled"])},
}

test_valid_object_lock_keeps_versions if {
	_result == _sound with input as _facts(_undeclared("yes"))
}

test_invalid_neither_lock_nor_versioning if {
	remark := object.union(_remark, {"evidence": [{"resource": "aws_s3_bucket.main", "path": []}]})
	_result == object.union(_sound, {"violations": {remark}}) with input as _facts(_undeclared("no"))
}

test_unknown_lock if {
	steps := [{"resource": "aws_s3_bucket.main", "path": []}, {"resource": "aws_s3_bucket.main", "path": ["object_lock_enabled"]}]
	remark := object.union(_remark, {"evidence": steps})
	_result == object.union(_sound, {"undecided": {remark}}) with input as _facts(_undeclared("unknown"))
}
