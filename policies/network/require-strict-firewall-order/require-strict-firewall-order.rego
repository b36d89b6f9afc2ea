# METADATA
# title: A firewall policy evaluates stateful rules in strict order
# description: >-
#   Rules are evaluated in the order in which they are written, so that an allow-list is one: rule_order is STRICT_ORDER. Where
#   it is not set the policy fails: AWS documents both STRICT_ORDER (API Reference) and DEFAULT_ACTION_ORDER (CloudFormation) as
#   the default, and only what is written is certain.
# scope: package
# related_resources:
# - description: "AWS Network Firewall API Reference, StatefulEngineOptions"
#   ref: https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulEngineOptions.html
# - description: "AWS Network Firewall Developer Guide, default actions for strict evaluation order"
#   ref: https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} does not evaluate its stateful rules in strict order"
#   undecided: "it is not known whether {subject} evaluates its stateful rules in strict order"
#   why: "in action order every pass rule wins over every drop rule, so one careless pass opens what the others shut"
#   help: "set stateful_engine_options.rule_order = \"STRICT_ORDER\" in the firewall policy and in its rule groups"
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
package policies.network["require-strict-firewall-order"]

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

_breach(policy) := answer.both(policy.exists, answer.opposite(attribute.equals(policy, _path, "STRICT_ORDER")))

_remark(policy) := {
	"subject": policy.id,
	"data": {},
	"evidence": [{"resource": policy.id, "path": _path}],
}

_path := ["firewall_policy", 0, "stateful_engine_options", 0, "rule_order"]
