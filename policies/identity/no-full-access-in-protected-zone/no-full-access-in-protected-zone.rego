# METADATA
# title: Roles of protected zones have no policy of AWS that gives full access to a service
# description: >-
#   A role of the zones weights, training, inference, agent-sandbox, keys, security and log-archive has none of the policies of AWS that
#   give every action of a service on every resource: those with FullAccess in their name, the administrators of one service
#   (AdministratorAccess-Amplify) and the administrators among the policies for job functions (SystemAdministrator,
#   NetworkAdministrator, DatabaseAdministrator). What makes an administrator of the account is for
#   identity/no-administrator-attachment. A role that this configuration does not hold is undecided.
# scope: package
# related_resources:
# - description: "IAM User Guide, least-privilege permissions"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# - description: "IAM User Guide, AWS managed policies for job functions"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} gives a role of the zone {zone} {policy} of AWS"
#   undecided: "it is not known whether {subject} gives a role of a protected zone full access to a service"
#   why: "a role that needs one bucket can read, delete and share every bucket of the account, that of the weights too"
#   help: attach a policy of your own that names the actions and the resources that the role needs
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-6, AC-6(5)]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1078.004, T1098.003]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [IAM-002]
#   waivable: true
package policies.identity["no-full-access-in-protected-zone"]

import data.lib.answer
import data.lib.attachment as attachments
import data.lib.attribute
import data.lib.zone

subjects contains attachment.subject if some attachment in _protected

violations contains _remark(attachment) if {
	some attachment in _protected
	_breach(attachment) == "yes"
}

undecided contains _remark(attachment) if {
	some attachment in _protected
	_breach(attachment) == "unknown"
	object.get(_failing, attachment.subject, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(attachment) := answer.all_of([
	attachment.exists,
	_in_protected_zone(attachment),
	attachments.gives_full_access(attachment),
])

_remark(attachment) := {
	"subject": attachment.subject,
	"data": {"zone": attachment.zone, "policy": attachment.policy.text},
	"evidence": array.concat([{"resource": attachment.subject, "path": attachment.path}], _doubts(attachment)),
}

_doubts(attachment) := [{"resource": attachment.owner, "path": ["tags"]} |
	attachment.owner != ""
	attribute.is_unresolved(attachment.zone)
]

_protected := [attachment |
	some attachment in input.access.attachments
	attachment.holder == "role"
	_in_protected_zone(attachment) != "no"
]

_in_protected_zone(attachment) := zone.among(
	attachment.zone,
	{"weights", "training", "inference", "agent-sandbox", "keys", "security", "log-archive"},
)
