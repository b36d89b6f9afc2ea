package policies.data["require-recent-tls_test"]

import data.lib.sample_test as sample
import data.policies.data["require-recent-tls"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(changes)]}

_minimum(version) := {"transport": {"minimum_tls": version}}

_policy := [{"resource": "aws_s3_bucket_policy.main", "path": ["policy"]}]

_remark(least, evidence) := {"subject": "aws_s3_bucket.main", "data": {"least": least}, "evidence": evidence}

test_invalid_no_minimum if {
	_result == object.union(_sound, {"violations": {_remark("1.2", _policy)}}) with input as _facts(_minimum(""))
}

test_invalid_minimum_too_low if {
	_result == object.union(_sound, {"violations": {_remark("1.2", _policy)}}) with input as _facts(_minimum("1.1"))
}

test_invalid_minimum_too_low_for_weights if {
	_result == object.union(_sound, {"violations": {_remark("1.3", _policy)}}) with input as _facts(object.union(_minimum("1.2"), {"data_class": "weights"}))
}

test_invalid_no_policy if {
	facts := _facts({"transport": {"declared_by": "", "minimum_tls": ""}})
	_result == object.union(_sound, {"violations": {_remark("1.2", [])}}) with input as facts
}

test_valid_minimum if {
	_result == _sound with input as _facts(_minimum("1.2"))
}

test_valid_minimum_for_weights if {
	_result == _sound with input as _facts({"data_class": "weights"})
}

test_unknown_minimum if {
	_result == object.union(_sound, {"undecided": {_remark("1.2", _policy)}}) with input as _facts(_minimum("unknown"))
}

test_unknown_bucket_of_a_policy if {
	steps := [{"resource": "aws_s3_bucket_policy.other", "path": ["bucket"]}]
	facts := _facts({"maybe": {"policy": steps}, "transport": {"declared_by": "", "minimum_tls": "unknown"}})
	_result == object.union(_sound, {"undecided": {_remark("1.2", steps)}}) with input as facts
}

test_unknown_class if {
	facts := _facts(object.union(_minimum("1.2"), {"data_class": sample.unknown("variable")}))
	doubts := [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark("1.2", array.concat(_policy, doubts))}}) with input as facts
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark("1.2", _policy)}}) with input as _facts(object.union(_minimum(""), {"exists": "unknown"}))
}
