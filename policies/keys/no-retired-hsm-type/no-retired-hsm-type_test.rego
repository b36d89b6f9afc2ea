package policies.keys["no-retired-hsm-type_test"]

import data.lib.sample_test as sample
import data.policies.keys["no-retired-hsm-type"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_cloudhsm_v2_cluster.main"}, "violations": set(), "undecided": set()}

_facts(value, exists) := {"resources": {"aws_cloudhsm_v2_cluster": [sample.resource("aws_cloudhsm_v2_cluster.main", {"hsm_type": value}, {"exists": exists})]}}

_remark := {
	"subject": "aws_cloudhsm_v2_cluster.main",
	"data": {},
	"evidence": [{"resource": "aws_cloudhsm_v2_cluster.main", "path": ["hsm_type"]}],
}

test_invalid_hsm1 if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts("hsm1.medium", "yes")
}

test_valid_hsm2m if {
	_result == _sound with input as _facts("hsm2m.medium", "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(sample.unknown("variable"), "yes")
}

test_unknown_whether_the_cluster_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts("hsm1.medium", "unknown")
}
