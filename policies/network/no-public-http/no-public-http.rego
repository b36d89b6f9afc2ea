# METADATA
# title: No plaintext HTTP from the internet
# description: >-
#   What the internet may reach speaks TLS. TCP 80 counts, and every rule that includes it; a declared public edge is no
#   exception, because it answers on TCP 443 alone (network/require-https-at-edge). The internet is public address space at
#   large, not two spellings of it: a block with more public addresses than a /16 of IPv4 or a /32 of IPv6, or narrower blocks
#   of rules of one group that make up a /8 or a /29 between them. Private and other special-purpose ranges of IANA do not
#   count, nor do the blocks of partners declared in sallyport.yaml, however wide.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, security group rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} lets {blocks} in on HTTP (TCP 80)"
#   undecided: "it is not known whether {subject} lets the internet in on HTTP (TCP 80)"
#   why: "a request over plain HTTP can be read and changed on its way, and its first answer decides where the client goes next"
#   help: listen on TCP 443 only; clients learn it from HSTS preloading or from DNS HTTPS records
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7, SC-7(3), SC-7(5), CM-7]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     aws-fsbp: [EC2.18]
#     mitre-attack: [T1190, T1133]
#     mitre-atlas: [AML.T0049]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV_AWS_260]
#     trivy: []
#     kics: [ffac8a12-322e-42c1-b9b9-81ff85c39ef7]
#   catalogue: [NET-002]
#   waivable: true
package policies.network["no-public-http"]

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

_breach(rule) := answer.all_of([rule.exists, rule.internet.answer, security_rule.covers(rule, {"tcp"}, 80)])

_remark(rule) := {
	"subject": rule.subject,
	"data": {"blocks": rule.blocks},
	"evidence": security_rule.evidence(rule),
}
