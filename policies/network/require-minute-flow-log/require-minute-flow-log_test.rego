package policies.network["require-minute-flow-log_test"]

import data.lib.sample_test as sample
import data.policies.network["require-minute-flow-log"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_vpc.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"network": {"vpcs": [sample.vpc(object.union({"zone": "weights"}, changes))]}}

_log(seconds) := sample.flow_log({"aggregation_seconds": seconds})

_remark(more) := {
	"subject": "aws_vpc.main",
	"data": {},
	"evidence": array.concat(
		[
			{"resource": "aws_flow_log.main", "path": ["traffic_type"]},
			{"resource": "aws_flow_log.main", "path": ["max_aggregation_interval"]},
		],
		more,
	),
}

test_invalid_ten_minutes if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"flow_logs": [_log(600)]})
}

test_invalid_minute_of_rejected_traffic if {
	log := sample.flow_log({"all_traffic": {"answer": "no", "steps": []}})
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({"flow_logs": [log]})
}

test_valid_one_minute if {
	_result == _sound with input as _facts({})
}

test_valid_other_zone_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"zone": "hub", "flow_logs": [_log(600)]})
}

test_valid_no_flow_log_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"flow_logs": []})
}

test_unknown_interval if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"flow_logs": [_log(-1)]})
}

test_unknown_zone if {
	doubts := [{"resource": "aws_vpc.main", "path": ["tags"]}]
	facts := _facts({"flow_logs": [_log(600)], "zone": sample.unknown("variable")})
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as facts
}

test_unknown_vpc_of_another_flow_log if {
	steps := [{"resource": "aws_flow_log.other", "path": ["vpc_id"]}]
	facts := _facts({"flow_logs": [_log(600)], "maybe_logged": "unknown", "maybe_logged_by": steps})
	_result == object.union(_sound, {"undecided": {_remark(steps)}}) with input as facts
}

test_unknown_whether_the_vpc_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"flow_logs": [_log(600)], "exists": "unknown"})
}
