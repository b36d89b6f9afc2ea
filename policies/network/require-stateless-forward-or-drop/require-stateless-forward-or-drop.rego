# METADATA
# title: A firewall policy forwards or drops what no stateless rule matches
# description: >-
#   stateless_default_actions and stateless_fragment_default_actions, which is about fragments of UDP, each have
#   aws:forward_to_sfe or aws:drop. With aws:pass a packet that no stateless rule matches goes on uninspected, past every
#   stateful rule; so does one without a standard action, which AWS asks for. Custom actions beside it only count packets.
#   What the stateless rules themselves pass is not looked at.
# scope: package
# related_resources:
# - description: "AWS Network Firewall Developer Guide, stateless default actions"
#   ref: https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateless-default-actions.html
# - description: "AWS Security Hub, AWS Network Firewall controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html#networkfirewall-4
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{list} of {subject} lets packets past the stateful engine"
#   undecided: "it is not known whether {list} of {subject} lets packets past the stateful engine"
#   why: "the stateful rules, their alerts and their default drop see only what the stateless engine hands on"
#   help: "set {list} to \"aws:forward_to_sfe\", or to \"aws:drop\""
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7(5)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Networks]
#     aws-fsbp: [NetworkFirewall.4, NetworkFirewall.5]
#     pci-dss-4: [1.2.8, 1.3.1, 1.3.2, 1.4.2, 1.4.3, 1.5.1]
#     mitre-attack: [T1599]
#     rand-sl: [SL2]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [NET-024]
#   waivable: true
package policies.network["require-stateless-forward-or-drop"]

import data.lib.answer
import data.lib.attribute

subjects contains policy.id if some policy in input.resources.aws_networkfirewall_firewall_policy

violations contains _remark(policy, list) if {
	some policy in input.resources.aws_networkfirewall_firewall_policy
	some list in _lists
	_breach(policy, list) == "yes"
}

undecided contains _remark(policy, list) if {
	some policy in input.resources.aws_networkfirewall_firewall_policy
	some list in _lists
	_breach(policy, list) == "unknown"
	object.get(_failing, policy.id, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(policy, list) := answer.both(policy.exists, answer.either(passes, answer.opposite(stops))) if {
	passes := attribute.includes_any(policy, _path(list), {"aws:pass"})
	stops := attribute.includes_any(policy, _path(list), {"aws:forward_to_sfe", "aws:drop"})
}

_remark(policy, list) := {
	"subject": policy.id,
	"data": {"list": list},
	"evidence": [{"resource": policy.id, "path": _path(list)}],
}

_path(list) := ["firewall_policy", 0, list]

_lists := ["stateless_default_actions", "stateless_fragment_default_actions"]
