# METADATA
# title: A firewall policy fails closed when a connection breaks midstream
# description: >-
#   stream_exception_policy is DROP or REJECT. Not set, it is DROP by the API Reference, so that passes, unlike in the
#   catalogue.
# scope: package
# related_resources:
# - description: "AWS Network Firewall API Reference, StatefulEngineOptions"
#   ref: https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulEngineOptions.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} goes on without context when a connection breaks midstream"
#   undecided: "it is not known whether {subject} drops connections that break midstream"
#   why: who can break a connection midstream could slip past every rule that looks at its beginning
#   help: "set stateful_engine_options.stream_exception_policy = \"DROP\" or \"REJECT\""
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
package policies.network["require-firewall-stream-drop"]

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

_breach(policy) := answer.both(policy.exists, _continues(policy))

_remark(policy) := {
	"subject": policy.id,
	"data": {},
	"evidence": [{"resource": policy.id, "path": _path}],
}

_path := ["firewall_policy", 0, "stateful_engine_options", 0, "stream_exception_policy"]

_continues(policy) := answer.both(
	attribute.is_set(policy, _path),
	answer.opposite(attribute.among(policy, _path, {"DROP", "REJECT"})),
)
