# METADATA
# title: No public NAT gateway in protected zones
# description: >-
#   A NAT gateway in the zones weights, training, inference, agent-sandbox, security and log-archive is private, connectivity_type =
#   "private"; the default is public. It stands in the subnet of its subnet_id, or, with availability_mode = "regional", in the VPC of its
#   vpc_id. A private one translates between private networks, and what it sends to an internet gateway is dropped. What must leave
#   goes through the transit gateway to the hub, which has NAT gateways.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, NAT gateways"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
# - description: "Amazon VPC User Guide, regional NAT gateways"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} is a public NAT gateway in the zone {zone}"
#   undecided: "it is not known whether {subject} is a public NAT gateway in a protected zone"
#   why: "with it every machine of the zone can send what it holds anywhere, past the egress proxy and its log"
#   help: "take the gateway away and route through the transit gateway to the hub, or set connectivity_type = \"private\""
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [SC-7(5), SC-7(10)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Networks]
#     mitre-attack: [T1048]
#     mitre-atlas: [AML.T0025]
#     rand-sl: [SL3]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [NET-016]
#   waivable: true
package policies.network["no-public-nat-gateway-in-protected-zone"]

import data.lib.answer
import data.lib.attribute
import data.lib.zone

subjects contains gateway.id if some gateway in input.resources.aws_nat_gateway

violations contains _remark(gateway) if {
	some gateway in input.resources.aws_nat_gateway
	_breach(gateway) == "yes"
}

undecided contains _remark(gateway) if {
	some gateway in input.resources.aws_nat_gateway
	_breach(gateway) == "unknown"
}

_breach(gateway) := answer.all_of([gateway.exists, _in_protected_zone(gateway), answer.opposite(private)]) if {
	private := attribute.equals(gateway, ["connectivity_type"], "private")
}

_remark(gateway) := {
	"subject": gateway.id,
	"data": {"zone": gateway.zone},
	"evidence": array.concat(
		[{"resource": gateway.id, "path": [name]} | some name in ["connectivity_type", _place(gateway)]],
		zone.doubts(gateway),
	),
}

_place(gateway) := "subnet_id" if {
	attribute.is_set(gateway, ["vpc_id"]) == "no"
} else := "vpc_id"

_in_protected_zone(gateway) := zone.among(
	gateway.zone,
	{"weights", "training", "inference", "agent-sandbox", "security", "log-archive"},
)
