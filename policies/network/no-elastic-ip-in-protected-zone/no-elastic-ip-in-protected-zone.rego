# METADATA
# title: No Elastic IP address in protected zones
# description: >-
#   No Elastic IP address is associated with an instance or a network interface in the zones weights, training, inference,
#   agent-sandbox, security and log-archive, by aws_eip itself or by an aws_eip_association. An address that is associated with nothing, or
#   only with a NAT gateway, is none of this; the latter is for network/no-public-nat-gateway-in-protected-zone. An instance or a
#   network interface that this configuration does not hold is undecided.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, Elastic IP addresses"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-eips.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} gives a machine of the zone {zone} a public address"
#   undecided: "it is not known whether {subject} gives a machine of a protected zone a public address"
#   why: "a public address is half of a way in and out; the other half is one route to an internet gateway"
#   help: "take the address away, and reach the machine through a load balancer at the edge or Session Manager"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [SC-7(5), SC-7(10)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Networks]
#     aws-fsbp: [EC2.9]
#     pci-dss-4: [11.3.1.3, 11.5.2]
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
package policies.network["no-elastic-ip-in-protected-zone"]

import data.lib.answer
import data.lib.attribute
import data.lib.zone

subjects contains address.subject if some address in input.network.elastic_addresses

violations contains _remark(address) if {
	some address in input.network.elastic_addresses
	_breach(address) == "yes"
}

undecided contains _remark(address) if {
	some address in input.network.elastic_addresses
	_breach(address) == "unknown"
	object.get(_failing, address.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(address) := answer.both(address.exists, _in_protected_zone(address))

_remark(address) := {
	"subject": address.subject,
	"data": {"zone": address.zone},
	"evidence": array.concat([{"resource": address.subject, "path": address.path}], _doubts(address)),
}

_doubts(address) := [{"resource": address.machine, "path": ["tags"]} |
	address.machine != ""
	attribute.is_unresolved(address.zone)
]

_in_protected_zone(address) := zone.among(
	address.zone,
	{"weights", "training", "inference", "agent-sandbox", "security", "log-archive"},
)
