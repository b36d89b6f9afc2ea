# METADATA
# title: Trust in GitHub Actions pins a repository
# description: >-
#   Each Allow for GitHub Actions (token.actions.githubusercontent.com, or that of an enterprise) has a condition that holds the
#   sub claim to repositories of yours: it starts with repo: or job_workflow_ref:, by a positive operator (IfExists and
#   ForAllValues are no weaker: STS takes no token without a subject), and no wildcard stands before the name of the repository ends. So repo:<owner>/*
#   fails, which Checkov passes: everybody who may make a repository there would have the role. Other first claims, such as
#   environment: or ref:, which the catalogue allows, fail: everybody can have them in a repository of their own. A wildcard in
#   the name of the owner fails under StringEquals too, where it matches nobody until somebody makes it StringLike.
# scope: package
# related_resources:
# - description: "GitHub documentation, OpenID Connect in AWS"
#   ref: https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
# - description: "IAM User Guide, roles for OIDC federation"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} in the trust policy of {subject} takes tokens of workflows that are not of your repositories"
#   undecided: "it is not known whether the trust policy of {subject} takes tokens of your repositories only"
#   why: everybody with a GitHub account can run a workflow that gets a token from this issuer
#   help: "add StringEquals on token.actions.githubusercontent.com:sub, such as repo:<organisation>/<repository>:environment:production"
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
#     checkov: [CKV_AWS_393]
#     trivy: []
#     kics: []
#   catalogue: [IAM-011]
#   waivable: true
package policies.identity["require-pinned-github-subject"]

import data.lib.answer
import data.lib.document
import data.lib.statement

subjects contains trust.subject if some trust in _trusts

violations contains _remark(trust) if {
	some trust in _trusts
	_breach(trust) == "yes"
}

undecided contains _remark(trust) if {
	some trust in _trusts
	_breach(trust) == "unknown"
	object.get(_failing, trust.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(trust) := answer.both(trust.exists, answer.either(answer.opposite(trust.subject_pinned), _has_open_owner(trust)))

_remark(trust) := {
	"subject": trust.subject,
	"data": {"statement": statement.name(trust)},
	"evidence": document.evidence_of_trust(trust),
}

_trusts := [trust |
	some trust in input.access.federated
	startswith(trust.issuer, "token.actions.githubusercontent.com")
]

_has_open_owner(trust) := answer.of(count(_open_owners(trust)) > 0)

# The owner ends at the first slash; `${?}` stands for a piece that is not known.
_open_owners(trust) := {owner |
	some value in trust.subjects
	owner := split(replace(value.text, "${?}", ""), "/")[0]
	some wildcard in ["*", "?"]
	contains(owner, wildcard)
}
