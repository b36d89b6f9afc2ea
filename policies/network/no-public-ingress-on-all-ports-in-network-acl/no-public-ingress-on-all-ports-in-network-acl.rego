# METADATA
# title: No network ACL lets the internet in on all ports
# description: >-
#   No ingress entry allows all protocols, or every port of TCP or UDP, from the internet, inline or in an aws_network_acl_rule.
#   Entries of a lower number that deny some ports make it no narrower; one that denies all of it does. AWS makes default ACLs
#   open, and this configuration answers for one once it adopts it. Where it is not known whether all of it is denied, the entry
#   is undecided, and so is an entry of an ACL that this configuration does not hold. The internet is public address space at
#   large: a block with more public addresses than a /16 of IPv4 or a /32 of IPv6. Private and other special-purpose ranges of
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
#   message: "{subject} lets {blocks} in on all ports"
#   undecided: "it is not known whether {subject} lets the internet in on all ports"
#   why: "an ACL that lets everything in is no ring: one mistake in a security group puts whatever listens on the internet"
#   help: "open the ports that are meant to be reached, and those on which answers to clients arrive"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(5)]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     pci-dss-4: [1.2.8, 1.3.1, 1.3.2, 1.4.2, 1.5.1]
#     mitre-attack: [T1133]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV_AWS_352]
#     trivy: [AWS-0102]
#     kics: []
#   catalogue: [NET-007]
#   waivable: true
package policies.network["no-public-ingress-on-all-ports-in-network-acl"]

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

_breach(entry) := acl_entry.admits_all_ports(entry)

_remark(entry) := {
	"subject": entry.subject,
	"data": {"blocks": entry.blocks},
	"evidence": acl_entry.evidence(entry),
}
