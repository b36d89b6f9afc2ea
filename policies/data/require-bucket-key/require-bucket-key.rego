# METADATA
# title: "Buckets encrypted with KMS use a bucket key, except for weights"
# description: >-
#   bucket_key_enabled is true where the default encryption is aws:kms. Only a bucket with the data class weights may go
#   without, so that KMS logs every object that is read. S3 has no bucket keys for aws:kms:dsse and for its own keys, so those
#   buckets are no subject. The catalogue rates all of DAT-004 as high; this part alone keeps calls to KMS within its quota,
#   which is low on its scale.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, bucket keys"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
# schemas:
# - input: schema.facts
# custom:
#   severity: low
#   message: "{subject} calls KMS for every object"
#   undecided: "it is not known whether {subject} uses a bucket key where it should"
#   why: "a call to KMS for every object uses up the quota of the account, and then every bucket of it stands still"
#   help: set bucket_key_enabled = true in the rule of the encryption configuration
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
package policies.data["require-bucket-key"]

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

_breach(bucket) := answer.all_of([bucket.exists, _needs_bucket_key(bucket), answer.opposite(bucket.encryption.bucket_key.answer)])

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat(bucket.encryption.bucket_key.steps, data_class.doubts(bucket)),
}

_candidates := [bucket |
	some bucket in input.buckets
	_needs_bucket_key(bucket) != "no"
]

_needs_bucket_key(bucket) := answer.both(
	_is_single_layer(bucket.encryption.algorithm),
	answer.opposite(data_class.among(bucket.data_class, {"weights"})),
)

_is_single_layer(algorithm) := "unknown" if {
	algorithm == "unknown"
} else := answer.of(algorithm == "aws:kms")
