# METADATA
# title: "A role trusts principals by name, never everybody"
# description: >-
#   No Allow of a trust policy has the principal "*" or {"AWS": "*"}, or NotPrincipal, unless its conditions hold only for
#   callers of fixed accounts, organisations or sources, by an operator that fails when the key is absent. The catalogue fails
#   "*" whatever the conditions; AWS documents "*" with aws:PrincipalOrgID as the way to trust an organisation, so that passes.
#   A Deny elsewhere in the policy does not make up for it.
# scope: package
# related_resources:
# - description: "IAM User Guide, principal element"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} in the trust policy of {subject} lets everybody assume it"
#   undecided: "it is not known whether the trust policy of {subject} lets everybody assume it"
#   why: any identity in any AWS account can take the role and all that it may do
#   help: "name the roles or services that assume it, or add a condition on aws:PrincipalOrgID with StringEquals"
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-3, AC-6, IA-9]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1078.004, T1199]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: [CKV_AWS_60]
#     trivy: []
#     kics: [bcdcbdc6-a350-4855-ae7c-d1e6436f7c97]
#   catalogue: [IAM-008]
#   waivable: false
package policies.identity["no-public-trust"]

import data.lib.answer
import data.lib.document
import data.lib.statement

subjects contains trust.subject if some trust in document.of_trust

violations contains _remark(trust, grant) if {
	some trust in document.of_trust
	some grant in trust.statements
	_breach(trust, grant) == "yes"
}

undecided contains _remark(trust, grant) if {
	some trust in document.of_trust
	some grant in trust.statements
	_breach(trust, grant) == "unknown"
	object.get(_failing, trust.subject, false) == false
}

undecided contains document.remark(trust) if {
	some trust in document.of_trust
	document.is_unread(trust)
	object.get(_failing, trust.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(trust, grant) := answer.all_of([
	trust.exists,
	statement.allows(grant),
	grant.anyone,
	answer.opposite(grant.narrowed),
])

_remark(trust, grant) := {
	"subject": trust.subject,
	"data": {"statement": statement.name(grant)},
	"evidence": document.evidence(trust),
}
