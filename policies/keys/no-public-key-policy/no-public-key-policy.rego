# METADATA
# title: A key policy allows nobody in particular to everybody
# description: >-
#   No Allow of a key policy has the principal "*" or {"AWS": "*"}, or NotPrincipal, unless its conditions hold only for callers
#   of fixed accounts, organisations or sources (aws:PrincipalOrgID, kms:CallerAccount, aws:SourceAccount, aws:SourceArn and
#   their like), by an operator that fails when the key is absent. A Deny elsewhere in the policy does not make up for it. A key
#   without a policy has the default one, which names its own account. The subject is the key or the aws_kms_key_policy,
#   whichever holds the document.
# scope: package
# related_resources:
# - description: "AWS KMS Developer Guide, key policies"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
# - description: "AWS Security Hub, AWS KMS controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5
# - description: "IAM User Guide, principal element"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "statement {statement} in the key policy of {subject} allows everybody"
#   undecided: "it is not known whether the key policy of {subject} allows everybody"
#   why: with such a key policy any AWS account in the world may use the key as soon as its own IAM lets it
#   help: "name the roles that administer and use the key, or add a condition on aws:PrincipalOrgID or kms:CallerAccount with StringEquals"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [AC-3, AC-6, AC-21]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Data]
#     cis-aws: ["v7.0:2.21"]
#     aws-fsbp: [KMS.5]
#     mitre-attack: [T1530, T1537]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: [CKV_AWS_33]
#     trivy: []
#     kics: [7ebc9038-0bde-479a-acc4-6ed7b6758899]
#   catalogue: [KEY-003]
#   waivable: false
package policies.keys["no-public-key-policy"]

import data.lib.answer
import data.lib.document
import data.lib.statement

subjects contains id if some id in _holders

violations contains _remark(policy, grant) if {
	some policy in _documents
	some grant in policy.statements
	_breach(policy, grant) == "yes"
}

undecided contains _remark(policy, grant) if {
	some policy in _documents
	some grant in policy.statements
	_breach(policy, grant) == "unknown"
	object.get(_failing, policy.subject, false) == false
}

undecided contains document.remark(policy) if {
	some policy in _documents
	document.is_unread(policy)
	object.get(_failing, policy.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(policy, grant) := answer.all_of([
	policy.exists,
	statement.allows(grant),
	grant.anyone,
	answer.opposite(grant.narrowed),
])

_remark(policy, grant) := {
	"subject": policy.subject,
	"data": {"statement": statement.name(grant)},
	"evidence": document.evidence(policy),
}

_documents := [policy |
	some policy in input.access.documents
	_holders[policy.subject]
]

_holders contains key.id if some key in input.resources.aws_kms_key

_holders contains key.id if some key in input.resources.aws_kms_external_key

_holders contains key.id if some key in input.resources.aws_kms_replica_key

_holders contains policy.id if some policy in input.resources.aws_kms_key_policy
