# METADATA
# title: "Sessions of a permission set last four hours at most, of a privileged one an hour"
# description: >-
#   session_duration is at most PT4H, and PT1H, which is the default, for privileged permission sets: those with an inline
#   policy of every action on every resource, or with AdministratorAccess, PowerUserAccess or IAMFullAccess attached. Hours,
#   minutes and seconds are read; another form of duration is undecided. KICS fails more than an hour for every permission set.
# scope: package
# related_resources:
# - description: "IAM Identity Center User Guide, session duration"
#   ref: https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "a session of {subject} may last {duration}; {most} is the most"
#   undecided: "it is not known whether sessions of {subject} may last too long"
#   why: "a laptop left open, or a token taken from it, is an administrator until the session runs out"
#   help: "set session_duration = \"PT1H\", and let people sign in again"
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-2(2), AC-12, AC-2(5)]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1550.001, T1078.004]
#     mitre-atlas: [AML.T0012]
#     rand-sl: [SL2]
#     openai: [access-controls]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: [ce9dfce0-5fc8-433b-944a-3b16153111a8]
#   catalogue: [IAM-013]
#   waivable: true
package policies.identity["require-short-permission-set-session"]

import data.lib.answer
import data.lib.attribute
import data.lib.duration
import data.lib.permission_set
import data.lib.quantity

subjects contains set.id if some set in input.resources.aws_ssoadmin_permission_set

violations contains _remark(set) if {
	some set in input.resources.aws_ssoadmin_permission_set
	_breach(set) == "yes"
}

undecided contains _remark(set) if {
	some set in input.resources.aws_ssoadmin_permission_set
	_breach(set) == "unknown"
}

_breach(set) := answer.both(set.exists, too_long) if {
	seconds := _seconds(attribute.at(set, ["session_duration"]))
	privileged := permission_set.is_privileged(set)
	too_long := answer.either(
		quantity.exceeds(seconds, 14400),
		answer.both(privileged, quantity.exceeds(seconds, 3600)),
	)
}

_remark(set) := {
	"subject": set.id,
	"data": {"duration": attribute.at(set, ["session_duration"]), "most": _most(privileged)},
	"evidence": [{"resource": set.id, "path": ["session_duration"]}],
} if {
	privileged := permission_set.is_privileged(set)
}

_seconds(text) := 3600 if {
	text == null
} else := duration.seconds(text)

_most(privileged) := "PT1H" if {
	privileged == "yes"
} else := "PT4H"
