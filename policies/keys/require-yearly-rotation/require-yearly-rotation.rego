# METADATA
# title: KMS keys that rotate do so within a year
# description: >-
#   Of a symmetric key with enable_key_rotation, rotation_period_in_days is at most 365, which is also what KMS does where none
#   is set. Keys that do not rotate are for keys/require-rotation.
# scope: package
# related_resources:
# - description: "AWS KMS Developer Guide, rotation of keys"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# schemas:
# - input: schema.facts
# custom:
#   severity: medium
#   message: "{subject} rotates its key material every {days} days"
#   undecided: "it is not known whether {subject} rotates its key material within a year"
#   why: a rotation period of years leaves as much under one key as no rotation
#   help: "leave rotation_period_in_days unset, or set it to 365 or less"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-12, SC-12(2)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Data]
#     mitre-attack: [T1555.006]
#     rand-sl: [SL1]
#     openai: [crypto]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [KEY-001]
#   waivable: true
package policies.keys["require-yearly-rotation"]

import data.lib.answer
import data.lib.basis
import data.lib.quantity

subjects contains key.id if some key in _rotating

violations contains _remark(key) if {
	some key in _rotating
	_breach(key) == "yes"
}

undecided contains _remark(key) if {
	some key in _rotating
	_breach(key) == "unknown"
}

_breach(key) := answer.all_of([key.exists, _rotates(key), quantity.exceeds(key.rotation_days, 365)])

_remark(key) := {
	"subject": key.id,
	"data": {"days": key.rotation_days},
	"evidence": array.concat(
		[{"resource": key.id, "path": ["rotation_period_in_days"]}],
		basis.doubts([key.rotation_enabled, key.symmetric, key.in_custom_store]),
	),
}

_rotating := [key |
	some key in input.keys
	key.type == "aws_kms_key"
	_rotates(key) != "no"
]

_rotates(key) := answer.all_of([
	key.symmetric.answer,
	answer.opposite(key.in_custom_store.answer),
	key.rotation_enabled.answer,
])
