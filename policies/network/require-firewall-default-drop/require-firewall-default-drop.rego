# METADATA
# title: A firewall policy drops what no stateful rule allows
# description: >-
#   stateful_default_actions has aws:drop_strict, aws:drop_established or aws:drop_established_app_layer. Without one of them,
#   what no rule matches passes.
# scope: package
# related_resources:
# - description: "AWS Network Firewall Developer Guide, default actions for strict evaluation order"
#   ref: https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} lets through what no stateful rule matches"
#   undecided: "it is not known whether {subject} drops what no stateful rule matches"
#   why: a firewall that passes what it does not know stops only the attacks that somebody thought of
#   help: "add \"aws:drop_established\" to stateful_default_actions, and name what may pass in rule groups"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7(5), SC-7(10)]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     mitre-attack: [T1048, T1071.004, T1090]
#     mitre-atlas: [AML.T0025]
#     rand-sl: [SL3]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [NET-023]
#   waivable: true
package policies.network["require-firewall-default-drop"]

import data.lib.answer
import data.lib.attribute

subjects contains policy.id if some policy in input.resources.aws_networkfirewall_firewall_policy

violations contains _remark(policy) if {
	some policy in input.resources.aws_networkfirewall_firewall_policy
	_breach(policy) == "yes"
}

undecided contains _remark(policy) if {
	some policy in input.resources.aws_networkfirewall_firewall_policy
	_breach(policy) == "unknown"
}

_breach(policy) := answer.both(policy.exists, answer.opposite(attribute.includes_any(policy, _path, _drops)))

_remark(policy) := {
	"subject": policy.id,
	"data": {},
	"evidence": [{"resource": policy.id, "path": _path}],
}

_path := ["firewall_policy", 0, "stateful_default_actions"]

_drops := {"aws:drop_strict", "aws:drop_established", "aws:drop_established_app_layer"}
