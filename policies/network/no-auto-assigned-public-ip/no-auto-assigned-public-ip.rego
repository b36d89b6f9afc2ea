# METADATA
# title: No subnet gives public IPv4 addresses on launch
# description: >-
#   An instance has a public address because somebody asked for it, not because of where it was launched.
#   map_public_ip_on_launch is false, which is the default of aws_subnet; that of aws_default_subnet is true, so there it is
#   written.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, IP addressing attribute of a subnet"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} gives every instance launched in it a public IPv4 address"
#   undecided: "it is not known whether {subject} gives instances a public IPv4 address"
#   why: an instance that has a public address by accident is on the internet as soon as one group or route lets it
#   help: "set map_public_ip_on_launch = false, and put load balancers or NAT gateways where an address is needed"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(3)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Networks]
#     aws-fsbp: [EC2.15]
#     mitre-attack: [T1133, T1190]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV_AWS_130]
#     trivy: [AWS-0164]
#     kics: [52f04a44-6bfa-4c41-b1d3-4ae99a2de05c]
#   catalogue: [NET-010]
#   waivable: true
package policies.network["no-auto-assigned-public-ip"]

import data.lib.answer
import data.lib.attribute

subjects contains subnet.id if some subnet in _subnets

violations contains _remark(subnet) if {
	some subnet in _subnets
	_breach(subnet) == "yes"
}

undecided contains _remark(subnet) if {
	some subnet in _subnets
	_breach(subnet) == "unknown"
}

_breach(subnet) := answer.both(subnet.exists, attribute.equals(subnet, ["map_public_ip_on_launch"], true))

_remark(subnet) := {
	"subject": subnet.id,
	"data": {},
	"evidence": [{"resource": subnet.id, "path": ["map_public_ip_on_launch"]}],
}

_subnets contains subnet if some subnet in input.resources.aws_subnet

_subnets contains subnet if some subnet in input.resources.aws_default_subnet
