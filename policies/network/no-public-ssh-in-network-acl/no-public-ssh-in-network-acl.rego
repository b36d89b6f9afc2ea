# METADATA
# title: No network ACL lets SSH in from the internet
# description: >-
#   No ingress entry allows TCP 22 from the internet, alone, in a range of ports or with all protocols, inline or in an
#   aws_network_acl_rule. An entry of a lower number that denies it decides first; where it is not known whether there is one, the
#   entry is undecided, and so is an entry of an ACL that this configuration does not hold. The internet is public address space
#   at large: a block with more public addresses than a /16 of IPv4 or a /32 of IPv6. Private and other special-purpose ranges of
#   IANA do not count, nor do the blocks of partners declared in sallyport.yaml.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, network ACL rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} lets {blocks} in on SSH (TCP 22)"
#   undecided: "it is not known whether {subject} lets the internet in on SSH (TCP 22)"
#   why: "the ACL is the second ring: when a security group opens SSH by mistake, it is what still keeps strangers out"
#   help: "name the blocks that administer, or deny TCP 22 from 0.0.0.0/0 and ::/0 in an entry of a lower number"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(5)]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     cis-aws: ["v3.0:5.1", "v5.0:5.2", "v7.0:6.2"]
#     aws-fsbp: [EC2.21]
#     pci-dss-4: [1.2.8, 1.3.1, 1.3.2, 1.4.2, 1.5.1]
#     mitre-attack: [T1133]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV_AWS_232]
#     trivy: [AWS-0105]
#     kics: [3af7f2fd-06e6-4dab-b996-2912bea19ba4]
#   catalogue: [NET-007]
#   waivable: true
package policies.network["no-public-ssh-in-network-acl"]

import data.lib.acl_entry

subjects contains id if some id in acl_entry.holders

violations contains _remark(entry) if {
	some entry in input.network.acl_entries
	_breach(entry) == "yes"
}

undecided contains _remark(entry) if {
	some entry in input.network.acl_entries
	_breach(entry) == "unknown"
	object.get(_failing, entry.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(entry) := acl_entry.admits(entry, {"tcp"}, 22)

_remark(entry) := {
	"subject": entry.subject,
	"data": {"blocks": entry.blocks},
	"evidence": acl_entry.evidence(entry),
}
