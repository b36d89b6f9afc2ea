# METADATA
# title: Trust in an OIDC provider pins the audience
# description: >-
#   Each Allow for an OpenID Connect provider has a condition that holds <issuer>:aud to fixed values, by a positive operator.
#   IfExists and ForAllValues are no weaker here: STS takes no token without an audience.
# scope: package
# related_resources:
# - description: "IAM User Guide, roles for OIDC federation"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} in the trust policy of {subject} takes tokens for any audience"
#   undecided: "it is not known whether the trust policy of {subject} pins the audience of OIDC tokens"
#   why: "a token that was made for another service, and leaks there, opens the role too"
#   help: "add StringEquals on <issuer>:aud, such as sts.amazonaws.com for GitHub"
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [IA-2, IA-8, IA-9, AC-3]
#     nist-800-207: [T3, T4, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1199, T1550.001]
#     mitre-atlas: [AML.T0012]
#     rand-sl: [SL1]
#     openai: [supply-chain]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [IAM-011]
#   waivable: true
package policies.identity["require-pinned-oidc-audience"]

import data.lib.answer
import data.lib.document
import data.lib.statement

subjects contains trust.subject if some trust in _trusts

# Of a trust policy that was not read nobody knows whom it lets in.
subjects contains trust.subject if some trust in _unread

violations contains _remark(trust) if {
	some trust in _trusts
	_breach(trust) == "yes"
}

undecided contains _remark(trust) if {
	some trust in _trusts
	_breach(trust) == "unknown"
	object.get(_failing, trust.subject, false) == false
}

undecided contains document.remark(trust) if {
	some trust in _unread
	object.get(_failing, trust.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(trust) := answer.all_of([trust.exists, trust.oidc, answer.opposite(trust.audience_pinned)])

_remark(trust) := {
	"subject": trust.subject,
	"data": {"statement": statement.name(trust)},
	"evidence": document.evidence_of_trust(trust),
}

_unread := [trust |
	some trust in document.of_trust
	document.is_unread(trust)
]

_trusts := [trust |
	some trust in input.access.federated
	trust.oidc != "no"
]
