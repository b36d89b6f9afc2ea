# METADATA
# title: No ingress from the internet on all ports
# description: >-
#   A front door is a door: one port that something answers on, not all of them. Rules for all protocols count, and those for
#   every port of TCP or UDP. The internet is public address space at large, not two spellings of it: a block with more public
#   addresses than a /16 of IPv4 or a /32 of IPv6, or narrower blocks of rules of one group that make up a /8 or a /29 between
#   them. Private and other special-purpose ranges of IANA do not count, nor do the blocks of partners declared in
#   sallyport.yaml, however wide.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, security group rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} lets {blocks} in on all ports"
#   undecided: "it is not known whether {subject} lets the internet in on all ports"
#   why: "a group that is open on all ports guards nothing: whatever starts to listen is on the internet at once"
#   help: "open the one port that is meant to be reached, to the security group or the block that is meant to reach it"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(3), SC-7(5), CM-7]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     aws-fsbp: [EC2.19]
#     mitre-attack: [T1190, T1133]
#     mitre-atlas: [AML.T0049]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV_AWS_277]
#     trivy: []
#     kics: []
#   catalogue: [NET-002]
#   waivable: true
package policies.network["no-public-ingress-on-all-ports"]

import data.lib.answer
import data.lib.security_rule

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

_breach(rule) := answer.all_of([rule.exists, rule.internet.answer, security_rule.covers_all_ports(rule)])

_remark(rule) := {
	"subject": rule.subject,
	"data": {"blocks": rule.blocks},
	"evidence": security_rule.evidence(rule),
}
