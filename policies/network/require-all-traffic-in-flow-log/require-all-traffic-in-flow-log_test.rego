package policies.network["require-all-traffic-in-flow-log_test"]

import data.lib.sample_test as sample
import data.policies.network["require-all-traffic-in-flow-log"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_vpc.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"network": {"vpcs": [sample.vpc(changes)]}}

_log(answer) := sample.flow_log({"all_traffic": sample.claim(answer, "aws_flow_log.main", ["traffic_type"])})

_remark(more) := {
	"subject": "aws_vpc.main",
	"data": {},
	"evidence": array.concat(
		[
			{"resource": "aws_flow_log.main", "path": ["traffic_type"]},
			{"resource": "aws_flow_log.main", "path": ["log_destination"]},
		],
		more,
	),
}

test_invalid_rejected_traffic_only if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"flow_logs": [_log("no")]})
}

test_invalid_no_destination if {
	log := sample.flow_log({"has_destination": sample.claim("no", "aws_flow_log.main", ["log_destination"])})
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"flow_logs": [log]})
}

test_valid_one_of_two_is_complete if {
	_result == _sound with input as _facts({"flow_logs": [_log("no"), sample.flow_log({})]})
}

test_valid_no_flow_log_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"flow_logs": []})
}

test_unknown_traffic_type if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"flow_logs": [_log("unknown")]})
}

test_unknown_vpc_of_another_flow_log if {
	steps := [{"resource": "aws_flow_log.other", "path": ["vpc_id"]}]
	facts := _facts({"flow_logs": [_log("no")], "maybe_logged": "unknown", "maybe_logged_by": steps})
	_result == object.union(_sound, {"undecided": {_remark(steps)}}) with input as facts
}

test_unknown_whether_the_vpc_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"flow_logs": [_log("no")], "exists": "unknown"})
}
