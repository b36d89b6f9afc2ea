# METADATA
# title: "Sessions of a role last four hours at most, of a privileged one an hour"
# description: >-
#   max_session_duration is at most 14,400 seconds, and 3,600, which is the default, for privileged roles: those with
#   administrator rights by the policies that are seen, and those over weights by their zone or data class.
# scope: package
# related_resources:
# - description: "IAM User Guide, maximum session duration of a role"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "a session of {subject} may last {seconds} seconds; {most} is the most"
#   undecided: "it is not known whether sessions of {subject} may last too long"
#   why: "stolen session credentials work until they run out, and nothing but a change of policy stops them before"
#   help: "set max_session_duration to 3600, and let programs renew their sessions"
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
#     kics: []
#   catalogue: [IAM-013]
#   waivable: true
package policies.identity["require-short-role-session"]

import data.lib.answer
import data.lib.quantity

subjects contains role.id if some role in input.access.roles

violations contains _remark(role) if {
	some role in input.access.roles
	_breach(role) == "yes"
}

undecided contains _remark(role) if {
	some role in input.access.roles
	_breach(role) == "unknown"
}

_breach(role) := answer.both(role.exists, too_long) if {
	too_long := answer.either(
		quantity.exceeds(role.max_session_seconds, 14400),
		answer.both(role.privileged, quantity.exceeds(role.max_session_seconds, 3600)),
	)
}

_remark(role) := {
	"subject": role.id,
	"data": {"seconds": role.max_session_seconds, "most": _most(role.privileged)},
	"evidence": [{"resource": role.id, "path": ["max_session_duration"]}],
}

_most(privileged) := 3600 if {
	privileged == "yes"
} else := 14400
