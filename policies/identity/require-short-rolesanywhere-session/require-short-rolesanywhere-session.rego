# METADATA
# title: Sessions of IAM Roles Anywhere last an hour at most
# description: >-
#   duration_seconds of a profile is at most 3,600, which is what IAM Roles Anywhere does where none is set.
# scope: package
# related_resources:
# - description: "IAM Roles Anywhere API Reference, CreateProfile"
#   ref: https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "a session of {subject} may last {seconds} seconds; 3600 is the most"
#   undecided: "it is not known whether sessions of {subject} may last too long"
#   why: "a machine outside AWS that is taken over keeps its credentials until they run out, even when its certificate is revoked"
#   help: "leave duration_seconds unset, or set it to 3600 or less"
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
package policies.identity["require-short-rolesanywhere-session"]

import data.lib.answer
import data.lib.attribute

subjects contains profile.id if some profile in input.resources.aws_rolesanywhere_profile

violations contains _remark(profile) if {
	some profile in input.resources.aws_rolesanywhere_profile
	_breach(profile) == "yes"
}

undecided contains _remark(profile) if {
	some profile in input.resources.aws_rolesanywhere_profile
	_breach(profile) == "unknown"
}

_breach(profile) := answer.both(profile.exists, attribute.exceeds(profile, _path, 3600))

_remark(profile) := {
	"subject": profile.id,
	"data": {"seconds": attribute.at(profile, _path)},
	"evidence": [{"resource": profile.id, "path": _path}],
}

_path := ["duration_seconds"]
