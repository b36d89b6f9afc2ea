package policies.network["require-flow-log_test"]

import data.lib.sample_test as sample
import data.policies.network["require-flow-log"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_vpc.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"network": {"vpcs": [sample.vpc(changes)]}}

_remark(evidence) := {"subject": "aws_vpc.main", "data": {}, "evidence": evidence}

test_invalid_no_flow_log if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"flow_logs": []})
}

test_valid_flow_log if {
	_result == _sound with input as _facts({"maybe_logged": "unknown"})
}

test_unknown_vpc_of_a_flow_log if {
	steps := [{"resource": "aws_flow_log.other", "path": ["vpc_id"]}]
	facts := _facts({"flow_logs": [], "maybe_logged": "unknown", "maybe_logged_by": steps})
	_result == object.union(_sound, {"undecided": {_remark(steps)}}) with input as facts
}

test_unknown_whether_the_vpc_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"flow_logs": [], "exists": "unknown"})
}
