package policies.network["require-firewall-default-alert_test"]

import data.lib.sample_test as sample
import data.policies.network["require-firewall-default-alert"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_networkfirewall_firewall_policy.edge"}, "violations": set(), "undecided": set()}

_facts(values, exists) := {"resources": {"aws_networkfirewall_firewall_policy": [sample.resource("aws_networkfirewall_firewall_policy.edge", values, {"exists": exists})]}}

_remark := {
	"subject": "aws_networkfirewall_firewall_policy.edge",
	"data": {},
	"evidence": [{"resource": "aws_networkfirewall_firewall_policy.edge", "path": ["firewall_policy", 0, "stateful_default_actions"]}],
}

test_invalid_drop_only if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_default_actions": ["aws:drop_strict"]}]}, "yes")
}

test_valid_alert_strict if {
	_result == _sound with input as _facts({"firewall_policy": [{"stateful_default_actions": ["aws:drop_strict", "aws:alert_strict"]}]}, "yes")
}

test_valid_alert_established if {
	_result == _sound with input as _facts({"firewall_policy": [{"stateful_default_actions": ["aws:alert_established"]}]}, "yes")
}

test_valid_alert_established_of_the_application_layer if {
	_result == _sound with input as _facts({"firewall_policy": [{"stateful_default_actions": ["aws:alert_established_app_layer"]}]}, "yes")
}

test_invalid_not_set if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"firewall_policy": [{}]}, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_default_actions": sample.unknown("variable")}]}, "yes")
}

test_unknown_whether_the_policy_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"firewall_policy": [{"stateful_default_actions": ["aws:drop_strict"]}]}, "unknown")
}
