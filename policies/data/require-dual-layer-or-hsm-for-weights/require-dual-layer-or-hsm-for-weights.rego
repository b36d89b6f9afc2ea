# METADATA
# title: "Buckets of weights encrypt twice, or with a key of a custom key store"
# description: >-
#   The default encryption of a bucket with the data class weights is aws:kms:dsse, or its key is in a custom key store.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, dual-layer encryption"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingDSSEncryption.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} holds weights under one layer of encryption with a key outside any HSM of yours"
#   undecided: "it is not known whether {subject} holds weights and encrypts them twice or with a key of a custom key store"
#   why: "one flaw in one layer, or one order to AWS, must not be enough to read the weights"
#   help: "set sse_algorithm = \"aws:kms:dsse\", or take a key with custom_key_store_id"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-12, SC-13, SC-28, SC-28(1)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Data]
#     mitre-attack: [T1530]
#     mitre-atlas: [AML.T0035]
#     rand-sl: [SL1]
#     openai: [crypto]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [DAT-004]
#   waivable: true
package policies.data["require-dual-layer-or-hsm-for-weights"]

import data.lib.answer
import data.lib.data_class

subjects contains bucket.id if some bucket in _candidates

violations contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "yes"
}

undecided contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "unknown"
}

_breach(bucket) := answer.all_of([bucket.exists, _holds_weights(bucket), answer.opposite(_is_strong(bucket.encryption))])

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat([bucket.encryption.algorithm_step], array.concat(_doubts(bucket.encryption), data_class.doubts(bucket))),
}

_doubts(encryption) := encryption.customer_key.steps if {
	encryption.key_in_custom_store == "unknown"
} else := []

_candidates := [bucket |
	some bucket in input.buckets
	_holds_weights(bucket) != "no"
]

_holds_weights(bucket) := data_class.among(bucket.data_class, {"weights"})

_is_strong(encryption) := answer.either(_is_dual(encryption.algorithm), encryption.key_in_custom_store)

_is_dual(algorithm) := "unknown" if {
	algorithm == "unknown"
} else := answer.of(algorithm == "aws:kms:dsse")
