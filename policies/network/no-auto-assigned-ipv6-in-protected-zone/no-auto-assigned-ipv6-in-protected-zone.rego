# METADATA
# title: No subnet of a protected zone gives IPv6 addresses that a gateway makes public
# description: >-
#   An IPv6 address is public by nature; what keeps it in is that no gateway leads out. So in the zones weights, training,
#   inference and agent-sandbox a subnet does not assign IPv6 addresses on creation while its VPC has an internet gateway or an
#   egress-only one. Elsewhere, and in a VPC without either, it may.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, IP addressing attribute of a subnet"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
# - description: "Amazon VPC User Guide, egress-only internet gateways"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} gives instances of a protected zone IPv6 addresses, and its VPC has a gateway to the internet"
#   undecided: "it is not known whether {subject} gives instances of a protected zone IPv6 addresses that a gateway makes public"
#   why: "an IPv6 address needs no translation, so a route to a gateway is all that is missing for weights to leave"
#   help: "unset assign_ipv6_address_on_creation, or take the gateway out of the VPC"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(3)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Networks]
#     mitre-attack: [T1133, T1190]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [NET-010]
#   waivable: true
package policies.network["no-auto-assigned-ipv6-in-protected-zone"]

import data.lib.answer
import data.lib.attribute
import data.lib.zone

subjects contains subnet.id if some subnet in _protected

violations contains _remark(subnet) if {
	some subnet in _protected
	_breach(subnet) == "yes"
}

undecided contains _remark(subnet) if {
	some subnet in _protected
	_breach(subnet) == "unknown"
}

_breach(subnet) := answer.all_of([itself.exists, _in_protected_zone(subnet), subnet.vpc_has_gateway, assigns]) if {
	itself := _resources[subnet.id]
	assigns := attribute.equals(itself, ["assign_ipv6_address_on_creation"], true)
}

_remark(subnet) := {
	"subject": subnet.id,
	"data": {},
	"evidence": array.concat(
		[{"resource": subnet.id, "path": [name]} | some name in ["assign_ipv6_address_on_creation", "vpc_id"]],
		zone.doubts(subnet),
	),
}

_protected := [subnet |
	some subnet in input.network.subnets
	_in_protected_zone(subnet) != "no"
]

_resources[subnet.id] := subnet if some subnet in input.resources.aws_subnet

_resources[subnet.id] := subnet if some subnet in input.resources.aws_default_subnet

_in_protected_zone(subnet) := zone.among(subnet.zone, {"weights", "training", "inference", "agent-sandbox"})
