# METADATA
# title: The default security group of every VPC denies all traffic
# description: >-
#   EC2 puts what names no security group into the default group of its VPC, and lets the members of that group talk to each
#   other and to the world. Every VPC has an aws_default_security_group that adopts its default group, and no ingress or egress
#   entry in it, neither inline nor as a rule of its own. Terraform empties the group when it adopts it.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, default security groups"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2
# - description: "Terraform AWS provider, aws_default_security_group"
#   ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "the default security group of {subject} does not deny all traffic"
#   undecided: "it is not known whether the default security group of {subject} denies all traffic"
#   why: "what forgets to name a group lands in the default one, and there it may talk to all others that forgot"
#   help: declare an aws_default_security_group with the id of the VPC and no ingress or egress
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7(5), CM-7]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     cis-aws: ["v3.0:5.4", "v5.0:5.5", "v7.0:6.5"]
#     aws-fsbp: [EC2.2]
#     pci-dss-4: [7.2.1]
#     mitre-attack: [T1046, T1021.004]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV2_AWS_12]
#     trivy: []
#     kics: [9a4ef195-74b9-4c58-b8ed-2b2fe4353a75]
#   catalogue: [NET-005]
#   waivable: true
package policies.network["require-closed-default-security-group"]

import data.lib.answer

subjects contains vpc.id if some vpc in input.network.vpcs

violations contains _remark(vpc) if {
	some vpc in input.network.vpcs
	_breach(vpc) == "yes"
}

undecided contains _remark(vpc) if {
	some vpc in input.network.vpcs
	_breach(vpc) == "unknown"
}

_breach(vpc) := answer.both(vpc.exists, answer.opposite(denies.answer)) if {
	denies := vpc.default_group_denies_all
}

_remark(vpc) := {"subject": vpc.id, "data": {}, "evidence": denies.steps} if {
	denies := vpc.default_group_denies_all
}
