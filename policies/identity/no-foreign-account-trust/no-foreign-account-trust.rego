# METADATA
# title: A role trusts no account outside the organisation as a whole
# description: >-
#   No Allow of a trust policy names a whole account, by its number or by the ARN of its root, that is not listed under
#   organization.accounts in sallyport.yaml. Without such a list the policy does not apply. A role or user of another account is
#   a principal by name and passes; so does the account that the configuration itself runs in. Conditions such as sts:ExternalId
#   are not looked at.
# scope: package
# related_resources:
# - description: "IAM User Guide, principal element"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# - description: "IAM User Guide, third-party access"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} in the trust policy of {subject} trusts the whole account {account}, which is not of the organisation"
#   undecided: "it is not known whether the trust policy of {subject} trusts an account outside the organisation"
#   why: "whoever administers that account decides who may assume the role, today and tomorrow"
#   help: "name the one role there that needs it, or add the account to organization.accounts if it is yours"
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-3, AC-6, IA-9]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1078.004, T1199]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [IAM-008]
#   waivable: true
package policies.identity["no-foreign-account-trust"]

import data.lib.account
import data.lib.answer
import data.lib.document
import data.lib.statement

subjects contains trust.subject if some trust in _trusts

violations contains _remark(trust, grant, principal) if {
	some trust in _trusts
	some grant in trust.statements
	some principal in grant.principals
	_breach(trust, grant, principal) == "yes"
}

undecided contains _remark(trust, grant, principal) if {
	some trust in _trusts
	some grant in trust.statements
	some principal in grant.principals
	_breach(trust, grant, principal) == "unknown"
	object.get(_failing, trust.subject, false) == false
}

undecided contains document.remark(trust) if {
	some trust in _trusts
	document.is_unread(trust)
	object.get(_failing, trust.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(trust, grant, principal) := answer.all_of([
	trust.exists,
	statement.allows(grant),
	answer.of(grant.not_principals == false),
	_is_foreign(trust, principal),
])

_remark(trust, grant, principal) := {
	"subject": trust.subject,
	"data": {"statement": statement.name(grant), "account": principal.text},
	"evidence": document.evidence(trust),
}

_trusts := [trust |
	count(input.estate.organization_accounts) > 0
	some trust in document.of_trust
]

_is_foreign(trust, principal) := "no" if {
	not principal.type in {"AWS", ""}
} else := "no" if {
	some part in _own
	contains(principal.resource, part)
} else := "no" if {
	account.of_root(principal.text) in input.estate.organization_accounts
} else := "no" if {
	account.of_root(principal.text) == _account[trust.subject]
} else := "yes" if {
	account.of_root(principal.text)
} else := "unknown" if {
	principal.known == "unknown"
	contains(principal.text, "/") == false
} else := "no"

# As far as the provider's configuration names it; "" is no account.
_account[role.id] := role.account if some role in input.resources.aws_iam_role

# What Terraform makes or finds is of an account of the organisation.
_own := [
	"aws_iam_role.",
	"aws_iam_user.",
	"aws_organizations_account.",
	"data.aws_caller_identity.",
	"data.aws_iam_roles.",
	"data.aws_iam_session_context.",
	"data.aws_iam_users.",
	"data.aws_organizations_organization.",
]
