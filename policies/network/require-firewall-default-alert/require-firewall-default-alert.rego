# METADATA
# title: A firewall policy logs what no stateful rule allows
# description: >-
#   stateful_default_actions has aws:alert_strict, aws:alert_established or aws:alert_established_app_layer, so that what is
#   dropped by default is also seen. The catalogue rates all of NET-023 as critical; this part alone weakens evidence, which is
#   medium on its scale.
# scope: package
# related_resources:
# - description: "AWS Network Firewall Developer Guide, default actions for strict evaluation order"
#   ref: https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
# schemas:
# - input: schema.facts
# custom:
#   severity: medium
#   message: "{subject} logs nothing of what no stateful rule matches"
#   undecided: "it is not known whether {subject} logs what no stateful rule matches"
#   why: "a silent drop hides the first attempts, which are the ones that give an intruder away"
#   help: "add \"aws:alert_established\" to stateful_default_actions"
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
package policies.network["require-firewall-default-alert"]

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

_breach(policy) := answer.both(policy.exists, answer.opposite(attribute.includes_any(policy, _path, _alerts)))

_remark(policy) := {
	"subject": policy.id,
	"data": {},
	"evidence": [{"resource": policy.id, "path": _path}],
}

_path := ["firewall_policy", 0, "stateful_default_actions"]

_alerts := {"aws:alert_strict", "aws:alert_established", "aws:alert_established_app_layer"}
