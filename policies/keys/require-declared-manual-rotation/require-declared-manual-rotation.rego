# METADATA
# title: Keys of a custom key store say who rotates them
# description: >-
#   KMS cannot rotate a key of a custom key store, so a person must: such a key carries the tags zt:rotation = "manual" and
#   zt:owner, the team that answers for it.
# scope: package
# related_resources:
# - description: "AWS KMS Developer Guide, custom key stores"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html
# - description: "AWS KMS Developer Guide, rotation of keys"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# schemas:
# - input: schema.facts
# custom:
#   severity: medium
#   message: "{subject} is a key of a custom key store, and its tags do not say that it is rotated by hand and by whom"
#   undecided: "it is not known whether {subject} is a key of a custom key store, or whether its tags say who rotates it"
#   why: what no machine rotates and no team owns is never rotated
#   help: "tag the key with zt:rotation = \"manual\" and zt:owner, and write the rotation into the calendar of that team"
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
package policies.keys["require-declared-manual-rotation"]

import data.lib.answer
import data.lib.basis
import data.lib.tag

subjects contains key.id if some key in _stored

violations contains _remark(key) if {
	some key in _stored
	_breach(key) == "yes"
}

undecided contains _remark(key) if {
	some key in _stored
	_breach(key) == "unknown"
}

_breach(key) := answer.all_of([key.exists, key.in_custom_store.answer, answer.opposite(declared)]) if {
	declared := answer.both(
		tag.among(key.tags, key.tags_known, "zt:rotation", {"manual"}),
		tag.is_set(key.tags, key.tags_known, "zt:owner"),
	)
}

_remark(key) := {
	"subject": key.id,
	"data": {},
	"evidence": array.concat([{"resource": key.id, "path": ["tags"]}], basis.doubts([key.in_custom_store])),
}

_stored := [key |
	some key in input.keys
	key.in_custom_store.answer != "no"
]
