# METADATA
# title: No policy grants all but a few actions on every resource
# description: >-
#   No Allow of a policy for identities has NotAction on every resource: it grants all services but what it lists, and whatever
#   AWS adds to them.
# scope: package
# related_resources:
# - description: "IAM User Guide, NotAction"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# - description: "IAM User Guide, least-privilege permissions"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} of {subject} grants all but a few actions on every resource"
#   undecided: "it is not known whether {subject} grants all but a few actions on every resource"
#   why: "a list of what is forbidden is never complete: each new service and action is granted on the day it appears"
#   help: "name the actions that are needed under Action, or use NotAction in a Deny"
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-2, AC-3, AC-5, AC-6]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1078.004, T1098.003]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [IAM-001]
#   waivable: true
package policies.identity["no-not-action-on-every-resource"]

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
	answer.of(grant.not_actions),
	grant.every_resource,
])

_remark(policy, grant) := {
	"subject": policy.subject,
	"data": {"statement": statement.name(grant)},
	"evidence": document.evidence(policy),
}
