package policies.keys["require-fips-mode_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-fips-mode"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_cloudhsm_v2_cluster.main"}, "violations": set(), "undecided": set()}

_facts(value, exists) := {"resources": {"aws_cloudhsm_v2_cluster": [sample.resource("aws_cloudhsm_v2_cluster.main", {"mode": value}, {"exists": exists})]}}

_remark := {
	"subject": "aws_cloudhsm_v2_cluster.main",
	"data": {},
	"evidence": [{"resource": "aws_cloudhsm_v2_cluster.main", "path": ["mode"]}],
}

test_invalid_non_fips if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts("NON_FIPS", "yes")
}

test_valid_fips if {
	_result == _sound with input as _facts("FIPS", "yes")
}

test_valid_not_set if {
	_result == _sound with input as _facts(null, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(sample.unknown("variable"), "yes")
}

test_unknown_whether_the_cluster_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts("NON_FIPS", "unknown")
}
