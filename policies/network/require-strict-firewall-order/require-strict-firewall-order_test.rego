package policies.network["require-strict-firewall-order_test"]

import data.lib.sample_test as sample
import data.policies.network["require-strict-firewall-order"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_networkfirewall_firewall_policy.edge"}, "violations": set(), "undecided": set()}

_facts(values, exists) := {"resources": {"aws_networkfirewall_firewall_policy": [sample.resource("aws_networkfirewall_firewall_policy.edge", values, {"exists": exists})]}}

_remark := {
	"subject": "aws_networkfirewall_firewall_policy.edge",
	"data": {},
	"evidence": [{"resource": "aws_networkfirewall_firewall_policy.edge", "path": ["firewall_policy", 0, "stateful_engine_options", 0, "rule_order"]}],
}

test_invalid_action_order if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"rule_order": "DEFAULT_ACTION_ORDER"}]}]}, "yes")
}

test_valid_strict_order if {
	_result == _sound with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"rule_order": "STRICT_ORDER"}]}]}, "yes")
}

test_invalid_not_set if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"firewall_policy": [{}]}, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"rule_order": sample.unknown("variable")}]}]}, "yes")
}

test_unknown_whether_the_policy_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_engine_options": [{"rule_order": "DEFAULT_ACTION_ORDER"}]}]}, "unknown")
}
