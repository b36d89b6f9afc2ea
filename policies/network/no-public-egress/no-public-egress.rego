# METADATA
# title: No egress to the internet but through the egress proxy
# description: >-
#   What leaves for the internet leaves through the egress proxy in the hub, where it is filtered and seen. Exempt are groups
#   with the tag zt:role = "egress-proxy" in the zone hub. A group without egress rules passes: on creation the provider takes
#   away the rule that lets everything out. Prefix lists of AWS services, security groups and private blocks are no internet.
#   The internet is public address space at large, not two spellings of it: a block with more public addresses than a /16 of
#   IPv4 or a /32 of IPv6, or narrower blocks of rules of one group that make up a /8 or a /29 between them. Private and other
#   special-purpose ranges of IANA do not count, nor do the blocks of partners declared in sallyport.yaml, however wide.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, security group rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# - description: "Terraform AWS provider, aws_security_group"
#   ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} lets traffic out to {blocks} and is no egress proxy of the hub"
#   undecided: "it is not known whether {subject} lets traffic out to the internet, or whether its group is the egress proxy of the hub"
#   why: "whoever gets in can carry weights out to any address, unseen by the proxy and the firewall"
#   help: "name the prefix lists of the endpoints, the security group of the proxy or private blocks as destinations"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7(5), SC-7(10)]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     mitre-attack: [T1048, T1567, T1041]
#     mitre-atlas: [AML.T0025]
#     rand-sl: [SL3]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: [AWS-0104]
#     kics: []
#   catalogue: [NET-003]
#   waivable: true
package policies.network["no-public-egress"]

import data.lib.answer
import data.lib.security_rule
import data.lib.tag
import data.lib.zone

subjects contains id if some id in security_rule.holders("egress")

violations contains _remark(rule) if {
	some rule in security_rule.of_direction("egress")
	_breach(rule) == "yes"
}

undecided contains _remark(rule) if {
	some rule in security_rule.of_direction("egress")
	_breach(rule) == "unknown"
	object.get(_failing, rule.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(rule) := answer.all_of([rule.exists, rule.internet.answer, answer.opposite(_is_proxy(rule))])

_remark(rule) := {
	"subject": rule.subject,
	"data": {"blocks": rule.blocks},
	"evidence": array.concat(security_rule.evidence(rule), security_rule.group_doubts(rule, _is_proxy(rule))),
}

_is_proxy(rule) := answer.both(
	tag.among(rule.group_tags, rule.group_tags_known, "zt:role", {"egress-proxy"}),
	zone.among(rule.group_zone, {"hub"}),
)
