# METADATA
# title: Roles of workload zones have a permissions boundary
# description: >-
#   A role in the zones training, inference and agent-sandbox has a permissions_boundary, whatever its policies say.
#   Service-linked roles, which nobody can change, are exempt. Whether the boundary bounds anything is not looked at here.
# scope: package
# related_resources:
# - description: "IAM User Guide, permissions boundaries"
#   ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} has no permissions boundary"
#   undecided: "it is not known whether {subject} is a role of a workload zone without a permissions boundary"
#   why: "a pipeline or an agent that may change policies can give its role everything, unless a boundary it cannot touch says no"
#   help: set permissions_boundary to the boundary policy of the zone
#   layer: L1 identity
#   controls:
#     nist-800-53-r5: [AC-6, AC-6(5)]
#     nist-800-207: [T3, T6]
#     cisa-ztmm: [Identity]
#     mitre-attack: [T1098.003, T1548.005]
#     rand-sl: [SL2]
#     openai: [access-controls]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [IAM-012]
#   waivable: true
package policies.identity["require-permissions-boundary"]

import data.lib.answer
import data.lib.zone

subjects contains role.id if some role in _bounded

violations contains _remark(role) if {
	some role in _bounded
	_breach(role) == "yes"
}

undecided contains _remark(role) if {
	some role in _bounded
	_breach(role) == "unknown"
}

_breach(role) := answer.all_of([role.exists, _is_bounded(role), answer.opposite(role.has_boundary.answer)])

_remark(role) := {
	"subject": role.id,
	"data": {},
	"evidence": array.concat([{"resource": role.id, "path": ["permissions_boundary"]}], zone.doubts(role)),
}

_bounded := [role |
	some role in input.access.roles
	_is_bounded(role) != "no"
]

_is_bounded(role) := answer.both(
	zone.among(role.zone, {"training", "inference", "agent-sandbox"}),
	answer.opposite(role.service_linked),
)
