# METADATA
# title: No SSH from the internet
# description: >-
#   A shell is reached through Session Manager or a declared front door, never straight from the internet. TCP 22 counts, and
#   every rule that includes it: wider ports, or all protocols. UDP 22 is no SSH; network/no-public-ingress sees it. The
#   internet is public address space at large, not two spellings of it: a block with more public addresses than a /16 of IPv4 or
#   a /32 of IPv6, or narrower blocks of rules of one group that make up a /8 or a /29 between them. Private and other
#   special-purpose ranges of IANA do not count, nor do the blocks of partners declared in sallyport.yaml, however wide.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, security group rules"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-13
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} lets {blocks} in on SSH (TCP 22)"
#   undecided: "it is not known whether {subject} lets the internet in on SSH (TCP 22)"
#   why: a shell that every stranger can reach is one stolen key or one flaw in sshd away from being theirs
#   help: "use Systems Manager Session Manager, which needs no open port, or name the peer security group as the source"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, AC-17, SC-7, SC-7(5)]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     cis-aws: ["v3.0:5.2", "v3.0:5.3", "v5.0:5.3", "v5.0:5.4", "v7.0:6.3", "v7.0:6.4"]
#     aws-fsbp: [EC2.13]
#     mitre-attack: [T1133, T1021.004]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV_AWS_24]
#     trivy: [AWS-0107]
#     kics: [65905cec-d691-4320-b320-2000436cb696]
#   catalogue: [NET-001]
#   waivable: true
package policies.network["no-public-ssh"]

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

_breach(rule) := answer.all_of([rule.exists, rule.internet.answer, security_rule.covers(rule, {"tcp"}, 22)])

_remark(rule) := {
	"subject": rule.subject,
	"data": {"blocks": rule.blocks},
	"evidence": security_rule.evidence(rule),
}
