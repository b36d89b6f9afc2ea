# METADATA
# title: No policy grants every action of IAM on every resource
# description: >-
#   No Allow of a policy for identities has every action of IAM ("iam:*", or a shorter pattern with a star at its end) on every
#   resource, or on all that IAM has ("arn:aws:iam::*:*", or that of one account): whoever holds it can make an administrator of
#   anybody. Every action of every service is for identity/no-administrator-policy, and NotAction for
#   identity/no-not-action-on-every-resource. The catalogue names the check of Checkov and leaves the condition out.
# scope: package
# related_resources:
# - description: "IAM User Guide, least-privilege permissions"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} of {subject} grants every action of IAM on every resource"
#   undecided: "it is not known whether {subject} grants every action of IAM on every resource"
#   why: who may do everything in IAM is an administrator one call later
#   help: "name the actions of IAM that are needed, and the paths of the roles they are needed on"
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-2, AC-3, AC-5, AC-6]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1078.004, T1098.003]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: [CKV2_AWS_40]
#     trivy: []
#     kics: []
#   catalogue: [IAM-001]
#   waivable: true
package policies.identity["no-full-iam-policy"]

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
	statement.covers_service(grant, "iam"),
	answer.opposite(grant.every_action),
	answer.either(grant.every_resource, _all_of_iam(grant)),
])

# What NotResource leaves over is in `every_resource`.
_all_of_iam(grant) := "no" if {
	grant.not_resources
} else := answer.any_of({_is_all_of_iam(resource) | some resource in grant.resources})

# The account `aws`, of the policies that AWS manages, is none of ours.
_is_all_of_iam(resource) := "yes" if {
	regex.match(`^arn:([^:$]+|\$\{partition\}):iam::(([0-9]{12}|[*]|\$\{account\}):)?[*]+$`, resource.text)
} else := "no" if {
	resource.known == "yes"
} else := "unknown" if {
	# `${?}` stands for a piece that is not known, `${account}` and `${partition}` for those of the deployment.
	regex.match(`^arn:[^:]+:iam::([0-9*]|\$\{[a-z?]+\})+(:([*]|\$\{[?]\})*)?$`, resource.text)
} else := "no"

_remark(policy, grant) := {
	"subject": policy.subject,
	"data": {"statement": statement.name(grant)},
	"evidence": document.evidence(policy),
}
