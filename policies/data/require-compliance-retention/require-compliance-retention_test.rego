package policies.data["require-compliance-retention_test"]

import data.lib.sample_test as sample
import data.policies.data["require-compliance-retention"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(object.union({"zone": "weights"}, changes))]}

_retention(mode, days) := {"object_lock": {"mode": mode, "retention_days": days}}

_remark(least, doubts) := {
	"subject": "aws_s3_bucket.main",
	"data": {"least": least},
	"evidence": array.concat([{"resource": "aws_s3_bucket_object_lock_configuration.main", "path": ["rule"]}], doubts),
}

_tags := [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]

test_invalid_governance if {
	_result == object.union(_sound, {"violations": {_remark(30, [])}}) with input as _facts(_retention("GOVERNANCE", 365))
}

test_invalid_no_retention if {
	_result == object.union(_sound, {"violations": {_remark(30, [])}}) with input as _facts(_retention("", 0))
}

test_invalid_too_short if {
	_result == object.union(_sound, {"violations": {_remark(30, [])}}) with input as _facts(_retention("COMPLIANCE", 29))
}

test_invalid_too_short_for_logs if {
	_result == object.union(_sound, {"violations": {_remark(365, [])}}) with input as _facts(object.union(_retention("COMPLIANCE", 364), {"zone": "log-archive"}))
}

test_valid_thirty_days if {
	_result == _sound with input as _facts(_retention("COMPLIANCE", 30))
}

test_valid_a_year_for_logs if {
	_result == _sound with input as _facts(object.union(_retention("COMPLIANCE", 365), {"data_class": "log"}))
}

test_valid_without_object_lock_it_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union(_retention("", 0), {"object_lock": {"enabled": sample.claim("no", "aws_s3_bucket.main", ["object_lock_enabled"])}}))
}

test_valid_other_zone_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union(_retention("", 0), {"zone": "training"}))
}

test_unknown_mode if {
	_result == object.union(_sound, {"undecided": {_remark(30, [])}}) with input as _facts(_retention("unknown", 30))
}

test_unknown_days if {
	_result == object.union(_sound, {"undecided": {_remark(30, [])}}) with input as _facts(_retention("COMPLIANCE", -1))
}

test_unknown_object_lock if {
	_result == object.union(_sound, {"undecided": {_remark(30, [])}}) with input as _facts(object.union(_retention("GOVERNANCE", 30), {"object_lock": {"enabled": sample.claim("unknown", "aws_s3_bucket.main", ["object_lock_enabled"])}}))
}

test_unknown_class if {
	facts := _facts(object.union(_retention("COMPLIANCE", 30), {"data_class": sample.unknown("variable")}))
	_result == object.union(_sound, {"undecided": {_remark(30, _tags)}}) with input as facts
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark(30, [])}}) with input as _facts(object.union(_retention("", 0), {"exists": "unknown"}))
}
