# METADATA
# title: No policy grants every action on every resource
# description: >-
#   No Allow of a policy for identities has every action ("*", "*:*" and what comes to the same) on every resource ("*", every
#   ARN of a partition, or all but a few with NotResource). A condition does not help: it says when an administrator may act,
#   not what. Nor does a Deny beside it. NotAction is for identity/no-not-action-on-every-resource.
# scope: package
# related_resources:
# - description: "IAM User Guide, least-privilege permissions"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# - description: "AWS Security Hub, IAM controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} of {subject} grants every action on every resource"
#   undecided: "it is not known whether {subject} grants every action on every resource"
#   why: "whoever gets hold of such an identity owns the account, and can take away every other safeguard in it"
#   help: name the actions and the resources that are needed; IAM Access Analyzer can make such a policy from what was used
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-2, AC-3, AC-5, AC-6]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     cis-aws: ["v3.0:1.16", "v5.0:1.15", "v7.0:2.14"]
#     aws-fsbp: [IAM.1]
#     mitre-attack: [T1078.004, T1098.003]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: [CKV_AWS_62, CKV_AWS_63, CKV2_AWS_40]
#     trivy: []
#     kics: [2f37c4a3-58b9-4afe-8a87-d7f1d2286f84, 575a2155-6af1-4026-b1af-d5bc8fe2a904, 132a8c31-9837-4203-9fd1-15ca210c7b73]
#   catalogue: [IAM-001]
#   waivable: true
package policies.identity["no-administrator-policy"]

import data.lib.answer
import data.lib.document
import data.lib.statement

subjects contains policy.subject if some policy in document.of_identities

violations contains _remark(policy, grant) if {
	some policy in document.of_identities
	some grant in policy.statements
	_breach(policy, grant) == "yes"
}

undecided contains _remark(policy, grant) if {
	some policy in document.of_identities
	some grant in policy.statements
	_breach(policy, grant) == "unknown"
	object.get(_failing, policy.subject, false) == false
}

undecided contains document.remark(policy) if {
	some policy in document.of_identities
	document.is_unread(policy)
	object.get(_failing, policy.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(policy, grant) := answer.all_of([
	policy.exists,
	statement.allows(grant),
	answer.of(grant.not_actions == false),
	grant.every_action,
	grant.every_resource,
])

_remark(policy, grant) := {
	"subject": policy.subject,
	"data": {"statement": statement.name(grant)},
	"evidence": document.evidence(policy),
}
