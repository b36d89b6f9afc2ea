# METADATA
# title: Symmetric KMS keys rotate automatically
# description: >-
#   A symmetric encryption key whose material KMS made has enable_key_rotation. KMS cannot rotate asymmetric and HMAC keys,
#   imported material or keys of a custom key store: those of a custom store are for keys/require-declared-manual-rotation.
# scope: package
# related_resources:
# - description: "AWS KMS Developer Guide, rotation of keys"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# - description: "AWS Security Hub, AWS KMS controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4
# schemas:
# - input: schema.facts
# custom:
#   severity: medium
#   message: "{subject} does not rotate its key material"
#   undecided: "it is not known whether {subject} is a key that can rotate and does not"
#   why: "the longer one key is used, the more is lost when it is, and rotation that waits for a person does not happen"
#   help: set enable_key_rotation = true; data that is encrypted already stays readable
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-12, SC-12(2)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Data]
#     cis-aws: ["v3.0:3.6", "v5.0:3.6", "v7.0:4.6"]
#     aws-fsbp: [KMS.4]
#     mitre-attack: [T1555.006]
#     rand-sl: [SL1]
#     openai: [crypto]
#   aliases:
#     checkov: [CKV_AWS_7]
#     trivy: [AWS-0065]
#     kics: []
#   catalogue: [KEY-001]
#   waivable: true
package policies.keys["require-rotation"]

import data.lib.answer
import data.lib.basis

subjects contains key.id if some key in _rotatable

violations contains _remark(key) if {
	some key in _rotatable
	_breach(key) == "yes"
}

undecided contains _remark(key) if {
	some key in _rotatable
	_breach(key) == "unknown"
}

_breach(key) := answer.all_of([key.exists, _can_rotate(key), answer.opposite(key.rotation_enabled.answer)])

_remark(key) := {
	"subject": key.id,
	"data": {},
	"evidence": array.concat(key.rotation_enabled.steps, basis.doubts([key.symmetric, key.in_custom_store])),
}

_rotatable := [key |
	some key in input.keys
	key.type == "aws_kms_key"
	_can_rotate(key) != "no"
]

_can_rotate(key) := answer.both(key.symmetric.answer, answer.opposite(key.in_custom_store.answer))
