# METADATA
# title: Only the break-glass permission set makes an administrator
# description: >-
#   AdministratorAccess, PowerUserAccess and IAMFullAccess of AWS are attached to no permission set but one that is tagged
#   zt:break-glass = "true" and whose sessions last an hour at most, which is the default. A set that this configuration does not hold
#   is undecided. Inline policies are for identity/no-administrator-policy.
# scope: package
# related_resources:
# - description: "IAM Identity Center User Guide, permission sets"
#   ref: https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
# - description: "AWS Well-Architected Framework, SEC03-BP03 establish emergency access process"
#   ref: https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_emergency_process.html
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} gives {policy} of AWS to a permission set that is not for breaking glass"
#   undecided: "it is not known whether {subject} makes an administrator of a permission set that is not for breaking glass"
#   why: whoever is assigned the set is an administrator of every account it is assigned in
#   help: "attach what the job needs; keep administrators to one set with zt:break-glass = \"true\" and session_duration = \"PT1H\""
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-6, AC-6(5)]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     cis-aws: ["v3.0:1.16", "v5.0:1.15", "v7.0:2.14"]
#     mitre-attack: [T1078.004, T1098.003]
#     rand-sl: [SL1]
#     openai: [access-controls]
#   aliases:
#     checkov: [CKV_AWS_274, CKV2_AWS_56]
#     trivy: []
#     kics: []
#   catalogue: [IAM-002]
#   waivable: true
package policies.identity["no-administrator-permission-set"]

import data.lib.answer
import data.lib.attachment as attachments
import data.lib.attribute
import data.lib.duration
import data.lib.quantity
import data.lib.tag

subjects contains attachment.subject if some attachment in _attached

violations contains _remark(attachment) if {
	some attachment in _attached
	_breach(attachment) == "yes"
}

undecided contains _remark(attachment) if {
	some attachment in _attached
	_breach(attachment) == "unknown"
}

_breach(attachment) := answer.all_of([
	attachment.exists,
	attachments.makes_administrator(attachment),
	answer.opposite(_breaks_glass(attachment.owner)),
])

_breaks_glass(owner) := answer.both(tagged, answer.opposite(quantity.exceeds(_seconds(set), 3600))) if {
	set := _sets[owner]
	tagged := tag.among(set.tags, set.tags_known, "zt:break-glass", {"true"})
} else := "unknown"

_sets[set.id] := set if some set in input.resources.aws_ssoadmin_permission_set

_seconds(set) := 3600 if {
	attribute.at(set, ["session_duration"]) == null
} else := duration.seconds(attribute.at(set, ["session_duration"]))

_remark(attachment) := {
	"subject": attachment.subject,
	"data": {"policy": attachment.policy.text},
	"evidence": array.concat(
		[{"resource": attachment.subject, "path": attachment.path}],
		[{"resource": attachment.owner, "path": [name]} | _sets[attachment.owner]; some name in ["tags", "session_duration"]],
	),
}

_attached := [attachment |
	some attachment in input.access.attachments
	attachment.holder == "permission-set"
]
