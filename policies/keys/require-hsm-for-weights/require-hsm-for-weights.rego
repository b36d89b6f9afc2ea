# METADATA
# title: Keys of weights and checkpoints live in a custom key store
# description: >-
#   A key with the data class weights or checkpoint is in a custom key store: its custom_key_store_id names an
#   aws_kms_custom_key_store, of type AWS_CLOUDHSM or EXTERNAL_KEY_STORE. Imported and replica keys of these classes fail,
#   because KMS allows neither in a custom key store. An id that names no store that was read is undecided, where the catalogue
#   says fail: KMS takes no other ids, but what the store is cannot be seen.
# scope: package
# related_resources:
# - description: "AWS KMS Developer Guide, custom key stores"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} protects {class} and is in no custom key store"
#   undecided: "it is not known whether {subject} protects weights or checkpoints, or whether it is in a custom key store"
#   why: a key in an HSM of your own can be withdrawn from AWS and from everybody in it; a key of KMS itself cannot
#   help: "set custom_key_store_id to the id of an aws_kms_custom_key_store; an existing key cannot be moved, so make one and encrypt again"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-12, SC-13, SC-28(3)]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Data]
#     mitre-attack: [T1555.006, T1530]
#     mitre-atlas: [AML.T0035]
#     rand-sl: [SL4]
#     openai: [hardware-backed]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [KEY-005]
#   waivable: true
package policies.keys["require-hsm-for-weights"]

import data.lib.answer
import data.lib.data_class

subjects contains key.id if some key in _guarding

violations contains _remark(key) if {
	some key in _guarding
	_breach(key) == "yes"
}

undecided contains _remark(key) if {
	some key in _guarding
	_breach(key) == "unknown"
}

_breach(key) := answer.all_of([key.exists, _guards_weights(key), answer.opposite(_is_stored(key))])

_remark(key) := {
	"subject": key.id,
	"data": {"class": key.data_class},
	"evidence": array.concat([{"resource": key.id, "path": ["custom_key_store_id"]}], data_class.doubts(key)),
}

_guarding := [key |
	some key in input.keys
	_guards_weights(key) != "no"
]

_guards_weights(key) := data_class.among(key.data_class, {"weights", "checkpoint"})

_is_stored(key) := "no" if {
	key.in_custom_store.answer == "no"
} else := "yes" if {
	key.custom_store_type in {"AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"}
} else := "unknown"
