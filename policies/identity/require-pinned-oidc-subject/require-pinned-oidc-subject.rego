# METADATA
# title: Trust in an OIDC provider pins the subject
# description: >-
#   Each Allow for an OpenID Connect provider has a condition that holds <issuer>:sub to one tenant of the issuer, by a positive
#   operator and without a wildcard before the name of the tenant ends (IfExists and ForAllValues are no weaker: STS takes no
#   token without a subject): of GitLab the project, so that a whole group fails; of Bitbucket the repository; of HCP Terraform the organisation; of
#   Kubernetes the namespace. GitHub Actions is for identity/require-pinned-github-subject.
# scope: package
# related_resources:
# - description: "IAM User Guide, roles for OIDC federation"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} in the trust policy of {subject} takes tokens of any subject"
#   undecided: "it is not known whether the trust policy of {subject} pins the subject of OIDC tokens"
#   why: "every tenant of the issuer, not only you, can ask it for a token that opens the role"
#   help: "add StringEquals on <issuer>:sub with the one project, branch or workload that needs the role"
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
package policies.identity["require-pinned-oidc-subject"]

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

_breach(trust) := answer.all_of([trust.exists, trust.oidc, answer.opposite(trust.subject_pinned)])

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
	startswith(trust.issuer, _github) == false
]

_github := "token.actions.githubusercontent.com"
