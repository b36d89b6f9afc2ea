# METADATA
# title: No internet gateway in protected zones
# description: >-
#   A VPC of the zones weights, training, inference, agent-sandbox, security and log-archive has no internet gateway and no
#   egress-only one: what must leave goes through the transit gateway to the hub. The subject is what attaches the gateway:
#   itself, or an aws_internet_gateway_attachment.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, internet gateways"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
# - description: "NIST SP 800-207, section 3.1.2"
#   ref: https://doi.org/10.6028/NIST.SP.800-207
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} attaches an internet gateway to a VPC of the zone {zone}"
#   undecided: "it is not known whether {subject} attaches an internet gateway to a VPC of a protected zone"
#   why: with a gateway one route and one address are enough to put the zone on the internet; without it no mistake inside can
#   help: "take the gateway away, and reach AWS services by endpoints and all else through the hub"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(5), SC-7(21)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Networks]
#     mitre-attack: [T1048, T1133]
#     mitre-atlas: [AML.T0025]
#     rand-sl: [SL3]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [NET-015]
#   waivable: true
package policies.network["no-gateway-in-protected-zone"]

import data.lib.answer
import data.lib.zone

subjects contains gateway.attached_by if some gateway in _attached

violations contains _remark(gateway) if {
	some gateway in _attached
	_breach(gateway) == "yes"
}

undecided contains _remark(gateway) if {
	some gateway in _attached
	_breach(gateway) == "unknown"
}

_breach(gateway) := answer.both(gateway.exists, protected) if {
	protected := zone.among(gateway.zone, {"weights", "training", "inference", "agent-sandbox", "security", "log-archive"})
}

_remark(gateway) := {
	"subject": gateway.attached_by,
	"data": {"zone": gateway.zone},
	"evidence": [{"resource": gateway.attached_by, "path": gateway.path}],
}

_attached := [gateway |
	some gateway in input.network.gateways
	gateway.attached_by != ""
]
