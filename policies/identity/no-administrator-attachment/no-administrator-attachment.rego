# METADATA
# title: No role, user or group has a policy of AWS that makes an administrator
# description: >-
#   AdministratorAccess, PowerUserAccess and IAMFullAccess of AWS are attached to no role, user or group, in any partition. With
#   IAMFullAccess an identity gives itself the rest; with PowerUserAccess it has every service but IAM, the keys and the data. A policy of
#   an account is judged by its document, whatever its name. Permission sets are for identity/no-administrator-permission-set. CIS and
#   the checks of Checkov name fewer of the three.
# scope: package
# related_resources:
# - description: "IAM User Guide, AWS managed policies for job functions"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
# - description: "AWS Managed Policy Reference Guide, PowerUserAccess"
#   ref: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} gives a {holder} {policy} of AWS"
#   undecided: "it is not known whether {subject} gives a {holder} a policy that makes an administrator"
#   why: "whoever gets hold of such an identity owns the account, and AWS may widen the policy at any time"
#   help: attach a policy of your own with the actions and resources that are needed; IAM Access Analyzer can make it from what was used
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-6, AC-6(5)]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     cis-aws: ["v3.0:1.16", "v5.0:1.15", "v7.0:2.14"]
#     mitre-attack: [T1078.004, T1098.003]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: [CKV_AWS_274, CKV2_AWS_56]
#     trivy: []
#     kics: []
#   catalogue: [IAM-002]
#   waivable: true
package policies.identity["no-administrator-attachment"]

import data.lib.answer
import data.lib.attachment as attachments

subjects contains attachment.subject if some attachment in _attached

violations contains _remark(attachment) if {
	some attachment in _attached
	_breach(attachment) == "yes"
}

undecided contains _remark(attachment) if {
	some attachment in _attached
	_breach(attachment) == "unknown"
	object.get(_failing, attachment.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(attachment) := answer.both(attachment.exists, attachments.makes_administrator(attachment))

_remark(attachment) := {
	"subject": attachment.subject,
	"data": {"holder": attachment.holder, "policy": attachment.policy.text},
	"evidence": [{"resource": attachment.subject, "path": attachment.path}],
}

_attached := [attachment |
	some attachment in input.access.attachments
	attachment.holder != "permission-set"
]
