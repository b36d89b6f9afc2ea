# METADATA
# title: No ingress from the internet outside the declared edge
# description: >-
#   A workload is reached through a declared front door, never straight from the internet, on whatever port or protocol. A group
#   is a front door when it carries the tag zt:edge = "public" or is declared an edge in sallyport.yaml. The internet is public
#   address space at large, not two spellings of it: a block with more public addresses than a /16 of IPv4 or a /32 of IPv6, or
#   narrower blocks of rules of one group that make up a /8 or a /29 between them. Private and other special-purpose ranges of
#   IANA do not count, nor do the blocks of partners declared in sallyport.yaml, however wide.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, security group rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18
# - description: "NIST SP 800-207, section 2.1"
#   ref: https://doi.org/10.6028/NIST.SP.800-207
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} lets {blocks} in and is no declared edge"
#   undecided: "it is not known whether {subject} lets the internet in, or whether its group is a declared edge"
#   why: a port that is reachable is a port that every stranger may try
#   help: "name the peer security group or prefix list as the source, or put the workload behind a declared edge"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(3), SC-7(5), CM-7]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     aws-fsbp: [EC2.18, EC2.19]
#     mitre-attack: [T1190, T1133]
#     mitre-atlas: [AML.T0049]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: [4728cd65-a20c-49da-8b31-9c08b423e4db]
#   catalogue: [NET-002]
#   waivable: true
package policies.network["no-public-ingress"]

import data.lib.answer
import data.lib.security_rule
import data.lib.tag

subjects contains id if some id in security_rule.holders("ingress")

violations contains _remark(rule) if {
	some rule in security_rule.of_direction("ingress")
	_breach(rule) == "yes"
}

undecided contains _remark(rule) if {
	some rule in security_rule.of_direction("ingress")
	_breach(rule) == "unknown"
	object.get(_failing, rule.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(rule) := answer.all_of([rule.exists, rule.internet.answer, answer.opposite(edge)]) if {
	edge := tag.among(rule.group_tags, rule.group_tags_known, "zt:edge", {"public"})
}

_remark(rule) := {
	"subject": rule.subject,
	"data": {"blocks": rule.blocks},
	"evidence": array.concat(security_rule.evidence(rule), security_rule.group_doubts(rule, edge)),
} if {
	edge := tag.among(rule.group_tags, rule.group_tags_known, "zt:edge", {"public"})
}
