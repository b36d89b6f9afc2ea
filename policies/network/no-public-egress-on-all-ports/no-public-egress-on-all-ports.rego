# METADATA
# title: No egress to the internet on all ports
# description: >-
#   Nothing needs to speak to the whole internet on all ports. Rules for all protocols count, and those for every port of TCP or
#   UDP; an egress proxy is no exception, because it speaks on the ports of its protocols. A group without egress rules passes:
#   on creation the provider takes away the rule that lets everything out. The internet is public address space at large, not
#   two spellings of it: a block with more public addresses than a /16 of IPv4 or a /32 of IPv6, or narrower blocks of rules of
#   one group that make up a /8 or a /29 between them. Private and other special-purpose ranges of IANA do not count, nor do the
#   blocks of partners declared in sallyport.yaml, however wide.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, security group rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} lets traffic out to {blocks} on all ports"
#   undecided: "it is not known whether {subject} lets traffic out to the internet on all ports"
#   why: "whoever gets in can carry everything out, over any protocol that comes to hand"
#   help: "name the prefix lists, endpoints or security groups that are needed, on the ports that are needed"
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
#     checkov: [CKV_AWS_382]
#     trivy: []
#     kics: []
#   catalogue: [NET-003]
#   waivable: true
package policies.network["no-public-egress-on-all-ports"]

import data.lib.answer
import data.lib.security_rule

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

_breach(rule) := answer.all_of([rule.exists, rule.internet.answer, security_rule.covers_all_ports(rule)])

_remark(rule) := {
	"subject": rule.subject,
	"data": {"blocks": rule.blocks},
	"evidence": security_rule.evidence(rule),
}
