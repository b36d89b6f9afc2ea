package policies.network["require-stateless-forward-or-drop_test"]

import data.lib.sample_test as sample
import data.policies.network["require-stateless-forward-or-drop"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_networkfirewall_firewall_policy.edge"}, "violations": set(), "undecided": set()}

_facts(full, fragments, exists) := {"resources": {"aws_networkfirewall_firewall_policy": [sample.resource(
	"aws_networkfirewall_firewall_policy.edge",
	{"firewall_policy": [{"stateless_default_actions": full, "stateless_fragment_default_actions": fragments}]},
	{"exists": exists},
)]}}

_remark(list) := {
	"subject": "aws_networkfirewall_firewall_policy.edge",
	"data": {"list": list},
	"evidence": [{"resource": "aws_networkfirewall_firewall_policy.edge", "path": ["firewall_policy", 0, list]}],
}

_forward := ["aws:forward_to_sfe"]

test_invalid_full_packets_pass if {
	expected := object.union(_sound, {"violations": {_remark("stateless_default_actions")}})
	_result == expected with input as _facts(["aws:pass"], _forward, "yes")
}

test_invalid_fragments_pass if {
	expected := object.union(_sound, {"violations": {_remark("stateless_fragment_default_actions")}})
	_result == expected with input as _facts(_forward, ["aws:pass", "Count"], "yes")
}

test_invalid_no_standard_action if {
	expected := object.union(_sound, {"violations": {_remark("stateless_default_actions")}})
	_result == expected with input as _facts(["Count"], _forward, "yes")
}

test_invalid_outweighs_unknown if {
	expected := object.union(_sound, {"violations": {_remark("stateless_default_actions")}})
	_result == expected with input as _facts(["aws:pass"], sample.unknown("variable"), "yes")
}

test_valid_forward_and_drop if {
	_result == _sound with input as _facts(_forward, ["aws:drop", "Count"], "yes")
}

test_unknown_action if {
	expected := object.union(_sound, {"undecided": {_remark("stateless_fragment_default_actions")}})
	_result == expected with input as _facts(_forward, [sample.unknown("variable")], "yes")
}

test_unknown_action_beside_forwarding if {
	expected := object.union(_sound, {"undecided": {_remark("stateless_default_actions")}})
	_result == expected with input as _facts(["aws:forward_to_sfe", sample.unknown("variable")], _forward, "yes")
}

test_unknown_whether_the_policy_exists if {
	expected := object.union(_sound, {"undecided": {_remark("stateless_default_actions")}})
	_result == expected with input as _facts(["aws:pass"], _forward, "unknown")
}
