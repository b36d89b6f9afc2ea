package policies.network["require-firewall-stream-drop_test"]

import data.lib.sample_test as sample
import data.policies.network["require-firewall-stream-drop"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_networkfirewall_firewall_policy.edge"}, "violations": set(), "undecided": set()}

_facts(values, exists) := {"resources": {"aws_networkfirewall_firewall_policy": [sample.resource("aws_networkfirewall_firewall_policy.edge", values, {"exists": exists})]}}

_remark := {
	"subject": "aws_networkfirewall_firewall_policy.edge",
	"data": {},
	"evidence": [{"resource": "aws_networkfirewall_firewall_policy.edge", "path": ["firewall_policy", 0, "stateful_engine_options", 0, "stream_exception_policy"]}],
}

test_invalid_continue if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"stream_exception_policy": "CONTINUE"}]}]}, "yes")
}

test_valid_drop if {
	_result == _sound with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"stream_exception_policy": "DROP"}]}]}, "yes")
}

test_valid_reject if {
	_result == _sound with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"stream_exception_policy": "REJECT"}]}]}, "yes")
}

test_valid_not_set if {
	_result == _sound with input as _facts({"firewall_policy": [{}]}, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"stream_exception_policy": sample.unknown("variable")}]}]}, "yes")
}

test_unknown_whether_the_policy_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"stream_exception_policy": "CONTINUE"}]}]}, "unknown")
}
