# METADATA
# title: No policy grants every action on some resources
# description: >-
#   No Allow of a policy for identities has every action on resources that it names: who may read a bucket may then also delete
#   it and change its policy. Every action on every resource is for identity/no-administrator-policy; where the resources are not
#   known, this policy fails whatever they turn out to be. The catalogue names the check of Checkov and leaves the condition out.
# scope: package
# related_resources:
# - description: "IAM User Guide, least-privilege permissions"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "statement {statement} of {subject} grants every action on its resources"
#   undecided: "it is not known whether {subject} grants every action on some resources"
#   why: "a grant of every action takes in those that change who else has access, and those that AWS adds later"
#   help: name the actions that are needed
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-2, AC-3, AC-5, AC-6]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1078.004, T1098.003]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: [CKV_AWS_63]
#     trivy: []
#     kics: []
#   catalogue: [IAM-001]
#   waivable: true
package policies.identity["no-every-action"]

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
	answer.of(grant.every_resource != "yes"),
])

_remark(policy, grant) := {
	"subject": policy.subject,
	"data": {"statement": statement.name(grant)},
	"evidence": document.evidence(policy),
}
