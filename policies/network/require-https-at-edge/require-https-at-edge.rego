# METADATA
# title: A declared edge answers on TCP 443 alone
# description: >-
#   What a group with the tag zt:edge = "public" (or declared in sallyport.yaml) lets the internet reach is TCP 443 and nothing
#   else: no range of ports, no second protocol, no ICMP. Its rules for other sources are free. The internet is public address
#   space at large, not two spellings of it: a block with more public addresses than a /16 of IPv4 or a /32 of IPv6, or narrower
#   blocks of rules of one group that make up a /8 or a /29 between them. Private and other special-purpose ranges of IANA do
#   not count, nor do the blocks of partners declared in sallyport.yaml, however wide.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, security group rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} belongs to a declared edge and lets {blocks} in on more than TCP 443"
#   undecided: "it is not known whether {subject} belongs to a declared edge and lets the internet in on more than TCP 443"
#   why: "an edge is where strangers are expected, so everything else that listens there is theirs to try"
#   help: "keep one rule for TCP 443 on the edge, and give other listeners a group of their own with named sources"
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
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [NET-002]
#   waivable: true
package policies.network["require-https-at-edge"]

import data.lib.answer
import data.lib.security_rule
import data.lib.tag

subjects contains rule.subject if some rule in _edge_rules

violations contains _remark(rule) if {
	some rule in _edge_rules
	_breach(rule) == "yes"
}

undecided contains _remark(rule) if {
	some rule in _edge_rules
	_breach(rule) == "unknown"
	object.get(_failing, rule.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(rule) := answer.all_of([rule.exists, rule.internet.answer, _at_edge(rule), more]) if {
	more := answer.opposite(security_rule.covers_only(rule, "tcp", 443))
}

_remark(rule) := {
	"subject": rule.subject,
	"data": {"blocks": rule.blocks},
	"evidence": array.concat(security_rule.evidence(rule), security_rule.group_doubts(rule, _at_edge(rule))),
}

_edge_rules := [rule |
	some rule in security_rule.of_direction("ingress")
	_at_edge(rule) != "no"
]

_at_edge(rule) := tag.among(rule.group_tags, rule.group_tags_known, "zt:edge", {"public"})
